"""Hashtags of several words written in lower case.

Why:
    A screen reader reads #SaveOurLibrary as three words and #saveourlibrary as one.
Flagged:
    - Come to the #bigcommunitylitterpick on Saturday.
Not flagged:
    - Come to the #BigCommunityLitterPick on Saturday.
    - Market day is on #saturday.
Instead:
    Begin each word of a hashtag with a capital.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.finding import Category, Hit

CATEGORY: Category = "accessibility"
_LONGEST_WORD = 12


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every hashtag too long to be one word and without capitals inside."""
    for span, words in context.text.hashtags:
        tag = context.text.raw[span.start + 1 : span.end]
        if len(words) == 1 and len(tag) > _LONGEST_WORD and tag.isalpha() and tag.isascii():
            yield Hit(
                span.start,
                span.end,
                "a hashtag of several words without capitals",
                "Begin each word of the hashtag with a capital.",
                0.7,
            )
