"""Many emoji in one post.

Why:
    A screen reader reads out the name of every emoji, one after the other.
Flagged:
    - 🎉🎉🎉🎉🎉🎉🎉 Fun day on Saturday
Not flagged:
    - Fun day on Saturday 🎉
Instead:
    Keep one or two emoji, at the end.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "accessibility"
_MANY = 6
_EMOJI = lazy("[\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf\u2b00-\u2bff]")


def check(context: Context) -> Iterator[Hit]:
    """Yield one hit, on the first emoji too many."""
    if context.text.raw.isascii():
        return
    emoji = list(_EMOJI.finditer(context.text.raw))
    if len(emoji) > _MANY:
        message = f"{len(emoji)} emoji; a screen reader reads out each one"
        yield Hit(emoji[_MANY].start(), emoji[_MANY].end(), message, "Keep one or two, at the end.", 0.8)
