"""A belief preached, asserted, compared or mocked.

Places of worship as venues, service times, greetings for the festivals of every faith and thanks to
faith groups are no finding. A statement of doctrine is one, and so is a faith beside an opinion on it.

Why:
    Religion inflames, and a council's account speaks for residents of every faith and none.
Flagged:
    - He is risen! Accept Christ this Easter.
    - Stop forcing Eid on a Christian country.
Not flagged:
    - Eid Mubarak to all residents celebrating today.
    - A mass litter pick of the beach starts at 9am beside the church hall.
Instead:
    Keep to the event: what, where, when, and who is welcome.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "religion"
_SUGGESTION = "Keep to the event: what, where, when, and who is welcome."
check = listed(
    CATEGORY,
    Phrases("always", "this states a religious belief as true, or judges one", _SUGGESTION, 0.85),
    Phrases("faith", "an opinion on a faith", _SUGGESTION, 0.75, beside="opinion"),
)
READING = Reading(("religion",), "this sentence preaches, or judges a belief", _SUGGESTION)
