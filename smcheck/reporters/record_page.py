"""A month of the record as a page to read, print and file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from smcheck.model.showing import day_in_words
from smcheck.model.version import __version__
from smcheck.reporters.heading import facts
from smcheck.reporters.pages import PAGE, page_environment

if TYPE_CHECKING:
    from smcheck.record import Record, Verification
    from smcheck.settings.council import Council
    from smcheck.settings.policy import Policy

SIGN = PAGE

_TEMPLATE = "record.html.jinja"
_MOST_PROBLEMS = 20


def month_page(
    record: Record, month: str, council: Council, policy: Policy, found: Verification, today: dt.date, by: str
) -> str:
    """The page of a month ("2026-11") of the record, in ASCII.

    `found` is what is known of whether the record is in order, and `by` is who has the page made.
    """
    from smcheck.record import LIMITS
    from smcheck.reporters.record_month import Month

    shown = Month(month, tuple(record.entries(month)), policy)
    page = page_environment().get_template(_TEMPLATE).render(
        version=__version__, council=council, month=shown, found=found, limits=LIMITS,
        heading=[*facts((council.name,), policy), ("Made", f"by {by} on {day_in_words(today)}")],
        most_problems=_MOST_PROBLEMS,
    )  # fmt: skip
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")
