"""Driving licence numbers.

In Great Britain five letters or nines for the surname, the birth date (five added to the month's first digit
for women), two initials or nines, a digit and two more characters (DVLA, driver number format); in Northern
Ireland eight digits, which count only behind the words "driving licence".

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Licence EXAMP 801014 J99AB was handed in.
Not flagged:
    - Form EXAMP 123 for a driving licence is at the post office.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "personal-data"
_GAP = r"[\s./-]{0,2}"
_SURNAME = r"(?=[a-z]+9{0,4}\W{0,2}[\do])[a-z9]{5}"
_MONTH_DAY = r"(?:[0o][1-9]|1[0-2o]|5[1-9]|6[0-2o])(?:[0o][1-9]|[12][\do]|3[01o])"
_BIRTH = rf"[\do]{_MONTH_DAY}[\do]"  # between the figures of the year
_INITIALS = "[a-z9]{2}"
_LAST = rf"[\do]{_GAP}[a-z\d]{{2}}(?:{_GAP}\d{{2}})?"  # the number of the issue at the end, if it is given
_NUMBER = lazy(rf"(?<![^\W_]){_SURNAME}{_GAP}{_BIRTH}{_GAP}{_INITIALS}{_GAP}{_LAST}(?![^\W_])", re.ASCII)
_DATED = 6  # digits in a row that every licence has
_NORTHERN = lazy(r"\bdriv(?:ing|er'?s?) licen[cs]e(?: (?:no|number))?\W{1,4}(?:is )?(\d{8})(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every driving licence number."""
    if all(len(number.digits) < _DATED for number in context.text.numbers):
        return
    folded = context.text.folded
    for pattern, group in (_NUMBER, 0), (_NORTHERN, 1):
        for match in pattern.finditer(folded.text):
            yield Hit(*folded.span(*match.span(group)), "a driving licence number", "Leave it out.", 0.98)
