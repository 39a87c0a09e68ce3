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

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "personal-view"
_MESSAGE = "this sounds like a personal view, given in {we}'s name"
_SUGGESTION = "Give {we}'s position, or say whose view it is."
check = listed(CATEGORY, Phrases("always", _MESSAGE, _SUGGESTION, 0.7, quoted=False))
READING = Reading(("personal-view",), _MESSAGE, _SUGGESTION)
