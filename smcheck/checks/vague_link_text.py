"""Link words that say nothing of where the link goes.

Why:
    People who use a screen reader hear links one by one, out of their sentence.
Flagged:
    - For the agenda click here.
Not flagged:
    - Read the agenda on our website.
Instead:
    Name what is behind the link.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import phrase_hits
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "accessibility"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase."""
    message = "“{words}” does not say where the link goes"
    suggestion = "Name what is behind the link: “Read the agenda”."
    yield from phrase_hits(context.text, "accessibility", "link-words", message, suggestion)
