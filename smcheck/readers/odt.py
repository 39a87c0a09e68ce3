"""OpenDocument texts (LibreOffice): body, tables, frames, forms, charts, notes, headers, footers and lists.

Tracked insertions are part of the post; tracked deletions and comments are not. Links and pictures read as
Markdown writes them. Objects of other programs, and sections of other files, are named as not reviewed.
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
from smcheck.readers.markup import linked, whole_words
from smcheck.readers.package import (
    Package,
    attribute,
    drawn_from,
    name_of,
    nested,
    says_something,
)
from smcheck.readers.parts import Parts
from smcheck.readers.picture_drafts import with_within

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANIFEST = "META-INF/manifest.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_LEFT_OUT = frozenset(
    "tracked-changes annotation annotation-end sequence-decls variable-decls user-field-decls "
    "table-source dde-source scripts event-listeners note-citation bookmark-ref-source".split()
)
_ROWS = ("table-header-rows", "table-rows", "table-row-group")  # of a table; covered cells hold nothing
_SIGNS = {"tab": "\t", "line-break": "\n"}
_DRAWN_IN = ("image", "object", "object-ole", "plugin", "floating-frame", "section-source")
_FAR = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//|\\\\|/|\.\./)", re.IGNORECASE)
_DRAWING = ":drawing:"  # in the name of the namespace
_FIELDS = ":text:"
_EDGE = re.compile(r"(header|footer)(?:-left|-first)?")
_SAID_IN_FORMS = ("label", "title", "value", "current-value", "href")
_SHOWN = {  # elements, and attributes of theirs that are shown
    "conditional-text": ("string-value-if-true", "string-value-if-false"), "hidden-text": ("string-value",),
    "text-input": ("description",), "label": ("value",),
}  # fmt: skip
_MOST_BLANKS = 100  # of those that one element stands for


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the document; raises `DraftError` where it cannot be read, or draws in others."""
    package = Package(file.content)
    if "mimetype" not in package.names or not package.read("mimetype").startswith(_MIMETYPE):
        raise DraftError("this is no OpenDocument text, whatever its name says; save it as .odt")
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise DraftError("the document is encrypted; save it without a password")
    root = package.xml("content.xml")
    styles = package.xml("styles.xml") if "styles.xml" in package.names else None
    roots = [root] if styles is None else [styles, root]
    for part in roots:
        _refuse_foreign(part)
    parts = Parts()
    for body in (found for found in root if name_of(found) == "body"):
        _Text(parts).blocks(body)
    if styles is not None:
        _edges(styles, parts)
    _list_words(roots, parts)
    _objects(package, roots, parts)
    media = sorted(name for name in package.names if name.startswith("Pictures/"))
    if not parts.text.strip() and not media:
        raise DraftError("the document holds no text; write the post first")
    pictures = ((posixpath.basename(name), package.read(name)) for name in media)
    draft = Draft(parts.text, file.path, places=parts.places)
    yield from with_within(draft, pictures, file.choice)
    for what in dict.fromkeys(what for part in roots for what in _unread(part)):
        yield unread_within(what)


def _edges(styles: _Element, parts: Parts) -> None:
    """Add headers and footers."""
    for element in styles.iter():
        if match := _EDGE.fullmatch(name_of(element)):
            parts.add(match[1], _inner(element))


def _list_words(roots: Iterable[_Element], parts: Parts) -> None:
    """Add the words that lists put before their items."""
    levels = (element for root in roots for element in root.iter() if "list-level" in name_of(element))
    words = (attribute(level, end).strip() for level in levels for end in ("num-prefix", "num-suffix"))
    for word in dict.fromkeys(filter(says_something, words)):
        parts.add("words of a list", word)


def _objects(package: Package, roots: Iterable[_Element], parts: Parts) -> None:
    """Add the words of charts and the like, which are documents within the document."""
    elements = (element for root in roots for element in root.iter() if name_of(element) == "object")
    for number, target in enumerate(dict.fromkeys(attribute(found, "href") for found in elements), 1):
        name = f"{target.removeprefix('./').rstrip('/')}/content.xml"
        if name in package.names:
            texts = map(str.strip, map(str, package.xml(name).itertext()))
            parts.add(f"object {number}", "\n".join(dict.fromkeys(filter(says_something, texts))))


