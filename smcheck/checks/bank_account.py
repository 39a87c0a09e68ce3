"""A sort code, an account number or both, where the text speaks of a bank or a payment.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Pay Jo: sort code 20-00-00, account 55779911.
Not flagged:
    - The museum holds 12-34-56 as its catalogue mark.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._identifiers import stands_near
from smcheck.finding import Category, Hit
from smcheck.text.patterns import lazy

CATEGORY: Category = "personal-data"
_CODE = r"\d ?\d[\W_]{0,3}\d ?\d[\W_]{0,3}\d ?\d"
_ACCOUNT = r"\d(?:[ .,-]{0,2}\d){7}"
_BETWEEN = r"(?:\W{0,4}(?:and|acc(?:ount|t)?|a/c|no|num|number|nr|is|bank|the|an?)\b){0,6}\W{0,4}"
_DETAILS = lazy(
    rf"(?<![\w/-])(?:{_CODE}{_BETWEEN}(?<!\d){_ACCOUNT}|{_ACCOUNT}\W{{1,4}}(?:(?:sort|code|s/c|sc)\W{{0,3}}){{1,3}}{_CODE}"
    rf"|{_CODE}|{_ACCOUNT})(?![\w/])"
)
_WRITTEN_AS_PAIR = lazy(r"\d\d([ -])\d\d\1\d\d ?[/,] ?\d{4} ?\d{4}")
_PAYMENT = "sort ?code|s/c|account|acc|acct|a/c|bank|banked|bacs|pay|payments?|transfer|donations?|donate"
_NAMED = "sort ?code|s/c|account|acc|acct|a/c"
_FEWEST = 6  # digits


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sort code, account number, or pair of them."""
    if context.text.digits < _FEWEST:
        return
    view = context.text
    for match in _DETAILS.finditer(view.figures.text):
        span = view.figures.span(*match.span())
        digits = re.sub(r"\D", "", match[0])
        one_word = match[0].isdigit() or len(digits) == 8
        pair = len(digits) == 14
        if not pair and view.ordinary_figures.touches(*match.span()) and not stands_near(view, *span, _NAMED):
            continue
        if stands_near(view, *span, _NAMED if one_word else _PAYMENT) or _WRITTEN_AS_PAIR.fullmatch(match[0]):
            yield Hit(*span, "a sort code or bank account number", "Leave it out.", 0.98 if pair else 0.9)
