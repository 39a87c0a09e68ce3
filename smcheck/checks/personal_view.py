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
from smcheck.checks.shared.verdicts import with_sentences
from smcheck.model.finding import Category, Hit
from smcheck.text import TextView

CATEGORY: Category = "personal-view"


_MESSAGE = "this reads as a personal view in the council's name"
_SUGGESTION = "Give the council's position, or say whose view it is."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every first-person opinion outside quotation marks, and for what reads so."""
    yield from with_sentences(context, "personal-view", _listed(context.text), _MESSAGE, _SUGGESTION)


def _listed(view: TextView) -> Iterator[Hit]:
    for match in view.terms("personal-view", "always"):
        if not view.quotation_at(match.start, match.end):
            yield Hit(match.start, match.end, _MESSAGE, _SUGGESTION, 0.7)
