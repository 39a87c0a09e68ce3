"""Where the text of a document in Rich Text Format goes: the body, beside it, or what it describes."""

from __future__ import annotations

from smcheck.readers.markup import whole_words
from smcheck.readers.parts import Parts


class Sink:
    """Text under way, given as characters or as bytes of a code page; `kind` says what it is of."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._pieces: list[str] = []
        self._raw = bytearray()
        self._codec = ""

    def add(self, text: str) -> None:
        """Add characters."""
        self._decode()
        self._pieces.append(text)

    def add_bytes(self, raw: bytes, codec: str) -> None:
        """Add bytes of a code page, in some of which several are one character."""
        if codec != self._codec:
            self._decode()
            self._codec = codec
        self._raw += raw

    def taken(self) -> str:
        """The text so far, which is then forgotten."""
        self._decode()
        text, self._pieces = "".join(self._pieces), []
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def word(self, word: str, text: str) -> None:
        """Take a control word that stands for a character."""
        self.add(text)

    def _decode(self) -> None:
        if self._raw:
            self._pieces.append(self._raw.decode(self._codec, "replace"))
            self._raw.clear()


class Body(Sink):
    """The body of the document: paragraphs and cells of tables, each added to `parts` by its place."""

    def __init__(self, parts: Parts) -> None:
        super().__init__("body")
        self._parts = parts
        self._paragraph = self._table = self._row = self._column = 0
        self._boxes: list[str] = []
        self._box = 0
        self.in_table = False

    def word(self, word: str, text: str) -> None:
        """Take a control word; those that end a paragraph, a cell or a row do so."""
        if word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word in ("par", "sect", "page", "column") and not self.in_table:
            self.end_paragraph()
        else:
            self.add(text)

    def put_beside(self, box: str) -> None:
        """Add the text of a text box, which comes behind the paragraph or the cell."""
        self._boxes.append(box)

    def end_paragraph(self) -> None:
        """Add the paragraph that ends here, and end a table before it."""
        text = whole_words(self.taken())
        self._row = self._column = 0
        self._paragraph += bool(text.strip())
        self._parts.add(f"paragraph {self._paragraph}", text)
        self._add_boxes()

    def _end_cell(self) -> None:
        if not self._row:
            self._table += 1
            self._row = 1
        self._column += 1
        place = f"table {self._table}, row {self._row}, column {self._column}"
        self._parts.add(place, whole_words(self.taken()), "\t")

    def _end_row(self) -> None:
        if left := self.taken():
            self.add(left)
            self._end_cell()
        self._parts.add("", "")
        self._row += bool(self._row)
        self._column = 0
        self._add_boxes()

    def _add_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._box += 1
            self._parts.add(f"text box {self._box}", box)
