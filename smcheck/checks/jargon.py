"""Official words that have a plain one.

Why:
    Every resident should understand the post at the first reading.
Flagged:
    - Residents should utilise the new portal.
Not flagged:
    - Residents can use the new website.
Instead:
    Write as you would speak: use, help, start, before, about.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import phrase_hits
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "plain-english"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase."""
    message = "an official word: “{words}”"
    suggestion = "Use an everyday word."
    yield from phrase_hits(context.text, "plain-english", "jargon", message, suggestion)
