"""Somebody else's picture, words or music without credit.

Why:
    Copyright belongs to whoever made the work, and the policy asks to credit other people's work.
Flagged:
    - Lovely sunset, image from Google.
Not flagged:
    - Lovely sunset, photograph by the Leigh Camera Club.
Instead:
    Use your own picture, or ask, and write whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import phrase_hits
from smcheck.checks.shared.verdicts import with_sentences
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "credit"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase, and for what reads so."""
    message = "this may be somebody else's work"
    suggestion = "Ask for permission, and name whose work it is."
    listed = phrase_hits(context.text, "credit", "always", message, suggestion)
    yield from with_sentences(context, "credit", listed, message, suggestion)
