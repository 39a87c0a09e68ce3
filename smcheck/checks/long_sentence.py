"""Sentences over 25 words.

Source of the figure: GOV.UK, "Content design: planning, writing and managing content", on sentence length.

Why:
    Long sentences lose readers; the policy asks for language that is simple and concise.
Flagged:
    - The works to the seafront that were to begin in spring and were then put back to the summer because
      it rained so very much will now begin.
Not flagged:
    - Works to the seafront will begin in September. They were put back because of the weather.
Instead:
    Make two sentences of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "plain-english"
_MOST_WORDS = 25


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sentence that is too long."""
    for start, end in context.text.sentences:
        words = context.text.tokens_between(start, end)
        if len(words) > _MOST_WORDS:
            message = f"a sentence of {len(words)} words; {_MOST_WORDS} are the most that reads easily"
            yield Hit(words[0].start, words[-1].end, message, "Make two sentences of it.", 0.9)
