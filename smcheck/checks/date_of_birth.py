"""Dates that the text calls somebody's date of birth.

A rule about age ("born before 6 April 1935") is none, and neither is the birth of somebody in history: data
protection is for the living, and nobody born 115 years ago is taken to be one.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Jo Example (DOB 12/03/1974) has gone missing.
Not flagged:
    - The fair on 12/03/2027 is for children born on or after 1 September 2016.
Instead:
    Leave it out; an age group will do.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded

CATEGORY: Category = "personal-data"
_MONTH = "<identifiers.months>[a-z]{0,6}"
_FIGURES = r"\d{1,2} ?[/.\-·|] ?\d{1,2} ?[/.\-·|] ?(?P<a>\d{4}|\d{2})"  # "12/03/1974"
_YEAR_FIRST = r"(?P<b>\d{4})[-/.]\d{2}[-/.]\d{2}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_FIRST = rf"{_DAY}[ -]?(?:of )?[ -]?{_MONTH},?[ -]?(?P<c>\d{{4}}|\d{{2}})"  # "12th of March 1974"
_MONTH_FIRST = rf"{_MONTH} {_DAY},? (?P<d>\d{{4}})"  # "March 12, 1974"
_RUN_ON = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?P<e>19\d\d|20\d\d)"  # "12031974"
_WAYS = rf"{_FIGURES}|{_YEAR_FIRST}|{_DAY_FIRST}|{_MONTH_FIRST}|{_RUN_ON}"
_DATE = worded(rf"(?<![\w/])(?:{_WAYS})(?![\w/]| ?- ?\d)")
_DOB = r"d\W{0,2}o\W{0,2}b"
_B = r"b(?=\. ?$)"  # "b. 12/03/1974"
_SAME_SENTENCE = r"(?:(?!\b<identifiers.age-limits>\b)[^.!?]|\.(?! )){0,60}"
_CALLED = worded(rf"\b(?:{_DOB}|<identifiers.births>|{_B})\b\.?{_SAME_SENTENCE}$")
_RANGE = lazy(r"\d ?- ?$")
_REACH = 80
_OLDEST = 115  # years


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every date that the text calls a date of birth."""
    if not context.text.numbers or not context.text.mentions(phrases_of("identifiers.birth-hints")):
        return
    figures = context.text.figures
    for match in _DATE.finditer(figures.text):
        before = figures.text[max(0, match.start() - _REACH) : match.start()]
        year = match["a"] or match["b"] or match["c"] or match["d"] or match["e"]
        living = len(year) == 2 or context.date.year - _OLDEST <= int(year) <= context.date.year
        if living and not _RANGE.search(before) and _CALLED.search(before):
            span = figures.span(*match.span())
            yield Hit(*span, "a date of birth", "Leave it out; an age group will do.", 0.95)
