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

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "advertising"
_MESSAGE = "this looks like an advertisement or a chain letter"
_SUGGESTION = "Leave it out unless it is council business."
check = listed(CATEGORY, Phrases("always", _MESSAGE, _SUGGESTION))
READING = Reading(("advertising",), _MESSAGE, _SUGGESTION)
