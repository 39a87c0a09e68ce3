"""What a Word document holds beside its body: charts, the words of its lists, objects of other programs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smcheck.readers.package import Package, attribute, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHART = re.compile(r"/charts/chart(?:Ex)?\d*\.xml$")
_EMBEDDED = re.compile(r"/(?:embeddings|activeX)/[^/]+$")
_DATA_OF_CHART = re.compile(r"/charts/_rels/[^/]+\.rels$")
_WORDED = re.compile(r"[^\W\d_]{2}")
_PLACEHOLDER = re.compile(r"%\d")


def charts(package: Package) -> Iterator[str]:
    """The words of each chart: titles, names of series, labels."""
    for name in sorted(found for found in package.names if _CHART.search(found)):
        words = [text for element in package.xml(name).iter() if (text := _label(element))]
        yield "\n".join(dict.fromkeys(words))


def _label(element: _Element) -> str:
    """What an element of a chart shows, figures aside."""
    text = (element.text or "").strip()
    return text if name_of(element) in ("t", "v") and _WORDED.search(text) else ""


def list_words(package: Package, folder: str) -> Iterator[str]:
    """What lists put before their items, where that is more than a number or a sign."""
    name = f"{folder}/numbering.xml"
    if name in package.names:
        levels = (element for element in package.xml(name).iter() if name_of(element) == "lvlText")
        words = (attribute(level, "val").strip() for level in levels)
        yield from dict.fromkeys(word for word in words if _WORDED.search(_PLACEHOLDER.sub("", word)))


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
