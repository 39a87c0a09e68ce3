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
from smcheck.settings.words import phrases_of, worded
from smcheck.text import TextView

CATEGORY: Category = "personal-data"
_CODE = r"\d ?\d[\W_]{0,3}\d ?\d[\W_]{0,3}\d ?\d"
_ACCOUNT = r"\d(?:[ .,-]{0,2}\d){7}"
_BETWEEN = r"(?:\W{0,4}<identifiers.between-code-and-account>\b){0,6}\W{0,4}"
_CODE_FIRST = rf"{_CODE}{_BETWEEN}(?<!\d){_ACCOUNT}"
_ACCOUNT_FIRST = rf"{_ACCOUNT}\W{{1,4}}(?:<identifiers.between-account-and-code>\W{{0,3}}){{1,3}}{_CODE}"
_DETAILS = worded(rf"(?<![\w/-])(?:{_CODE_FIRST}|{_ACCOUNT_FIRST}|{_CODE}|{_ACCOUNT})(?![\w/])")
_WRITTEN_AS_PAIR = lazy(r"(?<![\w/-])\d\d([ -])\d\d\1\d\d ?[/,] ?\d(?: ?\d){7}(?![\w/])")
_NAMED, _PAYMENT = "<identifiers.bank-details>", "<identifiers.payments>"
_FEWEST, _ACCOUNT_LENGTH, _PAIR = 6, 8, 14  # digits


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sort code, account number, or pair of them."""
    view = context.text
    if view.digits < _FEWEST:
        return
    figures = view.figures
    pattern = _DETAILS if view.mentions(phrases_of("identifiers.payment-hints")) else _WRITTEN_AS_PAIR
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
