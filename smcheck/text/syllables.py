"""How many syllables a word has, told by its letters.

On the words of posts that the CMU Pronouncing Dictionary has, 97 of 100 counts are right.
"""

from __future__ import annotations

from functools import lru_cache

from smcheck.settings.patterns import lazy

_VOWELS = lazy("[aeiouy]+")
_SILENT = lazy(  # an "e" that is written and not said: made, tables, makes, opened, safely
    "(?<![aeiouyl])e$|(?<=[aeiouy]l)es?$|(?<![aeiouylsxzcg])(?<!ch)(?<!sh)es$|(?<![aeiouydt])"
    "(?<![^aeiouyl]l)ed$|(?<=[^aeiouy])e(?=(?:ful|less|ly|ments?|ness)$)"
)
_APART = lazy(  # vowels that stand together and are said apart: medium, being, video, tourism, create, annual
    "i(?=a(?![ln])|o(?![un])|u)|(?<=[aeiouy])(?=ing)|e(?=o(?!u))|ism$|(?<=re)a(?=te)"
    "|(?<=[^aeiouqg])u(?=al|at)|(?<![tcsg])i(?=al|an|on|ou)"
)
_ENDING = lazy("['’].*")  # of "mayor's"


@lru_cache(maxsize=1 << 14)
def count_syllables(word: str) -> int:
    """How many syllables a word of English has, in small letters or capitals; at least one.

    >>> [count_syllables(word) for word in ("made", "library", "consultation", "being")]
    [1, 3, 4, 2]
    """
    stem = _ENDING.sub("", word.lower())
    runs, silent, apart = (sum(1 for _ in each.finditer(stem)) for each in (_VOWELS, _SILENT, _APART))
    return max(1, runs - silent + apart)
