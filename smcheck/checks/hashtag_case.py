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
from smcheck.checks.shared.edits import instead
from smcheck.model.finding import Category, Hit
from smcheck.text.vocabulary import is_known

CATEGORY: Category = "accessibility"
_SHORTEST = 7


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every hashtag in lower case in which several words can be told apart."""
    for span, _ in context.text.hashtags:
        words = _run_together(context.text.raw[span.start + 1 : span.end])
        if len(words) > 1:
            written = "".join(map(str.capitalize, words))
            yield Hit(
                span.start,
                span.end,
                "a hashtag of several words without capitals",
                f"Begin each word with a capital: #{written}",
                0.7,
                edits=instead(span, f"#{written}", "hashtag", safe=True),
            )


def _run_together(tag: str) -> list[str]:
    """The words of a tag in lower case; itself alone where it is one word, or none that can be told apart."""
    letters = tag.rstrip("0123456789")
    plain = letters.islower() and letters.isascii() and letters.isalpha()
    if not plain or len(letters) < _SHORTEST or is_known(letters):
        return [tag]
    import wordninja  # reads its list: 0.15 s, which few drafts need

    words: list[str] = wordninja.split(letters)
    if any(len(word) == 1 and word not in "ai" for word in words):
        return [tag]
    return [*words, tag[len(letters) :]] if letters != tag else words
