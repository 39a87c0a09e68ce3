"""NHS numbers: ten digits with a valid check digit, where the text speaks of the NHS.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Patient's NHS number: 999 000 0018
Not flagged:
    - Charity number 9990000018, registered in England.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._identifiers import nhs_checksum, stands_near
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-data"
_NUMBER = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every NHS number."""
    folded = context.text.folded
    for match in _NUMBER.finditer(folded.text):
        digits = re.sub(r"\D", "", match[0])
        span = folded.span(*match.span())
        if nhs_checksum(digits) and stands_near(context.text, *span, "nhs"):
            yield Hit(*span, "an NHS number", "Leave it out.", 0.95)
