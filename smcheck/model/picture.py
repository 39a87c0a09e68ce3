"""What a picture shows: its words, and where on it each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SURE = 0.8
"""The confidence under which words of a line may be others."""

LEAST = 0.5
"""The confidence under which a line is not taken for words at all."""


class Box(NamedTuple):
    """An upright stretch of a picture in pixels, from its left upper corner."""

    x: int
    y: int
    width: int
    height: int

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Box(x, y, right - x, bottom - y)


class Line(NamedTuple):
    """Words that stand on one line, with the box that holds them; `confidence` is from 0 to 1."""

    text: str
    box: Box
    confidence: float


class Code(NamedTuple):
    """What a code (QR, Data Matrix, Aztec) says, with its box."""

    text: str
    box: Box


class Stretch(NamedTuple):
    """Code points of a draft's text, end exclusive, and the box of the sheet (by index) that shows them."""

    start: int
    end: int
    sheet: int
    box: Box

    def part(self, start: int, end: int) -> Box:
        """The part of the box in which some of the code points stand, as if each took as much room."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        length = self.end - self.start
        x = self.box.x + self.box.width * first // length
        right = self.box.x + -(-self.box.width * last // length)
        return Box(x, self.box.y, right - x, self.box.height)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture, a frame of one that moves, or a page: its name for people, and its size in pixels.

    `small` is it as a JPEG without any metadata, no larger than a page needs; empty where there is none. It
    shows all that the picture shows, personal data too. `unclear` are boxes of words that could not be made
    out for sure, which may be personal.
    """

    name: str
    width: int
    height: int
    small: bytes = b""
    unclear: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the text of a draft stands, which was read from pictures: stretches in order, and the sheets.

    `name` is the picture's, for people; `part` that of the part of its file that it is, "" where it is all.
    """

    name: str
    sheets: tuple[Sheet, ...]
    stretches: tuple[Stretch, ...]
    part: str = ""

    def boxes(self, start: int, end: int) -> Iterator[tuple[Sheet, Box]]:
        """The boxes of some code points of the text, one for each sheet that shows any of them."""
        found: dict[int, Box] = {}
        for stretch in self.stretches:
            if stretch.start < end and start < stretch.end:
                box = stretch.part(start, end)
                known = found.get(stretch.sheet)
                found[stretch.sheet] = known.around(box) if known else box
        return ((self.sheets[index], box) for index, box in found.items())
