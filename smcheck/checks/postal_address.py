"""A house number and street that is not the council's own or a venue.

An address in a sentence about an event, a shop or an office is a place to go to; one in a sentence about
somebody who lives there is personal. The council's addresses and venues in smcheck.toml stay silent.

Why:
    Somebody's home address is a personal contact detail.
Flagged:
    - The tenant at 22 Elm Court was evicted today.
Not flagged:
    - The repair shop opens at 14 High Street on Monday.
    - Works on the A13 begin in 3 weeks.
Instead:
    Name the street or the area, or ask people to contact the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._places import ADDRESS, about_home
from smcheck.finding import Category, Hit
from smcheck.text import Span

CATEGORY: Category = "personal-contact"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a home."""
    for match in ADDRESS.finditer(context.text.raw):
        span = Span(*match.span())
        if not context.council.owns_address(match[0]) and about_home(context.text, span):
            yield Hit(*span, "a home address", "Name the street or the area only.", 0.8)
