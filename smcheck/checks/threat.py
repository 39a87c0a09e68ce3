"""Threats, and wishes that somebody come to harm.

Why:
    A threat may be a crime, and a joke of this kind is not read as one on a council's page.
Flagged:
    - Someone should bomb that hotel.
    - Just die, you old moaner.
Not flagged:
    - Bath bombs made by volunteers, 3 for £5. A wartime bomb shelter is open to visitors.
    - Photo shoot on the beach on Sunday; drones in use.
Instead:
    Leave it out. If you were threatened yourself, keep a copy and tell the Town Clerk or the police.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import lowered
from smcheck.finding import Category, Hit

CATEGORY: Category = "threat"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every threat or wish of harm."""
    view = context.text
    for match in view.terms("threat", "always"):
        yield Hit(
            match.start,
            match.end,
            "a threat, or a wish that somebody come to harm",
            "Leave it out.",
            0.85,
            lowered(view, match.start, match.end),
        )
