"""What a Word document holds beside its body: charts, the words of its lists, objects of other programs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from smcheck.readers.package import Package, attribute, name_of, says_something

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
_EMBEDDED = re.compile(r"/(?:embeddings|activeX)/[^/]+$")
_RELATIONS = re.compile(r"(?:.*/)?_rels/[^/]*\.rels")
_DATA_OF_CHART = re.compile(r"/charts/_rels/[^/]+\.rels$")
_WORDED = re.compile(r"[^\W\d_]{2}")
_PLACEHOLDER = re.compile(r"%\d")


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
