"""Official words that have a plain one.

Why:
    Every resident should understand the post at the first reading.
Flagged:
    - Residents should utilise the new portal.
Not flagged:
    - Residents can use the new website.
Instead:
    Write as you would speak: use, help, start, before, about.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.model.finding import Category

CATEGORY: Category = "plain-english"
check = listed(CATEGORY, Phrases("jargon", "an official word: “{words}”", "Use an everyday word."))
