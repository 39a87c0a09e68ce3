"""Pictures whose words stand on their side or on their head: told by how they were read, and turned back.

Lines that stand on their side are found as well as others. Those that run down are read right. Those that run
up, or stand on their head, come out as nonsense of little confidence: then the picture is read again, turned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from smcheck.model.picture import SURE
from smcheck.readers.picture_order import Seen

if TYPE_CHECKING:
    import numpy as np

    Reader = Callable[[np.ndarray[Any, Any]], list[Seen]]

DOWN, HEAD, UP = 1, 2, 3
"""Quarters of a turn to the left that make words upright: those that run down, on their head, that run up."""

_TALL = 1.3  # times its width, from which on a piece stands on its side
_LEAST = 6  # characters, below which nothing is told
_CLEARLY = 1.05  # times as much must be read for sure to take the other reading
_DOUBTFUL, _WELL = 0.5, 0.95  # shares of the characters that were read for sure


def upright(pixels: np.ndarray[Any, Any], read: Reader) -> tuple[list[Seen], int]:
    """What stands in pixels turned upright, and by how many quarters to the left they were turned."""
    seen = read(pixels)
    count = sum(len(piece.text) for piece in seen)
    share = _sure(seen) / max(1, count)
    if count < _LEAST:
        return seen, 0
    if not _on_side(seen):
        return _better(seen, 0, pixels, (HEAD,) if share < _DOUBTFUL else (), read)
    on_side = [_turned(piece, pixels.shape[1]) for piece in seen]
    others = (UP, DOWN) if share < _DOUBTFUL else (DOWN, UP)
    return _better(on_side, DOWN, pixels, others if share < _WELL else (), read)


def _better(
    seen: list[Seen], quarters: int, pixels: np.ndarray[Any, Any], others: Sequence[int], read: Reader
) -> tuple[list[Seen], int]:
    """What was seen, or what is seen in the pixels turned otherwise, until enough was read for sure."""
    import numpy as np

    for other in others:
        again = read(np.ascontiguousarray(np.rot90(pixels, other)))
        if _sure(again) > _CLEARLY * _sure(seen):
            seen, quarters = again, other
        if _sure(seen) >= _WELL * sum(len(piece.text) for piece in seen):
            break
    return seen, quarters


def back(corner: tuple[float, float], quarters: int, wide: float, high: float) -> tuple[float, float]:
    """Where a corner stands in pixels, wide and high, that were turned so many quarters to the left."""
    x, y = corner
    return {DOWN: (wide - y, x), HEAD: (wide - x, high - y), UP: (y, high - x)}.get(quarters, corner)


def _on_side(seen: Sequence[Seen]) -> bool:
    """Whether most of the characters stand on their side."""
    tall = sum(len(piece.text) for piece in seen if _is_tall(piece))
    return 2 * tall > sum(len(piece.text) for piece in seen)


def _is_tall(piece: Seen) -> bool:
    xs, ys = zip(*piece.corners, strict=True)
    return bool(max(ys) - min(ys) > _TALL * (max(xs) - min(xs)))


def _sure(seen: Sequence[Seen]) -> int:
    return sum(len(piece.text) for piece in seen if piece.confidence >= SURE)


def _turned(piece: Seen, wide: float) -> Seen:
    """A piece as it stands in the picture turned a quarter to the left."""
    first, *others = ((y, wide - x) for x, y in piece.corners)
    return piece._replace(corners=(*others, first))  # clockwise from the left upper one
