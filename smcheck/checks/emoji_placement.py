"""Emoji in the middle of a sentence, or in place of bullets.

Why:
    A screen reader reads out the name of an emoji wherever it stands, in the middle of the words.
Flagged:
    - Join us for 🎶 live music and 🍰 cake on Sunday.
Not flagged:
    - Join us for live music and cake on Sunday. 🎶🍰
    - 🚧 The High Street is closed until Friday.
Instead:
    Put emoji at the end of the post, and use plain bullets or short sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "accessibility"
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff]\ufe0f?"
_WITHIN = lazy(rf"(?<=[^\W\d_])[ \t]*({_EMOJI})[ \t]*(?=[a-z])")
_BULLET = lazy(rf"^[ \t]*({_EMOJI})[ \t]*\w", re.MULTILINE)
_FEWEST_BULLETS = 3


def _moved(raw: str, match: re.Match[str]) -> tuple[Edit, ...]:
    """The emoji at the end of the post."""
    end = len(raw.rstrip())
    joint = Edit(*match.span(), " ", "emoji", safe=True)
    return joint, Edit(end, end, f" {match[1]}", "emoji", safe=True)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every emoji between two words, and one for the first of several bullets."""
    raw = context.text.raw
    if raw.isascii():
        return
    for match in _WITHIN.finditer(raw):
        yield Hit(
            *match.span(1),
            "an emoji in the middle of a sentence, where a screen reader reads it out",
            "Put it at the end of the post.",
            0.8,
            edits=_moved(raw, match),
        )
    bullets = list(_BULLET.finditer(raw))
    if len(bullets) >= _FEWEST_BULLETS:
        message = f"{len(bullets)} emoji in place of bullet points, each of which a screen reader reads out"
        yield Hit(*bullets[0].span(1), message, "Use plain bullets, or short sentences.", 0.8)
