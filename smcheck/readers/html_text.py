"""The text of a web page under way: words, values of attributes and breaks, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from smcheck.readers import html_nodes as nodes
from smcheck.readers.html_nodes import attribute
from smcheck.readers.markup import Publishing, aligned

if TYPE_CHECKING:
    from justhtml import Node

Stretch = tuple[int, int]

_SPACE = re.compile(r"[ \t\n\f\r]+")
_TAG = re.compile(r"<[^>\"']*(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>?")


class PageText:
    """Adds what a page shows to `out`; `place` is where its source stands in a larger one.

    `here` is the offset of the node that is read, `base` the address that short ones are short for.
    """

    def __init__(self, source: str, out: Publishing, place: int) -> None:
        self.source, self.out, self.place = source, out, place
        self.here = 0
        self.base = ""

    def words(self, data: str, *, entities: bool, verbatim: bool) -> None:
        """Add the text of a node; blanks come to one unless it is `verbatim`."""
        spans = self._moved(aligned(data, self.source, self.here, entities=entities))
        last = 0
        for space in () if verbatim else _SPACE.finditer(data):
            self.out.add(data[last : space.start()], spans[last : space.start()])
            if self.out.last and not self.out.last.isspace():
                self.out.add(" ", [(spans[space.start()][0], spans[space.end() - 1][1])])
            last = space.end()
        self.out.add(data[last:], spans[last:])

    def value(self, node: Node, name: str) -> None:
        """Add an attribute's value, each character with its place in the tag."""
        value = attribute(node, name).strip()
        start = node.origin_offset or 0
        tag = _TAG.match(self.source, start)
        written = _written(name).search(tag[0]) if tag else None
        begin = start + (written.end() if written else 0)
        self.out.add(value, self._moved(aligned(value, self.source, begin)))

    def address(self, node: Node, name: str) -> None:
        """Add the address that an attribute gives, in full where it is short for one."""
        target = attribute(node, name).strip()
        if self.base and not nodes.is_absolute(target):
            self.carry(_joined(self.base, target), self.tag(node))
        else:
            self.value(node, name)

    def open_link(self) -> None:
        """Begin the words of a link."""
        self.out.open_link(self._nothing())

    def target(self, node: Node, name: str) -> None:
        """End the words of a link and add where it leads."""
        self.out.end_words(self._nothing())
        self.glue("(")
        self.address(node, name)
        self.glue(")")
        self.out.end_link()

    def carry(self, text: str, stretch: Stretch) -> None:
        """Add a text that a stretch of the source stands for as a whole."""
        self.out.add(text, self._moved([stretch] * len(text)))

    def literal(self, text: str, start: int) -> None:
        """Add a text that stands in the source as it is, from that offset on."""
        self.out.add(text, self._moved((place, place + 1) for place in range(start, start + len(text))))

    def tag(self, node: Node) -> Stretch:
        """Where the tag of a node stands in the source."""
        start = node.origin_offset or 0
        tag = _TAG.match(self.source, start)
        return start, tag.end() if tag else start + 1

    def end_line(self, lines: int = 1) -> None:
        """End the line, or so many, unless the text has just begun or stands at the beginning of one."""
        if lines and len(self.out) and not self.out.ends_with("\n" * lines):
            self.glue("\n" if lines == 1 or self.out.last == "\n" else "\n\n")

    def space(self) -> None:
        """Part what stands side by side, as boxes do."""
        if self.out.last and not self.out.last.isspace():
            self.glue(" ")

    def glue(self, text: str) -> None:
        """Add a text that the source does not hold."""
        self.out.add_at(text, self.here + self.place)

    def _nothing(self) -> Stretch:
        return self.here + self.place, self.here + self.place

    def _moved(self, spans: Iterable[Stretch]) -> list[Stretch]:
        """Stretches of the page as those of the larger source that holds it."""
        return [(start + self.place, end + self.place) for start, end in spans]


def _joined(base: str, target: str) -> str:
    from ada_url import join_url

    try:
        return str(join_url(base, target))
    except ValueError:
        return target


@lru_cache(maxsize=256)
def _written(name: str) -> re.Pattern[str]:
    """What stands before an attribute's value in its tag."""
    return re.compile(rf"[\s\"'/]{re.escape(name)}\s*=\s*[\"']?", re.IGNORECASE)
