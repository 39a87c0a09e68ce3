"""Long runs of words in capitals.

This is about ease of reading only; capitals are no sign of heat.

Why:
    Words in capitals lose their shape and are slower to read, most of all with dyslexia.
Flagged:
    - PLEASE NOTE THAT THE CAR PARK WILL BE CLOSED on Monday.
Not flagged:
    - The RNLI and the NHS will be there. FREE ENTRY!
Instead:
    Write the sentence in ordinary letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.text import Token

CATEGORY: Category = "accessibility"
_LONG = 6


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every run of six or more words in capitals."""
    raw = context.text.raw

    def capital(token: Token) -> bool:
        return raw[token.start : token.end].isupper()

    for in_capitals, group in groupby(context.text.tokens, key=capital):
        words = list(group)
        if in_capitals and len(words) >= _LONG:
            message = f"{len(words)} words in capitals in a row"
            yield Hit(words[0].start, words[-1].end, message, "Write them in ordinary letters.", 0.8)
