"""Days and months as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from smcheck.settings.days import day_of, month_of

MAY = dt.date(2026, 5, 7)


@pytest.mark.parametrize("written", ["2026-05-07", "7 May 2026", " 07  may 2026", "7/5/2026", "7.5.2026"])
def test_days_are_read_as_people_write_them(written: str) -> None:
    assert day_of(written) == MAY


@pytest.mark.parametrize(
    "written", ["", "May", "May 2026", "2026-05", "31 April 2026", "2026-5-7-1", "7 Mai 2026"]
)
def test_what_is_no_day_is_none(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize("written", ["2026-05", "May 2026", "may  2026", "5/2026", " 05/2026"])
def test_months_are_kept_as_files_write_them(written: str) -> None:
    assert month_of(written) == "2026-05"


@pytest.mark.parametrize("written", ["", "May", "2026", "13/2026", "2026-13", "7 May 2026", "0001-05"])
def test_what_is_no_month_is_empty(written: str) -> None:
    assert month_of(written) == ""
