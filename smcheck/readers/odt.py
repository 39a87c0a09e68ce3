"""OpenDocument texts (LibreOffice): body, tables, frames, footnotes and endnotes.

Tracked insertions are part of the post; tracked deletions, comments, headers and footers are not. Links and
pictures read as Markdown writes them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item
from smcheck.readers.markup import linked
from smcheck.readers.package import Package, attribute, drawn_from, name_of, nested
from smcheck.readers.parts import Parts
from smcheck.readers.pictures import look_at

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANIFEST = "META-INF/manifest.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset(
    "tracked-changes annotation annotation-end sequence-decls variable-decls user-field-decls forms "
    "ruby-text table-source dde-source scripts event-listeners note-citation bookmark-ref-source".split()
)
_ROWS = ("table-header-rows", "table-rows", "table-row-group")  # of a table; covered cells hold nothing
_SIGNS = {"tab": "\t", "line-break": "\n"}
_DRAWN_IN = ("image", "object", "object-ole", "plugin", "floating-frame", "section-source")
_FAR = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//|\\\\|/|\.\./)", re.IGNORECASE)
_MOST_BLANKS = 100  # of those that one element stands for


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the document; raises `DraftError` where it cannot be read, or draws in others."""
    package = Package(file.content)
    if "mimetype" not in package.names or not package.read("mimetype").startswith(_MIMETYPE):
        raise DraftError("this is no OpenDocument text, whatever its name says; save it as .odt")
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise DraftError("the document is encrypted; save it without a password")
    root = package.xml("content.xml")
    _refuse_foreign(root)
    parts = Parts()
    for body in (found for found in root if name_of(found) == "body"):
        _Text(parts).blocks(body)
    if not parts.text.strip():
        raise DraftError("the document holds no text; write the post first")
    media = sorted(name for name in package.names if name.startswith("Pictures/"))
    pictures, remarks = look_at((posixpath.basename(name), package.read(name)) for name in media)
    yield Draft(parts.text, file.path, places=parts.places, pictures=pictures, remarks=remarks)


def _refuse_foreign(root: _Element) -> None:
    """Raise `DraftError` where the document draws in something from outside, or runs a script."""
    for element in root.iter():
        name = name_of(element)
        if name in ("event-listener", "script"):
            raise DraftError("the document runs a script; save it without macros")
        target = attribute(element, "href")
        if name in _DRAWN_IN and _FAR.match(target):
            raise drawn_from(name, target)


class _Text:
    """Collects the text of a stretch of the document."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._counts = {"paragraph": 0, "table": 0, "text box": 0, "footnote": 0, "endnote": 0}
        self._apart: list[tuple[str, _Element]] = []  # boxes and notes that the paragraph holds

    def blocks(self, container: _Element, cell: str = "") -> None:
        """Add paragraphs and tables; `cell` names the cell that holds them, if one does."""
        for child in container:
            name = name_of(child)
            if name in ("p", "h"):
                self._paragraph(child, cell)
            elif name == "table":
                self._table(child, cell)
            elif name == "text-box":
                self._aside("text box", child)
            elif name not in _LEFT_OUT:
                self.blocks(child, cell)

    def _paragraph(self, paragraph: _Element, cell: str) -> None:
        text = "".join(self._pieces(paragraph))
        self._counts["paragraph"] += bool(text.strip()) and not cell
        self.parts.add(cell or f"paragraph {self._counts['paragraph']}", text)
        apart, self._apart = self._apart, []
        for kind, element in apart:
            self._aside(kind, element)

    def _aside(self, kind: str, element: _Element) -> None:
        self._counts[kind] += 1
        self.parts.add(f"{kind} {self._counts[kind]}", _inner(element))

    def _table(self, table: _Element, cell: str) -> None:
        self._counts["table"] += 1
        rows = (nested(row, "table-cell", _ROWS) for row in nested(table, "table-row", _ROWS))
        self.parts.add_table(f"table {self._counts['table']}", rows, cell, _inner)

    def _pieces(self, element: _Element) -> Iterator[str]:
        yield _plain(element.text)
        for child in element:
            yield from self._piece(child, name_of(child))
            yield _plain(child.tail)

    def _piece(self, child: _Element, name: str) -> Iterator[str]:
        if name in _SIGNS:
            yield _SIGNS[name]
        elif name == "s":
            count = attribute(child, "c") or "1"
            known = count.isdecimal() and len(count) <= 3
            yield " " * (min(int(count), _MOST_BLANKS) if known else 1)
        elif name == "a":
            yield linked("".join(self._pieces(child)), attribute(child, "href"))
        elif name == "note":
            kind = attribute(child, "note-class")
            body = [part for part in child if name_of(part) == "note-body"]
            self._apart += [("endnote" if kind == "endnote" else "footnote", part) for part in body]
        elif name == "text-box":
            self._apart.append(("text box", child))
        elif name in ("title", "desc"):
            yield f"![{child.text}]()" if child.text and name == "desc" else ""
        elif name in ("p", "h"):  # within a shape
            yield "\n" + "".join(self._pieces(child))
        elif name not in _LEFT_OUT:
            yield from self._pieces(child)


def _plain(text: str | None) -> str:
    """White space in the XML is a single blank."""
    return re.sub(r"\s+", " ", text or "") if text and not text.isspace() else (" " if text else "")


def _inner(container: _Element, cell: str = "") -> str:
    """The text of a box or note, or of the cell of that name."""
    inner = _Text(Parts())
    inner.blocks(container, cell)
    return inner.parts.text
