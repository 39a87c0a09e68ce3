"""The order in which people read what stands on a picture: headings, columns, rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

_JOINED = 1.5  # heights of a line between words of the same one
_SAME_ROW = 0.5  # of a height, by which the middles of words of one row may differ
_APART = 0.8  # heights of a line between two columns
_LEAST_ROWS, _LEAST_CHARACTERS = 3, 9  # of a column, and of a line of it: shorter ones are cells of a table
_MOST = 400  # pieces that are parted into columns; more are read row by row


class Seen(NamedTuple):
    """Words that were seen in one piece, corners clockwise from the left upper one, and the confidence."""

    text: str
    corners: tuple[tuple[float, float], ...]
    confidence: float


class _Piece(NamedTuple):
    """What was seen, on the picture turned upright."""

    seen: Seen
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def in_order(seen: Sequence[Seen]) -> list[Seen]:
    """The lines in reading order; pieces that stand side by side on one line are joined."""
    turn = _turn(seen)
    pieces = [_upright(piece, turn) for piece in seen]
    return _ordered(pieces) if len(pieces) <= _MOST else _rows(pieces)


def _turn(seen: Iterable[Seen]) -> float:
    """The angle at which most of the text stands."""
    angles = []
    for piece in seen:
        (left, top), (right, there) = piece.corners[:2]
        if right - left > abs(there - top):
            angles.append(math.atan2(there - top, right - left))
    return median(angles) if angles else 0.0


def _upright(piece: Seen, turn: float) -> _Piece:
    cos, sin = math.cos(-turn), math.sin(-turn)
    turned = [(x * cos - y * sin, x * sin + y * cos) for x, y in piece.corners]
    xs, ys = [x for x, _ in turned], [y for _, y in turned]
    return _Piece(piece, min(xs), max(xs), min(ys), max(ys))


def _ordered(pieces: list[_Piece]) -> list[Seen]:
    """Parted into columns where there are some, else by the gap between lines below which some are."""
    if len(pieces) < 2:
        return _rows(pieces)
    if columns := _columns(pieces):
        left, right = columns
        return _ordered(left) + _ordered(right)
    below = sorted(pieces, key=lambda piece: piece.top)
    bottom = -math.inf
    for index, piece in enumerate(below):
        if index and piece.top >= bottom:
            upper, lower = below[:index], below[index:]
            if _columns(upper) or _columns(lower):
                return _ordered(upper) + _ordered(lower)
        bottom = max(bottom, piece.bottom - 0.2 * piece.height)
    return _rows(pieces)


def _columns(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[_Piece]] | None:
    """Two columns with a gap between them from top to bottom, each with several lines of words."""
    if len(pieces) < 2 * _LEAST_ROWS:
        return None
    by_left = sorted(pieces, key=lambda piece: piece.left)
    wide = median(piece.height for piece in pieces) * _APART
    reached = by_left[0].right
    for index, piece in enumerate(by_left[1:], 1):
        if piece.left - reached >= wide:
            left, right = by_left[:index], by_left[index:]
            if _is_column(left) and _is_column(right):
                return left, right
        reached = max(reached, piece.right)
    return None


def _is_column(pieces: Sequence[_Piece]) -> bool:
    if len(pieces) < _LEAST_ROWS:
        return False
    return sum(len(piece.seen.text) for piece in pieces) / len(pieces) >= _LEAST_CHARACTERS


def _rows(pieces: Sequence[_Piece]) -> list[Seen]:
    """Row by row, each from left to right."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.left)):
        row = rows[-1] if rows else []
        if row and abs(piece.middle - row[-1].middle) <= _SAME_ROW * min(piece.height, row[-1].height):
            row.append(piece)
        else:
            rows.append([piece])
    return [line for row in rows for line in _joined(sorted(row, key=lambda piece: piece.left))]


def _joined(row: Sequence[_Piece]) -> list[Seen]:
    """The lines of a row: pieces near each other are one."""
    lines: list[Seen] = []
    before: _Piece | None = None
    for piece in row:
        near = before and piece.left - before.right <= _JOINED * min(piece.height, before.height)
        if before and near:
            lines[-1] = _both(lines[-1], piece.seen)
        else:
            lines.append(piece.seen)
        before = piece
    return lines


def _both(first: Seen, second: Seen) -> Seen:
    (left_top, _, _, left_bottom), (_, right_top, right_bottom, _) = first.corners, second.corners
    corners = (left_top, right_top, right_bottom, left_bottom)
    return Seen(f"{first.text} {second.text}", corners, min(first.confidence, second.confidence))
