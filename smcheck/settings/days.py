"""Days and months as people write them in Britain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from smcheck.settings.tables import MONTH

_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y")
_MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y")


def day_of(written: str) -> dt.date | None:
    """The day of words such as 2026-05-07, 7 May 2026 or 7/5/2026; None where they are none."""
    return _read(written, _DAYS)


def month_of(written: str) -> str:
    """The month of words such as 2026-05, May 2026 or 5/2026, as files write it; "" where they are none."""
    found = _read(written, _MONTHS)
    month = found.isoformat()[:7] if found else ""
    return month if MONTH.fullmatch(month) else ""


def _read(written: str, forms: Sequence[str]) -> dt.date | None:
    for form in forms:
        with suppress(ValueError):
            return dt.datetime.strptime(" ".join(written.split()), form).date()
    return None
