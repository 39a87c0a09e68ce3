"""Dates of birth.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Missing: Jo Example, DOB 03/04/1961.
Not flagged:
    - Anyone born before 6 April 1935 can claim.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._identifiers import stands_near
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-data"
_DATE = re.compile(
    r"(?<![\w/])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? \d{4})"
    r"(?![\w/])"
)
_CONTEXT = r"dob|d\.o\.b\.?|date of birth|birth ?date|born on"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every date that the text calls a date of birth."""
    folded = context.text.folded
    for match in _DATE.finditer(folded.text):
        span = folded.span(*match.span())
        if stands_near(context.text, span[0], span[0], _CONTEXT):
            yield Hit(*span, "a date of birth", "Leave it out; an age group will do.", 0.9)
