"""Word documents: body, tables, text boxes, WordArt, headers, footers, notes, charts, diagrams and lists.

Tracked insertions are part of the post; tracked deletions and comments are not. A link reads
`[words](target)` and a picture `![description]()`, as Markdown writes them; a description may be a title or
stand in an older form. Objects of other programs, and fields that draw in a file, are named as not reviewed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.docx_fields import Fields, link_of, said_by_form
from smcheck.readers.docx_parts import (
    bound_values,
    charts,
    described,
    is_drop_cap,
    is_media,
    linked_pictures,
    list_words,
    objects,
    outer_controls,
    parts_by_kind,
)
from smcheck.readers.docx_relations import WORD, body_of, links_of, main_name, namespace, targets_of
from smcheck.readers.markup import linked, whole_words
from smcheck.readers.package import Package, attribute, name_of, nested
from smcheck.readers.parts import Parts
from smcheck.readers.picture_drafts import in_number, with_within
from smcheck.readers.picture_unread import Why, not_reviewed

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    "del moveFrom delText delInstrText pPr rPr tblPr tblGrid trPr tcPr sectPr sdtEndPr "
    "annotationRef posOffset pctWidth pctHeight sizeRelH sizeRelV positionH positionV".split()
)
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml")  # of rows and of cells
_LINES = frozenset(
    "r hyperlink fldSimple smartTag oMath oMathPara".split()
)  # that may stand between paragraphs
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_TAKEN = {  # elements, and what takes their text
    "sym": "_symbol", "hyperlink": "_link", "fldChar": "_field", "instrText": "_instruction",
    "fldSimple": "_simple_field", "txbxContent": "_box", "docPr": "_picture", "cNvPr": "_picture",
    "AlternateContent": "_alternatives", "sdtPr": "_choices", "rt": "_reading",
}  # fmt: skip
_DRAWINGS = (("diagramData", "diagram"), ("chartUserShapes", "drawing on a chart"))
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_FORMULA = frozenset("num den e sub sup deg lim fName".split())  # parts of a formula that stand apart
_VML = "urn:schemas-microsoft-com:vml"
_SAID_BY = frozenset("alt title string descr instr tooltip displayText value".split())  # attributes
_SAID_IN_VML = ("alt", "title", "string")  # the last are the words of WordArt


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the document; raises `DraftError` where it cannot be read, or draws in others."""
    package = Package(file.content)
    main = main_name(package)
    parts = Parts()
    unread: list[str] = []
    body = body_of(package, main)
    _Text(parts, links_of(package, main), unread).blocks(body)
    for value in bound_values(package, body):
        parts.add("value of a control", value)
    _beside_the_body(package, parts, unread)
    media = sorted(filter(is_media, package.names), key=in_number)
    if not parts.text.strip() and not media:
        raise DraftError("the document holds no text; write the post first")
    pictures = ((posixpath.basename(found), package.read(found)) for found in media)
    draft = Draft(parts.text, file.path, places=parts.places)
    yield from with_within(draft, pictures, file.choice)
    if file.choice.pictures and (linked := list(dict.fromkeys(linked_pictures(package, main)))):
        yield not_reviewed(linked, Why.LINKED)
    unread += [f"the object {shown_name(name)!r} of another program" for name in objects(package)]
    for what in dict.fromkeys(unread):
        yield unread_within(what)


def _beside_the_body(package: Package, parts: Parts, unread: list[str]) -> None:
    """Add headers, footers, notes, drawings, charts and the words of lists."""
    others = parts_by_kind(package)
    for kind in ("footer", "header"):
        for path in others[kind]:
            parts.add(kind, _Text(Parts(), targets_of(package, path), unread).inner(package.xml(path)))
    for kind, name in _NOTES:
        for path in others[kind]:
            _notes(package, path, name, parts, unread)
    for kind, name in _DRAWINGS:
        for number, found in enumerate(others[kind], 1):
            words = [_Text(Parts(), {}, unread).inline(line) for line in _all(package.xml(found), "p")]
            parts.add(f"{name} {number}", "\n".join(filter(str.strip, words)))
    for number, chart in enumerate(charts(package, (*others["chart"], *others["chartEx"])), 1):
        parts.add(f"chart {number}", chart)
    for word in list_words(package, others["numbering"]):
        parts.add("words of a list", word)


