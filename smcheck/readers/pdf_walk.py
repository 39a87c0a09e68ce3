"""Walking through a PDF page by page, within the process that reads them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

from smcheck.model.errors import DraftError
from smcheck.readers import pdf_beside as beside
from smcheck.readers.pdf_layout import arranged
from smcheck.readers.pdf_native import document
from smcheck.readers.pdf_page import Letters, letters_of, links_of
from smcheck.readers.pdf_pictures import Drawn, drawn_on, page_as_png, picture_as_png, said_by
from smcheck.readers.pdf_shapes import AS_DRAWN

MOST_PAGES = 1_000
"""Pages of a PDF that are read."""
MOST_PICTURES = 30
"""Pages that are pictures, and large pictures on pages, that are handed over."""
MOST_PHOTOGRAPHS = 200
"""Pictures that are looked at for what they say of themselves."""

_DRAWN = 20  # letters, from which on there are words among the shapes of a page
_FEW = 25  # letters beside a picture that is the page, such as a page number or a stamp of the scanner
_WHOLE = 0.5  # of a page, from which on its pictures are the page
_UNKNOWN = 0.01  # of letters, from which on a page cannot be read
_FEW_UNKNOWN = 3  # and how many may be signs such as those before items

_WORD = re.compile(r"[^\W_]+")

Answer = dict[str, object]
"""What the process says: a part of the text, something unread, a picture; see `walk`."""


def walk(content: bytes, *, pictures: bool) -> Iterator[Answer]:
    """What a PDF says, page by page; raises `DraftError` where it cannot be opened.

    Answers are `part` (place, text, end), `unread` and `attached` (what), and `picture` (name) for one that
    may hold words, with its `png` where `pictures` are asked for; `photograph` (name) with its `head`, where
    it says something of itself.
    """
    import pypdfium2.raw as pdfium

    with document(content) as opened, beside.forms_of(opened) as form:
        count = pdfium.FPDF_GetPageCount(opened)
        yield {"pages": count}
        if count < 1:
            raise DraftError("the PDF has no pages; save it again")
        walked = _Walk(opened, form, pictures)
        for number in range(min(count, MOST_PAGES)):
            yield from walked.page(number)
        if count > MOST_PAGES:
            yield {"unread": f"page {MOST_PAGES + 1} and what follows it"}
        yield from walked.end()


class _Walk:
    """What was said so far, so that nothing is said twice."""

    def __init__(self, opened: Any, form: Any, pictures: bool) -> None:
        self._document, self._form, self._pictures = opened, form, pictures
        self._given = self._looked_at = 0  # pictures
        self._said: set[str] = set()
        self._words = ""

    def page(self, number: int) -> Iterator[Answer]:
        """What a page says."""
        import pypdfium2.raw as pdfium

        place = f"page {number + 1}"
        page = pdfium.FPDF_LoadPage(self._document, number)
        if not page:
            yield {"unread": f"{place}, which is damaged,"}
            return
        unread: list[str] = []
        notes = list(beside.notes_of(page, self._form, unread))
        links = list(links_of(self._document, page))
        if notes and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(
                page
            )  # fields and notes are now where they are shown, once it is loaded anew
            page = pdfium.FPDF_LoadPage(self._document, number)
        try:
            letters = letters_of(page, links)
            yield from self._text(place, letters)
            shown = {letter.link for letter in letters.known}
            for target in dict.fromkeys(link.target for link in links if link.target not in shown):
                yield self._part(f"{place}, link", target)
            for said in (*notes, *beside.descriptions_of(page)):
                yield from self._beside(f"{place}, {said.place}", said.text)
            for what in dict.fromkeys(unread):
                attached, _, name = what.partition("attached:")
                yield {"unread": f"{attached} on {place}"} if attached else {"attached": name}
            yield from self._drawn(place, page, letters)
        finally:
            pdfium.FPDF_ClosePage(page)

    def end(self) -> Iterator[Answer]:
        """What the document says beside its pages."""
        for said in beside.bookmarks_of(self._document):
            yield from self._beside(said.place, said.text)
        yield from self._beside("title of the document", beside.property_of(self._document, b"Title"))
        yield from self._beside("author in the properties", beside.property_of(self._document, b"Author"))
        for name in beside.attached_to(self._document):
            yield {"attached": name}
        for what in beside.acting_in(self._document):
            yield {"unread": what}

    def _text(self, place: str, letters: Letters) -> Iterator[Answer]:
        words = []
        for number, piece in enumerate(arranged(letters.known), 1):
            words += [piece.text, piece.end]
            yield {"part": [f"{place}, line {number}", piece.text, piece.end]}
        self._words += _words_in("".join(words))
        if letters.cut:
            yield {"unread": f"the end of {place}"}

    def _beside(self, place: str, text: str) -> Iterator[Answer]:
        """What is said beside the text, unless the text says so too."""
        words = _words_in(text)
        if words.strip() and words not in self._said and words not in self._words:
            self._said.add(words)
            yield self._part(place, text)

    @staticmethod
    def _part(place: str, text: str) -> Answer:
        return {"part": [place, text, "\n"]}

    def _drawn(self, place: str, page: Any, letters: Letters) -> Iterator[Answer]:
        """The page as a picture where it is one, else the large pictures on it."""
        drawn = drawn_on(page)
        yield from self._photographs(place, drawn)
        count = sum(not letter.char.isspace() for letter in letters.known)
        unknown = letters.unknown > max(_UNKNOWN * count, _FEW_UNKNOWN)
        if unknown and not self._pictures:
            yield {"unread": f"{place}, which does not say what its letters are,"}
        elif unknown or (count == 0 and drawn.anything) or (count <= _FEW and drawn.covered >= _WHOLE):
            yield from self._give(place, page_as_png, page)
        elif drawn.letters >= _DRAWN:
            yield from self._give(f"{place}{AS_DRAWN}", page_as_png, page)
        elif not (drawn.covered >= _WHOLE and drawn.hidden > drawn.seen):  # of a scan the words lie behind it
            for number, picture in enumerate(drawn.pictures, 1):
                name = f"picture {number} on {place}"
                yield from self._give(name, picture_as_png, self._document, page, picture)

    def _photographs(self, place: str, drawn: Drawn) -> Iterator[Answer]:
        """What photographs on a page say of themselves."""
        for number, picture in enumerate(drawn.pictures, 1):
            self._looked_at += 1
            if self._looked_at <= MOST_PHOTOGRAPHS and (head := said_by(picture)):
                yield {"photograph": f"picture {number} on {place}", "head": b64encode(head).decode("ascii")}

    def _give(self, name: str, draw: Callable[..., bytes], *given: Any) -> Iterator[Answer]:
        """A picture by its name, drawn where that is asked for."""
        self._given += 1
        if not self._pictures:
            yield {"picture": name}
        elif self._given > MOST_PICTURES:
            if self._given == MOST_PICTURES + 1:
                yield {"unread": f"{name}, with the pictures behind it,"}
        elif png := draw(*given):
            yield {"picture": name, "png": b64encode(png).decode("ascii")}
        else:
            yield {"unread": f"{name}, which is too large or damaged,"}


def _words_in(text: str) -> str:
    """The words of a text, by which it is known whatever parts them."""
    return " " + " ".join(_WORD.findall(text.casefold())) + " "
