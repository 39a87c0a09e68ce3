"""Words that a program has turned into drawn shapes: letters are no text then, and only seen."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable
from typing import Any

AS_DRAWN = ", as it is drawn"
"""How the name of a page ends that has text, and is handed over as a picture too, for its drawn letters."""

_LOW, _HIGH = 3.0, 120.0  # points, between which letters are as high
_WIDE = 1.6  # times its height, up to which a shape may be one letter
_LINE = 3.0  # and from which on it may be a whole line
_EDGES = 20  # of a letter within a line that is one shape
_MOST_EDGES = 4_000  # of one shape that are looked at
_SAME = 2.0  # points, within which shapes stand on one line
_FEWEST = 6  # letters of a line


def letters_drawn(things: Iterable[Any]) -> int:
    """How many letters the filled shapes of a page may be that stand in lines, by their size and curves."""
    import pypdfium2.raw as pdfium

    rows: Counter[int] = Counter()
    curved: Counter[int] = Counter()
    for thing in things:
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH or not _is_filled(thing):
            continue
        edges = pdfium.FPDFPath_CountSegments(thing)
        bottom, wide, high = _measured(thing)
        if edges < 5 or not _LOW < high < _HIGH:
            continue
        row = round(bottom / _SAME)
        if wide <= _WIDE * high:
            rows[row] += 1
            curved[row] += _has_curves(thing, edges)
        elif wide > _LINE * high and _has_curves(thing, edges):
            count = min(edges // _EDGES, int(2 * wide / high))
            rows[row] += count
            curved[row] += count
    return sum(count for row, count in rows.items() if count >= _FEWEST and 3 * curved[row] >= count)


def _is_filled(thing: Any) -> bool:
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, mode, stroke)
    return bool(mode.value != pdfium.FPDF_FILLMODE_NONE)


def _measured(thing: Any) -> tuple[float, float, float]:
    """The lower edge, the width and the height of a shape, in points."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return bottom, right - left, top - bottom


def _has_curves(thing: Any, edges: int) -> bool:
    import pypdfium2.raw as pdfium

    kinds = (
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(thing, number))
        for number in range(min(edges, _MOST_EDGES))
    )
    return pdfium.FPDF_SEGMENT_BEZIERTO in kinds
