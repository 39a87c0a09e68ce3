"""National Insurance numbers.

Their structure (two letters, six digits, a letter from A to D, some prefixes never issued) is that of
HMRC's National Insurance Manual, NIM39110.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Her NI number is QQ 12 34 56 C.
    - Form received for AB123456C.
Not flagged:
    - Bus AB12 leaves from stop 34.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-data"
_NUMBER = re.compile(
    r"(?<!\w)(?!bg|gb|nk|kn|tn|nt|zz)(?:qq|[a-ceghj-prstw-z][a-ceghj-nprstw-z])"
    r"[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[a-d](?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every National Insurance number; QQ, used in examples only, counts too."""
    folded = context.text.folded
    for match in _NUMBER.finditer(folded.text):
        yield Hit(*folded.span(*match.span()), "a National Insurance number", "Leave it out.", 0.95)
