"""What a Word document holds beside its body: charts, the words of its lists, objects of other programs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from smcheck.readers.package import Package, attribute, name_of, says_something
from smcheck.readers.picture_names import SUFFIXES

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {  # of parts that are read, and the names that Word gives them; relations may say so of others
    "header": r"/header\d*\.xml",
    "footer": r"/footer\d*\.xml",
    "footnotes": r"word/footnotes\.xml",
    "endnotes": r"word/endnotes\.xml",
    "chart": r"/charts/chart\d*\.xml",
    "chartEx": r"/charts/chartEx\d*\.xml",
    "diagramData": r"/diagrams/data\d*\.xml",
    "chartUserShapes": r"word/drawings/drawing\d*\.xml",
    "numbering": r"word/numbering\.xml",
}
_STRINGS = ("strCache", "strLit", "strDim", "txData")
_MEDIA = re.compile(r"/media/[^/]+$")
_EMBEDDED = re.compile(r"/(?:embeddings|activeX)/[^/]+$")
_RELATIONS = re.compile(r"(?:.*/)?_rels/[^/]*\.rels")
_DATA_OF_CHART = re.compile(r"/charts/_rels/[^/]+\.rels$")
_WORDED = re.compile(r"[^\W\d_]{2}")
_DATA = re.compile(r"(.*customXml/)itemProps(\d+)\.xml$")
_PATH = re.compile(r"(?:/[\w.:-]+(?:\[\d{1,4}\])?)+")
_STEP = re.compile(r"/(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?")
_PLACEHOLDER = re.compile(r"%\d")


def is_media(name: str) -> bool:
    """Whether a part is a picture by its name or place, none that only shows the file among others."""
    return bool(_MEDIA.search(name)) or (
        name.lower().endswith(SUFFIXES) and not name.casefold().startswith("docprops/")
    )


def linked_pictures(package: Package, main: str) -> Iterator[str]:
    """Addresses of pictures that parts beside the body draw from elsewhere; those of the body are refused."""
    folder, own = posixpath.split(main)
    of_body = posixpath.join(folder, "_rels", f"{own}.rels")
    for name in sorted(filter(_RELATIONS.fullmatch, package.names - {of_body})):
        for relation in package.xml(name):
            outside = relation.get("TargetMode") == "External"
            if outside and relation.get("Type", "").endswith("/image"):
                yield relation.get("Target", "")


def parts_by_kind(package: Package) -> dict[str, list[str]]:
    """Names of the parts beside the body, by what relations or their names say that they are."""
    found = {
        kind: {name for name in package.names if re.search(f"(?:^|/){usual.lstrip('/')}$", name)}
        for kind, usual in _KINDS.items()
    }
    for name in filter(_RELATIONS.fullmatch, package.names):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in package.xml(name):
            path = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in found and path in package.names:
                found[kind].add(path)
    return {kind: sorted(names) for kind, names in found.items()}


def charts(package: Package, names: Iterable[str]) -> Iterator[str]:
    """The words of each chart: titles, names of series, labels."""
    for name in names:
        words = [text for element in package.xml(name).iter() if (text := _label(element))]
        yield "\n".join(dict.fromkeys(words))


def _label(element: _Element) -> str:
    """What an element of a chart shows, figures aside."""
    text = (element.text or "").strip()
    name = name_of(element)
    if name not in ("t", "v", "pt") or not text:
        return ""
    above = set(map(name_of, islice(element.iterancestors(), 2)))
    return text if name == "t" or _WORDED.search(text) or not above.isdisjoint(_STRINGS) else ""


def list_words(package: Package, names: Iterable[str]) -> Iterator[str]:
    """What lists put before their items, where that is more than a number or a sign."""
    for name in names:
        levels = (element for element in package.xml(name).iter() if name_of(element) == "lvlText")
        words = (_PLACEHOLDER.sub("…", attribute(level, "val").strip()) for level in levels)
        yield from dict.fromkeys(filter(says_something, words))


def objects(package: Package) -> tuple[str, ...]:
    """Names of objects of other programs within the document, those that charts draw from aside."""
    data = {
        posixpath.basename(relation.get("Target", ""))
        for name in package.names
        if _DATA_OF_CHART.search(name)
        for relation in package.xml(name)
    }
    found = (posixpath.basename(name) for name in sorted(package.names) if _EMBEDDED.search(name))
    return tuple(name for name in found if name not in data and not name.endswith((".rels", ".xml")))


def described(table: _Element) -> str:
    """A table's title and description, which are read out."""
    properties = (part for found in table if name_of(found) == "tblPr" for part in found)
    said = (
        attribute(part, "val") for part in properties if name_of(part) in ("tblCaption", "tblDescription")
    )
    return ". ".join(filter(None, said))


def outer_controls(table: _Element) -> Iterator[_Element]:
    """The properties of content controls that hold whole rows or cells of a table."""
    for control in table.iter("{*}sdt"):
        parts = {name_of(part): part for part in control}
        content = parts.get("sdtContent")
        if content is not None and "sdtPr" in parts and any(name_of(row) in ("tr", "tc") for row in content):
            yield parts["sdtPr"]


def is_drop_cap(paragraph: Iterable[_Element]) -> bool:
    """Whether a paragraph is the large letter that begins the next one."""
    frames = (part for found in paragraph if name_of(found) == "pPr" for part in found)
    return any(name_of(part) == "framePr" and attribute(part, "dropCap") for part in frames)


def bound_values(package: Package, body: _Element) -> Iterator[str]:
    """What controls show of the document's own data, where they have stored something else."""
    items: dict[str, _Element] | None = None
    for control in body.iter("{*}sdt"):
        binding = next(control.iter("{*}dataBinding"), None)
        path = _PATH.fullmatch(attribute(binding, "xpath")) if binding is not None else None
        if binding is None or not path:
            continue
        items = _data(package) if items is None else items
        value = _at(items.get(attribute(binding, "storeItemID").upper()), path[0])
        stored = " ".join("".join(map(str, control.itertext())).split())
        if value and value not in stored:
            yield value


def _data(package: Package) -> dict[str, _Element]:
    """The document's own data by their identifiers."""
    found = {}
    for name in package.names:
        if match := _DATA.search(name):
            properties = package.xml(name)
            item = f"{match[1]}item{match[2]}.xml"
            if item in package.names:
                found[attribute(properties, "itemID").upper()] = package.xml(item)
    return found


def _at(root: _Element | None, path: str) -> str:
    """The text at a path of names and numbers; empty where there is none."""
    here = [] if root is None else [root]
    for depth, (name, number) in enumerate(_STEP.findall(path)):
        level = here if depth == 0 else [child for element in here[:1] for child in element]
        named = [element for element in level if name_of(element) == name]
        here = named[int(number or 1) - 1 :][:1]
    return " ".join("".join(map(str, here[0].itertext())).split()) if here else ""
