"""National Insurance numbers.

Their structure (two letters, six digits, a letter from A to D, some prefixes never issued) is that of
HMRC's National Insurance Manual, NIM39110. Digits may be spoken, and apart.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Her NI number is QQ 12 34 56 C.
    - Form received for AB123456C.
    - His NI is Q Q one two three four five six C
Not flagged:
    - Bus AB12 leaves from stop 34.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "personal-data"
_GAP = r"[\s./_*-]{0,3}"
_DIGITS = rf"(?:\d\d(?P<gap>{_GAP})\d\d(?P=gap)\d\d|\d(?:[\s./_*-]{{1,3}}\d){{5}})"
_NUMBER = lazy(
    rf"(?<![^\W_])(?!(?:bg|gb|nk|kn|tn|nt|zz)\W?\d)(?:q{_GAP}q|[a-ceghj-prstw-z]{_GAP}[a-ceghj-nprstw-z])"
    rf"{_GAP}{_DIGITS}{_GAP}[a-d](?![^\W_])"
)
_FEWEST = 6  # digits


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every National Insurance number; QQ, used in examples only, counts too."""
    if context.text.digits < _FEWEST:
        return
    for span in context.text.matches(_NUMBER):
        yield Hit(*span, "a National Insurance number", "Leave it out.", 0.98)
