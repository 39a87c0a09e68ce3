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

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "credit"
_MESSAGE = "this may be somebody else's work"
_SUGGESTION = "Ask them for permission, and say whose work it is."
check = listed(CATEGORY, Phrases("always", _MESSAGE, _SUGGESTION))
READING = Reading(("credit",), _MESSAGE, _SUGGESTION)
