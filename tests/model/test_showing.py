"""Days and months in words."""

from __future__ import annotations

import datetime as dt

from smcheck.model.showing import day_in_words, month_in_words


def test_a_day_has_no_nought_before_it() -> None:
    assert day_in_words(dt.date(2026, 5, 5)) == "5 May 2026"
    assert day_in_words(dt.datetime(2026, 11, 30, 23, 59)) == "30 November 2026"


def test_a_month_is_written_out() -> None:
    assert month_in_words("2024-11") == "November 2024"
