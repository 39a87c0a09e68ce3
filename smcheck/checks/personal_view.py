"""A personal view in the council's name: "I think", "in my opinion".

Why:
    A personal view is not passed off as the Council's; where it must be given, it needs a disclaimer.
Flagged:
    - In my opinion the new crossing is too narrow.
Not flagged:
    - What do you think of the new crossing? Tell us by Friday.
Instead:
    Give the council's position ("The council has asked for a wider crossing"), or say whose view it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-view"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every first-person opinion outside quotation marks."""
    view = context.text
    for match in view.terms("personal-view", "always"):
        if not view.quotation_at(match.start, match.end):
            yield Hit(
                match.start,
                match.end,
                "this reads as a personal view in the council's name",
                "Give the council's position, or say whose view it is.",
                0.7,
            )
