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

    def turned(self, quarters: int) -> Box:
        """The box with its picture turned so many quarters to the left about the left upper corner."""
        x, y, width, height = self
        turns = {
            1: Box(y, -x - width, height, width),
            2: Box(-x - width, -y - height, width, height),
            3: Box(-y - height, x, height, width),
        }
        return turns.get(quarters % 4, self)


class Line(NamedTuple):
    """Words that stand on one line, with the box that holds them; `confidence` is from 0 to 1.

    `turn` is by how many quarters to the left the picture has to be turned for the words to be upright; then
    they go down by `slant` pixels for each to the right.
    """

    text: str
    box: Box
    confidence: float
    turn: int = 0
    slant: float = 0.0


class Code(NamedTuple):
    """What a code (QR, Data Matrix, Aztec) says, with its box."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What a picture says: lines in reading order, codes, and its size in pixels as it is shown.

    `small` is the picture as a JPEG without metadata, for reports. `number` is that of the frame, or
    the page, 1 in a picture of one; `more` says that further frames, which differ too, were not read.
    `unclear` are boxes of what may be words, and could not be made out.
    """

    width: int
    height: int
    lines: tuple[Line, ...]
    codes: tuple[Code, ...]
    small: bytes = b""
    number: int = 1
    more: bool = False
    unclear: tuple[Box, ...] = ()


class Stretch(NamedTuple):
    """Code points of a draft's text, end exclusive, and the box of the sheet (by index) that shows them.

    `turn` and `slant` are those of their line.
    """

    start: int
    end: int
    sheet: int
    box: Box
    turn: int = 0
    slant: float = 0.0

    def part(self, start: int, end: int) -> Box:
        """The part of the box in which some of the code points stand, as if each took as much room."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        length = self.end - self.start
        upright = self.box.turned(self.turn)
        left, right = upright.width * first // length, -(-upright.width * last // length)
        tops = [self._top(upright, along) for along in (left, right)]
        high = self._thick(upright) + abs(tops[1] - tops[0])
        return Box(upright.x + left, round(min(tops)), right - left, round(high)).turned(-self.turn)

    def corners(self, more: float = 0.0) -> list[tuple[float, float]]:
        """The corners of the line in turn, with so many times its thickness more on each side."""
        upright = self.box.turned(self.turn)
        thick = self._thick(upright)
        around = more * thick
        corners = []
        for along, down in ((0, 0.0), (upright.width, 0.0), (upright.width, thick), (0, thick)):
            x = upright.x + along + (around if along else -around)
            y = self._top(upright, along) + down + (around if down else -around)
            corners.append({1: (-y, x), 2: (-x, -y), 3: (y, -x)}.get(self.turn, (x, y)))
        return corners

    def _thick(self, upright: Box) -> float:
        """The height of the line itself, without what its slant adds."""
        return max(upright.height - abs(self.slant) * upright.width, 0.2 * upright.height)

    def _top(self, upright: Box, along: float) -> float:
        """Where the line has its upper edge, so far from its beginning."""
        rise = upright.height - self._thick(upright)
        share = along / max(1, upright.width)
        return upright.y + rise * (share if self.slant > 0 else 1 - share)


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
