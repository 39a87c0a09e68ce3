"""What of a long draft is printed where each draft of a folder has one page: the words found, and some about.

On the screen nothing is left out. How much a page holds is reckoned in points, for the style of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smcheck.reporters.marks import Stretch

ROOM = 520
"""Points of a page for the draft and what was found; the rest is for its name, the verdict and signing."""
_LEAST_TEXT = 150  # points for the draft, however much was found in it
_ROW_OF_TEXT, _ROW_OF_FINDING, _BETWEEN_FINDINGS = 15, 12, 10  # points
_ROW = 100  # characters
_AROUND = (400, 200, 100, 50, 25)  # characters about the words found, as many as there is room for
_LEAST_CUT = 40  # characters: less is not left out


class Piece(NamedTuple):
    """Words of a stretch, whether they are printed, and whether a sign stands in their place if not.

    Of several pieces in a row that are left out only the first has the sign.
    """

    text: str
    printed: bool
    signed: bool = False


def rows(text: str) -> int:
    """How many rows of a page a text takes."""
    return sum(1 + max(0, len(line) - 1) // _ROW for line in text.split("\n"))


def height_of_finding(*said: str) -> int:
    """How many points what is said of a finding takes, each text on a row of its own or several."""
    return _BETWEEN_FINDINGS + _ROW_OF_FINDING * sum(map(rows, said))


def shares(text: str, findings: Iterable[int], room: int = ROOM) -> tuple[int, int]:
    """Points for the draft and for what was found, by how many each of these takes."""
    wanted = _ROW_OF_TEXT * rows(text)
    for_text = min(wanted, max(_LEAST_TEXT, room - sum(findings)))
    return for_text, room - for_text


def fitting(heights: Sequence[int], gravity: Sequence[int], room: int) -> frozenset[int]:
    """The indices of the findings that fit into the room, the gravest (the least number) before others."""
    fit: list[int] = []
    for index in sorted(range(len(heights)), key=gravity.__getitem__):
        if heights[index] > room:
            break
        room -= heights[index]
        fit.append(index)
    return frozenset(fit or [index for index in range(len(heights)) if gravity[index] == min(gravity)][:1])


def cropped(stretches: Sequence[Stretch], room: int) -> list[tuple[Stretch, list[Piece]]]:
    """Each stretch with its pieces; those printed take no more points than there are."""
    if _height(stretch.text for stretch in stretches) <= room:
        return [(stretch, [Piece(stretch.text, True)]) for stretch in stretches]
    for around in _AROUND:
        pieces = [list(_pieces(stretches, index, around)) for index in range(len(stretches))]
        if _height(piece.text for of_one in pieces for piece in of_one if piece.printed) <= room:
            break
    else:
        pieces = _as_far_as(pieces, room)
    return list(zip(stretches, _signed(pieces), strict=True))


def _pieces(stretches: Sequence[Stretch], index: int, around: int) -> Iterator[Piece]:
    """A stretch with what is far from any words found left out; how the draft begins is printed too."""
    text = stretches[index].text
    marked = bool(stretches[index].numbers)
    first = around if marked or index == 0 or stretches[index - 1].numbers else 0
    last = around if marked or (index + 1 < len(stretches) and stretches[index + 1].numbers) else 0
    if len(text) <= first + last + _LEAST_CUT:
        yield Piece(text, True)
        return
    begin, end = _word_end(text, first), len(text) - _word_end(text[::-1], last)
    yield from (
        piece
        for piece in (Piece(text[:begin], True), Piece(text[begin:end], False), Piece(text[end:], True))
        if piece.text
    )


def _word_end(text: str, limit: int) -> int:
    """Where the last whole word ends within the limit; the limit itself in a long word."""
    if limit == 0:
        return 0
    found = max(text.rfind(" ", 0, limit), text.rfind("\n", 0, limit))
    return found if found > limit // 2 else limit


def _as_far_as(pieces: list[list[Piece]], room: int) -> list[list[Piece]]:
    """The pieces, none printed after those for which there is room."""
    seen = ""
    found = []
    for of_one in pieces:
        kept = []
        for piece in of_one:
            fits = piece.printed and _height([seen, piece.text]) <= room
            seen += piece.text if fits else ""
            room = room if fits or not piece.printed else 0
            kept.append(Piece(piece.text, fits))
        found.append(kept)
    return found


def _signed(pieces: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """The pieces with a sign for the first one in a row that is left out."""
    was_printed = True
    for of_one in pieces:
        signed = []
        for piece in of_one:
            signed.append(piece._replace(signed=was_printed and not piece.printed))
            was_printed = piece.printed
        yield signed


def _height(texts: Iterable[str]) -> int:
    return _ROW_OF_TEXT * rows("".join(texts))
