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
from smcheck.checks.shared.identifiers import stands_near
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.text import TextView

CATEGORY: Category = "personal-data"
_CODE = r"\d ?\d[\W_]{0,3}\d ?\d[\W_]{0,3}\d ?\d"
_ACCOUNT = r"\d(?:[ .,-]{0,2}\d){7}"
_BETWEEN = r"(?:\W{0,4}(?:and|acc(?:ount|t)?|a/c|no|num|number|nr|is|bank|the|an?)\b){0,6}\W{0,4}"
_DETAILS = lazy(
    rf"(?<![\w/-])(?:{_CODE}{_BETWEEN}(?<!\d){_ACCOUNT}|{_ACCOUNT}\W{{1,4}}(?:(?:sort|code|s/c|sc)\W{{0,3}}){{1,3}}{_CODE}"
    rf"|{_CODE}|{_ACCOUNT})(?![\w/])"
)
_WRITTEN_AS_PAIR = lazy(r"(?<![\w/-])\d\d([ -])\d\d\1\d\d ?[/,] ?\d(?: ?\d){7}(?![\w/])")
_PAYMENT = (
    "sort ?code|s/c|account|acc|acct|a/c|bank|banked|bacs|pay|payments?|transfer|donations?|donate|refunds?"
)
_NAMED = "sort ?code|s/c|account|acc|acct|a/c"
_HINTS = ("sort", "s/c", "acc", "a/c", "bank", "bacs", "pay", "transfer", "donat", "refund")
_FEWEST, _ACCOUNT_LENGTH, _PAIR = 6, 8, 14  # digits


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sort code, account number, or pair of them."""
    view = context.text
    if view.digits < _FEWEST:
        return
    figures = view.figures
    pattern = _DETAILS if view.mentions(_HINTS) else _WRITTEN_AS_PAIR
    for match in pattern.finditer(figures.text):
        span = figures.span(*match.span())
        length = sum(map(str.isdigit, match[0]))
        if _is_account(view, match, span, length):
            sure = 0.98 if length == _PAIR else 0.9
            yield Hit(*span, "a sort code or bank account number", "Leave it out.", sure)


def _is_account(view: TextView, match: re.Match[str], span: tuple[int, int], length: int) -> bool:
    """Whether the words beside the digits, or their form as a pair, make them bank details."""
    if _WRITTEN_AS_PAIR.fullmatch(match[0]):
        return True
    if length != _PAIR and view.ordinary_figures.touches(*match.span()):
        return stands_near(view, *span, _NAMED)
    one_word = match[0].isdigit() or length == _ACCOUNT_LENGTH
    return stands_near(view, *span, _NAMED if one_word else _PAYMENT)
