"""The order in which people read what stands on a page: letters put together to lines and blocks.

Programs write columns and boxes one after the other, most in the order of reading. That order is kept,
but for what stands above something written before it. A line that only the page's width ended goes on.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

from smcheck.readers.markup import linked

HYPHEN = "\x02"
"""What pdfium writes for a hyphen that parts a word at a line's end."""

_QUARTER = 90  # degrees; of letters that stand askew the width is not known
_LEFTWARDS = ("R", "AL", "AN")
_CELL = 2.0  # heights of a gap that parts cells or columns
_BLANK = 0.2  # and of one that is a blank
_SPACING = 1.9  # heights from a line to the next of its block
_APART = 1.35  # spacings of a block after which a paragraph begins
_ALIKE = 1.25  # between the heights of lines of one paragraph
_MOST_BLOCKS = 600  # of a page that are put in order
_ITEM = re.compile(r"\s*(?:[•▪●◦■□☐✓✔➢\uf0a7\uf0b7*–—-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_KEEPS_HYPHEN = re.compile(r"\d$|[@/]\S*$|www\.\S*$|\b[A-Z]{2,}$")


class Letter(NamedTuple):
    """A character and where it stands: in the direction of its line, and on the page as it is shown.

    `link` is where it leads; `broke` says that pdfium begins a line with it, `unmapped` that the file does
    not name the letter.
    """

    char: str
    start: float
    end: float
    base: float
    height: float
    box: tuple[float, float, float, float]
    angle: int = 0
    link: str = ""
    broke: bool = False
    unmapped: bool = False


@dataclass
class Line:
    """Letters that stand beside each other."""

    letters: list[Letter] = field(default_factory=list)
    chars: list[str] = field(default_factory=list)
    """What each of them reads as, its links and the blanks before it included."""

    def add(self, letter: Letter) -> None:
        """Add a letter, with a blank or tab where the gap before it is one."""
        before = ""
        if self.letters and letter.char.strip() and letter.angle % _QUARTER == 0:
            gap = (letter.start - self.end) / max(letter.height, 0.1)
            parted = letter.broke and self.chars[-1].strip() and gap > _BLANK
            before = "\t" if gap > _CELL else " " if parted else ""
            if before and not self.chars[-1].strip():
                self.chars[-1] = ""
        self.letters.append(letter)
        self.chars.append(before + letter.char)

    @property
    def start(self) -> float:
        """Where it begins, in its own direction."""
        return self.letters[0].start

    @property
    def end(self) -> float:
        """Where it ends."""
        return max(letter.end for letter in self.letters[-3:])

    @property
    def base(self) -> float:
        """How high it stands."""
        return self.letters[0].base

    @property
    def height(self) -> float:
        """That of most of its letters."""
        heights = sorted(letter.height for letter in self.letters)
        return max(heights[len(heights) // 2], 0.1)

    @property
    def angle(self) -> int:
        """The degrees by which it is turned."""
        return self.letters[0].angle

    @property
    def text(self) -> str:
        """What it reads as."""
        return "".join(self.chars)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top on the page."""
        lefts, bottoms, rights, tops = zip(*(letter.box for letter in self.letters), strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    def goes_on_with(self, letter: Letter) -> bool:
        """Whether a letter stands on this line, behind what it has."""
        last = self.letters[-1]
        if letter.angle != last.angle or not letter.char.strip():
            return letter.angle == last.angle and abs(letter.base - last.base) < 0.4 * max(last.height, 0.1)
        tall, low = max(letter.height, last.height, 0.1), max(min(letter.height, last.height), 0.1)
        shared = min(letter.base + letter.height, last.base + last.height) - max(letter.base, last.base)
        raised = shared > 0.3 * low and abs(letter.start - self.end) < tall  # "st" in "1st", a note's number
        beside = abs(letter.base - last.base) < 0.4 * tall
        if bidirectional(letter.char) in _LEFTWARDS or bidirectional(last.char) in _LEFTWARDS:
            return beside
        if not letter.broke and abs(letter.end - last.start) < 0.5 * tall:  # of letters that are mirrored
            return beside
        return (beside or raised) and letter.start > self.end - 1.5 * tall


class Block(NamedTuple):
    """Lines below each other, and the box in which they stand."""

    lines: list[Line]
    box: tuple[float, float, float, float]


class Piece(NamedTuple):
    """A line as it reads, and what ends it: a line end, a blank, or nothing within a word."""

    text: str
    end: str


def arranged(letters: Iterable[Letter]) -> Iterator[Piece]:
    """The lines of a page in their order of reading."""
    for block in in_order(list(blocks_of(lines_of(letters)))):
        yield from _pieces(block.lines)


def lines_of(letters: Iterable[Letter]) -> Iterator[Line]:
    """Letters in the order of the file, put together to lines."""
    line = Line()
    for letter in letters:
        if line.letters and not line.goes_on_with(letter):
            if line.text.strip():
                yield line
            line = Line()
        if letter.char.strip() or line.letters:
            line.add(letter)
    if line.letters and line.text.strip():
        yield line


def blocks_of(lines: Iterable[Line]) -> Iterator[Block]:
    """Lines put together to blocks, in the order of the file."""
    held: list[Line] = []
    for line in lines:
        if held and not _is_below(held[-1], line):
            yield _block(held)
            held = []
        held.append(line)
    if held:
        yield _block(held)


def _block(lines: list[Line]) -> Block:
    lefts, bottoms, rights, tops = zip(*(line.box for line in lines), strict=True)
    return Block(lines, (min(lefts), min(bottoms), max(rights), max(tops)))


def _is_below(upper: Line, lower: Line) -> bool:
    """Whether a line is the next one of the block."""
    if upper.angle != lower.angle:
        return False
    height = max(upper.height, lower.height)
    step = upper.base - lower.base
    overlaps = lower.start < upper.end and upper.start < lower.end
    return 0.3 * height < step <= _SPACING * height and overlaps


def in_order(blocks: Sequence[Block]) -> list[Block]:
    """Blocks from above to below; those that no other stands above keep the order of the file."""
    if len(blocks) > _MOST_BLOCKS:
        return list(blocks)
    waits = [0] * len(blocks)
    frees: list[list[int]] = [[] for _ in blocks]
    for one, upper in enumerate(blocks):
        for other, lower in enumerate(blocks):
            if one != other and _stands_above(upper.box, lower.box):
                frees[one].append(other)
                waits[other] += 1
    ready = [number for number, count in enumerate(waits) if not count]
    ordered: list[Block] = []
    while ready:
        number = heapq.heappop(ready)
        ordered.append(blocks[number])
        for other in frees[number]:
            waits[other] -= 1
            if not waits[other]:
                heapq.heappush(ready, other)
    return ordered


def _stands_above(upper: tuple[float, float, float, float], lower: tuple[float, float, float, float]) -> bool:
    overlaps = upper[0] < lower[2] and lower[0] < upper[2]
    middle = (upper[1] + upper[3]) / 2, (lower[1] + lower[3]) / 2
    return overlaps and upper[1] >= lower[3] - 0.2 * (lower[3] - lower[1]) and middle[0] > middle[1]


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    for line in lines:
        _keep_words_whole(line)
    ends = [*_ends(lines), "\n"]
    _write_links(lines, ends)
    for line, end in zip(lines, ends, strict=True):
        text = line.text.replace(HYPHEN, "" if end == "" else "-")
        yield Piece(text.strip() if end else text.lstrip(), "" if end == "-" else end)


def _ends(lines: Sequence[Line]) -> Iterator[str]:
    """What ends each line but the last: a line end, a blank, "-" that stays, "" where a word goes on."""
    width = max(line.end for line in lines) - min(line.start for line in lines)
    steps = [upper.base - lower.base for upper, lower in pairwise(lines)]
    heights = [line.height for line in lines]
    for number, (line, following) in enumerate(pairwise(lines)):
        text, low = line.text.rstrip(), min(heights[number : number + 2])
        if text.endswith(HYPHEN):
            yield "-" if _keeps_hyphen(text[:-1], following.text.lstrip()) else ""
        elif _parts_word(text, following.text.lstrip()):
            yield "-"
        elif (
            steps[number] > _APART * min(steps)
            or max(heights[number : number + 2]) > _ALIKE * low
            or not _is_wrapped(line, following, width, heights[number])
        ):
            yield "\n"
        else:
            yield " "


def _parts_word(before: str, behind: str) -> bool:
    """Whether a line ends with a hyphen that is the word's own, or a number's."""
    return before.endswith("-") and before[-2:-1].isalnum() and behind[:1].isalnum()


def _keeps_hyphen(before: str, behind: str) -> bool:
    return bool(_KEEPS_HYPHEN.search(before)) or not behind[:1].isalpha() or behind[:1].isupper()


def _is_wrapped(line: Line, following: Line, width: float, height: float) -> bool:
    """Whether only the width of its block ended a line."""
    if _ITEM.match(following.text) or "\t" in line.text or "\t" in following.text:
        return False
    if following.text.lstrip()[:1].islower():
        return True
    needed = line.end - line.start + _first_word(following) + 0.3 * height
    return needed > width > 12 * height


def _first_word(line: Line) -> float:
    """The width of a line's first word."""
    begins = (number for number, char in enumerate(line.chars) if number and char[:1].isspace())
    return line.letters[next(begins, len(line.chars)) - 1].end - line.start


def _keep_words_whole(line: Line) -> None:
    """Let a word of which a part is a link be one as a whole."""
    if not any(letter.link for letter in line.letters):
        return
    for match in re.finditer(r"\w+", "".join(letter.char for letter in line.letters)):
        links = [line.letters[number].link for number in range(*match.span())]
        if len(set(links)) > 1:
            link = next(filter(None, links))
            for number in range(*match.span()):
                line.letters[number] = line.letters[number]._replace(link=link)


def _write_links(lines: Sequence[Line], ends: Sequence[str]) -> None:
    """Write links as Markdown does, those that go on in the next line as one."""
    link, held = "", list[tuple[Line, int]]()
    for line, end in zip(lines, ends, strict=True):
        for number, letter in enumerate(line.letters):
            if letter.link != link:
                _write_link(held, link)
                link, held = letter.link, []
            if link and letter.char.strip():
                held.append((line, number))
        if end == "\n":
            _write_link(held, link)
            link, held = "", []


def _write_link(held: Sequence[tuple[Line, int]], link: str) -> None:
    words = "".join(line.chars[number] for line, number in held).replace(HYPHEN, "-")
    if not held or linked(words, link) == words:
        return
    line, number = held[0]
    char = line.chars[number]
    line.chars[number] = char[:-1] + "[" + char[-1]
    line, number = held[-1]
    line.chars[number] += f"]({link})"
