"""Advertising, solicitation and chain letters.

Why:
    The council's account is not for advertisements that have nothing to do with council business.
Flagged:
    - Great offer on solar panels for residents, use code LEIGH.
Not flagged:
    - The farmers' market is back on Saturday: bread, cheese and plants.
Instead:
    Say what the council itself offers, and where to find it.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import phrase_hits
from smcheck.checks.shared.verdicts import with_sentences
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "advertising"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase, and for what reads so."""
    message = "this reads as an advertisement or a chain letter"
    suggestion = "Leave it out unless it is council business."
    listed = phrase_hits(context.text, "advertising", "always", message, suggestion)
    yield from with_sentences(context, "advertising", listed, message, suggestion)
