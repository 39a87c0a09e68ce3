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

from collections.abc import Iterator, Sequence
from itertools import groupby

from smcheck.checks import Context
from smcheck.checks.shared.edits import cased_as
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.text import TextView, Token
from smcheck.text.vocabulary import is_known

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
            message = f"{len(words)} words in a row in capitals, which are hard to read"
            edits = tuple(_lowered(context.text, words))
            yield Hit(
                words[0].start, words[-1].end, message, "Write them in ordinary letters.", 0.8, edits=edits
            )


def _lowered(view: TextView, words: Sequence[Token]) -> Iterator[Edit]:
    """The words in small letters, known ones only: others may be names or abbreviations."""
    for word in words:
        written = view.raw[word.start : word.end]
        if len(written) > 1 and is_known(written.lower()):
            plain = cased_as(view, word.start, written.lower())
            yield Edit(word.start, word.end, plain, "letters")
