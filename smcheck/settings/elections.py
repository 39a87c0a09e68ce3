"""The pre-election period: the days before a poll in which a council holds back.

In England and Wales it begins on the last day for the notice of election, 25 working days before the poll:
Saturdays, Sundays, Christmas Eve, Christmas Day, Good Friday, bank holidays and days of public thanksgiving
or mourning are left out (Local Elections (Parishes and Communities) (England and Wales) Rules 2006). A
council elsewhere, or one that decided otherwise, gives the first day itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from smcheck.settings.tables import read_toml

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years in which a poll may lie; another one is a slip."""

_WORKING_DAYS = 25


@dataclass(frozen=True)
class Election:
    """A poll and the first day of the period before it.

    `since` is None where the law's day holds; `excluded` are days that the council's area does not count.
    """

    poll: dt.date
    since: dt.date | None = None
    excluded: frozenset[dt.date] = frozenset()

    @property
    def begins(self) -> dt.date:
        """First day of the period; it ends with the poll's day."""
        return self.since or notice_of_election(self.poll, self.excluded)


def election_on(day: dt.date, elections: Iterable[Election]) -> Election | None:
    """The election in whose period the day lies, the nearest poll first; None outside of any."""
    under_way = [election for election in elections if day <= election.poll and election.begins <= day]
    return min(under_way, key=lambda election: election.poll, default=None)


@cache
def notice_of_election(poll: dt.date, excluded: frozenset[dt.date] = frozenset()) -> dt.date:
    """The last day on which the notice of a poll in England or Wales may be published."""
    day, left = poll, _WORKING_DAYS
    while left:
        day -= dt.timedelta(1)
        left -= _counts(day, excluded)
    return day


def _counts(day: dt.date, excluded: Collection[dt.date]) -> bool:
    if day.weekday() >= 5 or (day.month, day.day) == (12, 24):
        return False
    return day not in excluded and day not in _occasions() and day not in _bank_holidays(day.year)


@cache
def _occasions() -> frozenset[dt.date]:
    table = read_toml(Path(__file__).with_suffix(".toml"), "list of excluded days")
    return frozenset(entry.date("day") for entry in table.tables("excluded_day"))


@cache
def _bank_holidays(year: int) -> frozenset[dt.date]:
    """Bank holidays in England and Wales, Good Friday and Christmas Day among them."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
