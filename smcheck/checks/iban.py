"""International bank account numbers (IBAN) with valid check digits.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Pay into GB82 WEST 1234 5698 7654 32 please.
Not flagged:
    - The asset tag is GB82 WEST 1234 5698 7654 33.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._identifiers import iban_checksum
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-data"
_NUMBER = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every IBAN."""
    folded = context.text.folded
    for match in _NUMBER.finditer(folded.text):
        compact = match[0].replace(" ", "").upper()
        if compact.isascii() and iban_checksum(compact):
            yield Hit(*folded.span(*match.span()), "a bank account number (IBAN)", "Leave it out.", 0.97)
