"""Link words that say nothing of where the link goes.

Why:
    People who use a screen reader hear links one by one, out of their sentence.
Flagged:
    - For the agenda click here.
Not flagged:
    - Read the agenda on our website.
Instead:
    Name what is behind the link.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.model.finding import Category

CATEGORY: Category = "accessibility"
_MESSAGE = "“{words}” does not say where the link goes"
_SUGGESTION = "Say what the link leads to: “Read the agenda”."
check = listed(CATEGORY, Phrases("link-words", _MESSAGE, _SUGGESTION))
