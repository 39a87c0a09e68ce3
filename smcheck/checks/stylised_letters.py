"""Letters from the mathematical or enclosed alphabets in place of ordinary ones.

Why:
    A screen reader spells such letters out one by one or skips them, and a search does not find them.
Flagged:
    - 𝗙𝗥𝗘𝗘 entry for under 16s
Not flagged:
    - FREE entry for under 16s
    - Café Ünal opens at 9am
Instead:
    Type ordinary letters, and let the words carry the weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "accessibility"
_STYLISED = lazy(
    "[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\uff21-\uff3a\uff41-\uff5a]+"
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every run of at least two stylised letters, words with single spaces together."""
    if context.text.raw.isascii():
        return
    for match in re.finditer(rf"{_STYLISED.pattern}(?: {_STYLISED.pattern})*", context.text.raw):
        if len(match[0]) > 1:
            yield Hit(
                *match.span(),
                "fancy letters, which a screen reader cannot read out",
                "Type ordinary letters.",
                edits=_plain(match),
            )


def _plain(match: re.Match[str]) -> tuple[Edit, ...]:
    """Ordinary letters; none where figures are among them, which may be a number that is to be masked."""
    letters = normalize("NFKC", match[0])
    plain = letters.replace(" ", "").isalpha()
    return instead(match.span(), letters, "letters", safe=True) if plain else ()
