"""The dates of a schedule: days as people and scheduling tools write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

_NUMBERS = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
_DAY = re.compile(r"\d[/.-]\d{1,2}[/.-]\d|\d{1,2}\S{0,2}[\s-]+[^\W\d]{3}|[^\W\d]{3,}\.?\s+\d")

_LONGEST = 40  # characters of a date; what is longer is a text


def month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the month before the day, as in 05/23/2026; where it cannot be told, no."""
    numbers = [(int(match[1]), int(match[2])) for match in map(_NUMBERS.match, cells) if match]
    return any(second > 12 for _, second in numbers) and not any(first > 12 for first, _ in numbers)


def read_day(cell: str, *, month_first: bool = False) -> dt.date | None:
    """The day of a cell such as 2026-05-07T09:00, 7/5/2026 or 7 May 2026; None where it names none."""
    cell = cell.strip()
    if len(cell) > _LONGEST:
        return None
    try:
        return dt.datetime.fromisoformat(cell).date()
    except ValueError:
        pass
    if not _DAY.search(cell):
        return None
    from dateutil.parser import parse

    try:
        year_first = cell[:4].isdigit()
        found: dt.date = parse(cell, dayfirst=not month_first and not year_first, yearfirst=year_first).date()
    except (ValueError, OverflowError):
        return None
    return found
