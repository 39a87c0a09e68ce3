"""A full postcode beside a house or a person.

A full postcode is about fifteen homes. One in a sentence about a venue or an event is a place to go to.

Why:
    With a house number or a name, a postcode says where somebody lives.
Flagged:
    - She lives near the church, SS9 9ZZ.
Not flagged:
    - The meeting will be held at Harvest Fields Centre, SS9 9ZZ.
Instead:
    Give the first half of the postcode, or the name of the area.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._places import about_home
from smcheck.contacts import POSTCODE, canonical_postcode
from smcheck.finding import Category, Hit
from smcheck.text import Span

CATEGORY: Category = "personal-contact"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every full postcode of a home."""
    for match in POSTCODE.finditer(context.text.raw):
        span = Span(*match.span())
        own = canonical_postcode(match[0]) in context.council.postcodes
        if not own and about_home(context.text, span):
            yield Hit(*span, "a full postcode beside a house or a person", "Name the area only.", 0.75)