def _unread(root: _Element) -> Iterator[str]:
    """What the document holds and nobody has looked into."""
    for element in root.iter():
        name = name_of(element)
        if name in ("object-ole", "plugin", "floating-frame", "applet"):
            said = attribute(element, "href") or attribute(element, "code")
            yield f"the object {shown_name(said)!r} of another program"
        elif name == "section-source" and attribute(element, "href"):
            yield f"the section from {shown_name(attribute(element, 'href'))!r}"


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
        self._readings: list[str] = []  # what stands small above words, until the paragraph ends
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
            elif _DRAWING in str(child.tag):  # anchored to a page
                self._paragraph(child, cell)
            elif name == "forms":
                self.parts.add("form", " ".join(_said_in_form(child)))
            elif name not in _LEFT_OUT:
                self.blocks(child, cell)

    def _paragraph(self, paragraph: _Element, cell: str) -> None:
        text = whole_words("".join(self._pieces(paragraph))) + "".join(self._readings)
        self._readings = []
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
        said = (child.text or "" for child in table if name_of(child) in ("title", "desc"))
        self.parts.add(f"description of table {self._counts['table']}", ". ".join(filter(None, said)))
        rows = (nested(row, "table-cell", _ROWS) for row in nested(table, "table-row", _ROWS))
        self.parts.add_table(f"table {self._counts['table']}", rows, cell, _inner)

    def _pieces(self, element: _Element) -> Iterator[str]:
        yield _plain(element.text)
        for child in element:
            yield from self._piece(child, name_of(child))
            yield _plain(child.tail)

    def _piece(self, child: _Element, name: str) -> Iterator[str]:
        said = _said_by(child, name)
        if said is not None:
            yield said
        elif name in ("a", "note") or name.startswith("area-"):
            yield from self._pointing(child, name)
        elif name == "text-box":
            self._apart.append(("text box", child))
        elif name == "ruby-text":
            self._readings.append(f" ({''.join(self._pieces(child))})")
        elif name in ("p", "h"):  # within a shape
            yield "\n" + "".join(self._pieces(child))
        elif name not in _LEFT_OUT:
            yield from (_beside(attribute(child, shown)) for shown in _SHOWN.get(name, ()))
            yield from self._pieces(child)

    def _pointing(self, child: _Element, name: str) -> Iterator[str]:
        """A link or an area that is one, with its tip; the sign of a note, which itself waits its turn."""
        if name != "note":
            tip = attribute(child, "title")
            yield linked("".join(self._pieces(child)), attribute(child, "href")) + _beside(tip and f"({tip})")
        else:
            kind = "endnote" if attribute(child, "note-class") == "endnote" else "footnote"
            yield from (_beside(attribute(part, "label")) for part in child)
            self._apart += [(kind, part) for part in child if name_of(part) == "note-body"]


def _said_by(element: _Element, name: str) -> str | None:
    """What an element stands for by itself: a sign, blanks, a description, a choice; None for all others."""
    if name in _SIGNS:
        return _SIGNS[name]
    if name == "s":
        count = attribute(element, "c") or "1"
        known = count.isdecimal() and len(count) <= 3
        return " " * (min(int(count), _MOST_BLANKS) if known else 1)
    if name in ("title", "desc") and _FIELDS not in str(element.tag):
        return f"![{element.text}]()" if element.text else ""
    if name in ("param", "list-item") and (item := _choice(element)):
        return f" {item} "
    return None


def _choice(element: _Element) -> str:
    """An item of a list to choose from, as LibreOffice keeps those of Word."""
    if name_of(element) == "param" and not attribute(element, "name").startswith("Dropdown_ListEntry"):
        return ""
    return attribute(element, "display-text") or attribute(element, "value")


def _said_in_form(forms: _Element) -> Iterator[str]:
    """What buttons, boxes and lists of a form say."""
    for element in forms.iter():
        said = [attribute(element, name).strip() for name in _SAID_IN_FORMS]
        yield from filter(says_something, (*said, (element.text or "").strip()))


def _beside(text: str) -> str:
    """Words that stand beside others without a blank."""
    return f" {text} " if text else ""


def _plain(text: str | None) -> str:
    """White space in the XML is a single blank."""
    return re.sub(r"\s+", " ", text or "") if text and not text.isspace() else (" " if text else "")


def _inner(container: _Element, cell: str = "") -> str:
    """The text of a box or note, or of the cell of that name."""
    inner = _Text(Parts())
    inner.blocks(container, cell)
    return inner.parts.text
