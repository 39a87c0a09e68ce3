"""Lines of a draft with the words pointed out, cut to a width, for reports in plain characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from smcheck.model.finding import Finding
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.reporters.gathering import Entry

_MOST_PLACES = 5
_CUT = "..."
_MARK = "^"
BLANK = f"{'':>5} | "
"""What stands before the marks, as wide as a line's number."""


class Snippet(NamedTuple):
    """A line of the draft: its number, the text as far as it fits, and the marks beneath.

    `place` names the part of the draft that holds it, where the draft has several and the snippet before was
    of another. `spans` are the marked words, in code points of `text`. `goes_on` says that they go on beyond
    the line.
    """

    place: str
    number: str
    text: str
    marks: str
    spans: tuple[tuple[int, int], ...]
    goes_on: bool


def snippets(entry: Entry, review: Review, text: str, width: int) -> Iterator[Snippet]:
    """The lines that an entry is about, the first few of many.

    `text` is the draft's, masked or not; `width` is in terminal cells, the line's number included.
    """
    last_place = ""
    for _, on_line in groupby(entry.places[:_MOST_PLACES], key=lambda finding: finding.line):
        findings = list(on_line)
        place = (findings[0].place or "") if len(review.draft.places) > 1 else ""
        yield from _line("" if place == last_place else place, findings, review, text, width)
        last_place = place


def left_out(entry: Entry) -> str:
    """What is said of the places that no snippet shows; empty where there are none."""
    more = len(entry.places) - _MOST_PLACES
    return f"and {more} more places" if more > 0 else ""


def _line(
    place: str, findings: Sequence[Finding], review: Review, text: str, width: int
) -> Iterator[Snippet]:
    """One line with the words of several findings, as often as it takes to show them all."""
    number = findings[0].line
    start = review.draft.line_starts[number - 1]
    line = text[start : start + len(review.draft.line(number))]
    spans = [(finding.start - start, min(finding.end - start, len(line))) for finding in findings]
    gutter = f"{number:>5} | "
    first, last = _window(_cells(line), spans[0][0], max(end for _, end in spans), width - len(gutter))
    here = [span for span in spans if span is spans[0] or span[1] <= last]
    rest = [finding for finding, span in zip(findings, spans, strict=True) if span not in here]
    before, after = _CUT if first else "", _CUT if last < len(line) else ""
    shown = _shown(line[first:last])
    shift = len(before) - first
    yield Snippet(
        place,
        gutter,
        before + shown + after,
        " " * len(before) + _marks(_cells(shown), [(begin - first, end - first) for begin, end in here]),
        tuple((begin + shift, min(end, last) + shift) for begin, end in here),
        not rest and findings[-1].end_line > number,
    )
    if rest:
        yield from _line("", rest, review, text, width)


def _shown(line: str) -> str:
    """The line with one sign for each code point."""
    return line if line.isprintable() else "".join(map(visible, line))


def _cells(line: str) -> bytes:
    """How many terminal cells each code point takes."""
    return b"\1" * len(line) if line.isascii() else bytes(map(_width, line))


@cache
def _width(sign: str) -> int:
    from rich.cells import cell_len  # not loaded for signs that are all of one cell

    return cell_len(sign)


def _marks(cells: bytes, spans: Sequence[tuple[int, int]]) -> str:
    """Marks under the code points that the spans cover."""
    marked = bytearray(len(cells))
    for start, end in spans:
        covered = slice(max(0, start), min(end, len(cells)))
        marked[covered] = b"\1" * len(marked[covered])
    signs = ((_MARK if mark else " ") * count for mark, count in zip(marked, cells, strict=True))
    return "".join(signs).rstrip()


def _window(cells: bytes, first: int, last: int, room: int) -> tuple[int, int]:
    """Part of the line to show: the marked words with as much around them as fits the room, in cells."""
    if sum(cells) <= room:
        return 0, len(cells)
    room -= 2 * len(_CUT)
    start, end, used = first, first, 0
    while end < len(cells) and used + cells[end] <= room and (end < last or used < room // 2):
        used += cells[end]
        end += 1
    while start and used + cells[start - 1] <= room:
        start -= 1
        used += cells[start]
    while end < len(cells) and used + cells[end] <= room:
        used += cells[end]
        end += 1
    return start, end
