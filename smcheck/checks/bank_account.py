"""A sort code or an account number, where the text speaks of a bank or a payment.

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

CATEGORY: Category = "personal-data"
_NUMBER = re.compile(r"(?<![\w/-])(?:\d{2}[ -]\d{2}[ -]\d{2}|\d{8})(?![\w/-])")
_CONTEXT = "sort ?code|account|acc|a/c|bank|bacs|pay|payment|transfer"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sort code and account number."""
    folded = context.text.folded
    for match in _NUMBER.finditer(folded.text):
        span = folded.span(*match.span())
        strict = "sort ?code|account|acc|a/c" if match[0].isdigit() else _CONTEXT
        if stands_near(context.text, *span, strict):
            yield Hit(*span, "a sort code or bank account number", "Leave it out.", 0.85)