def _notes(package: Package, path: str, name: str, parts: Parts, unread: list[str]) -> None:
    text = _Text(Parts(), targets_of(package, path), unread)
    number = 0
    for note in package.xml(path):
        is_line = attribute(note, "type") not in ("", "normal")  # which separates notes from the text
        number += not is_line
        parts.add(f"line above {name}s" if is_line else f"{name} {number}", text.inner(note))


class _Text:
    """Collects the text of a stretch of the document; `links` are targets by the ids of relations.

    What cannot be read is added to `unread`.
    """

    def __init__(self, parts: Parts, links: dict[str, str], unread: list[str]) -> None:
        self.parts = parts
        self._links = links
        self._unread = unread
        self._counts = {"paragraph": 0, "table": 0, "text box": 0}
        self._boxes: list[_Element] = []
        self._fields = Fields(unread)
        self._readings: list[str] = []  # what stands small above words, until the paragraph ends
        self._described: set[str] = set()  # descriptions that the paragraph gives, some of them twice
        self._drop_cap = ""  # a letter that begins the next paragraph

    def blocks(self, container: _Element, cell: str = "") -> None:
        """Add paragraphs and tables; `cell` names the cell that holds them, if one does."""
        for child in container:
            name = name_of(child)
            if name == "p":
                self._paragraph(child, cell)
            elif name == "tbl":
                self._table(child, cell)
            elif name in _LINES:
                self._paragraph([child], cell)
            elif name == "sdtPr":
                if items := self._choices(child):
                    self.parts.add("list to choose from", items)
            elif name not in _LEFT_OUT:
                self.blocks(child, cell)

    def _paragraph(self, paragraph: Iterable[_Element], cell: str) -> None:
        text = self._drop_cap + whole_words(self.inline(paragraph))
        self._drop_cap = ""
        if is_drop_cap(paragraph):
            self._drop_cap = text
            return
        text += "".join(self._readings)
        self._readings, self._described = [], set()
        self._counts["paragraph"] += bool(text.strip()) and not cell
        self.parts.add(cell or f"paragraph {self._counts['paragraph']}", text)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._counts["text box"] += 1
            self.parts.add(f"text box {self._counts['text box']}", self.inner(box))

    def _table(self, table: _Element, cell: str) -> None:
        self._counts["table"] += 1
        name = f"table {self._counts['table']}"
        if said := described(table):
            self.parts.add(f"description of {name}", said)
        for control in outer_controls(table):
            self.parts.add("list to choose from", self._choices(control))
        rows = (nested(row, "tc", _WRAPPERS) for row in nested(table, "tr", _WRAPPERS))
        self.parts.add_table(name, rows, cell, self.inner)

    def inner(self, container: _Element, cell: str = "") -> str:
        """The text of a box, a note, a header, or of the cell of that name."""
        inner = _Text(Parts(), self._links, self._unread)
        inner.blocks(container, cell)
        return inner.parts.text

    def inline(self, element: Iterable[_Element]) -> str:
        """The text of a paragraph or of anything within it; its text boxes wait for their turn."""
        return "".join(self._pieces(element))

    def _pieces(self, element: Iterable[_Element]) -> Iterator[str]:
        for child in element:
            name = name_of(child)
            if name == "t":
                yield child.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name] if namespace(child) in WORD else ""
            elif name in _TAKEN:
                yield getattr(self, _TAKEN[name])(child)
            elif name in _FORMULA and namespace(child) == _MATHS:
                yield f" {self.inline(child)} "
            elif name not in _LEFT_OUT:
                yield from _said_in_vml(child)
                yield from _characters(child)
                yield from self._pieces(child)

    def _alternatives(self, element: _Element) -> str:
        """What programs of today show and, where it says more, what older ones do."""
        choices = [child for child in element if name_of(child) == "Choice"]
        known = set().union(*map(_words_in, choices))
        older = (child for child in element if name_of(child) == "Fallback" and not _words_in(child) <= known)
        return " ".join(filter(None, (self.inline(child) for child in (*choices, *older))))

    def _choices(self, element: _Element) -> str:
        """The items of a list to choose from."""
        items = (
            attribute(item, "displayText") or attribute(item, "value") for item in _all(element, "listItem")
        )
        return "".join(f" {item} " for item in items)

    def _reading(self, element: _Element) -> str:
        """What stands small above words, which it must not part."""
        self._readings.append(f" ({self.inline(element)})")
        return ""

    def _symbol(self, element: _Element) -> str:
        code = attribute(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else 0
        return chr(number) if 0x20 <= number < 0xD800 else "\N{REPLACEMENT CHARACTER}"

    def _box(self, element: _Element) -> str:
        self._boxes.append(element)
        return ""

    def _picture(self, element: _Element) -> str:
        title, description = element.get("title") or "", element.get("descr") or ""
        said = ". ".join(dict.fromkeys(filter(None, (title, description))))
        shown = f"![{said}]()" if said and said not in self._described else ""
        self._described.add(said)
        links = [child for child in element if name_of(child) == "hlinkClick"]
        targets = (self._links.get(attribute(link, "id"), "") for link in links)
        return linked(shown, next(targets, "")) + "".join(map(_hint, links))

    def _link(self, element: _Element) -> str:
        target = self._links.get(attribute(element, "id"), "")
        return linked(self.inline(element), target) + _hint(element)

    def _field(self, mark: _Element) -> str:
        return said_by_form(mark) + self._fields.mark(attribute(mark, "fldCharType"))

    def _instruction(self, element: _Element) -> str:
        self._fields.instruct(element.text or "")
        return ""

    def _simple_field(self, field: _Element) -> str:
        instruction, words = attribute(field, "instr"), self.inline(field)
        target = link_of(instruction)
        return (
            linked(words, target)
            if target
            else words + self._fields.behind(instruction, has_words=bool(words))
        )


def _characters(element: _Element) -> Iterator[str]:
    """The signs around and between the parts of a formula, which may be words."""
    if namespace(element) == _MATHS and name_of(element) in ("begChr", "endChr", "sepChr", "chr"):
        yield attribute(element, "val")


def _hint(link: _Element) -> str:
    """What a link shows at a touch."""
    return f" ({hint}) " if (hint := attribute(link, "tooltip").strip()) else ""


def _said_in_vml(element: _Element) -> Iterator[str]:
    """Descriptions, titles and WordArt in the form of older programs."""
    if namespace(element) == _VML:
        if target := element.get("href"):
            yield f" {target} "
        for name in _SAID_IN_VML:
            if said := attribute(element, name):
                yield f" {said} " if name == "string" else f"![{said}]()"


def _words_in(element: _Element) -> set[str]:
    """All words that an element holds, those that stand in attributes too."""
    attributes = (pair for inner in element.iter() for pair in inner.attrib.items())
    said = (str(value) for name, value in attributes if str(name).rpartition("}")[2] in _SAID_BY)
    entries = (attribute(entry, "val") for entry in _all(element, "listEntry"))
    symbols = "".join(attribute(sign, "char") for sign in _all(element, "sym"))
    return set(
        re.findall(r"\w+", " ".join((*map(str, element.itertext()), *said, *entries, symbols)).casefold())
    )


def _all(root: _Element, name: str) -> Iterator[_Element]:
    return (element for element in root.iter() if name_of(element) == name)
