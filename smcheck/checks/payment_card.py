"""Payment card numbers: an issuer's prefix, the right length and a valid check digit.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - I was charged on 4111 1111 1111 1111.
Not flagged:
    - Order 1234 5678 9012 3456 is ready to collect.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._identifiers import luhn
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-data"
_NUMBER = re.compile(
    r"(?<![\w-])(?:[2-6]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\w-])"
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every card number."""
    folded = context.text.folded
    for match in _NUMBER.finditer(folded.text):
        if luhn(re.sub(r"\D", "", match[0])):
            yield Hit(*folded.span(*match.span()), "a payment card number", "Leave it out.", 0.95)
