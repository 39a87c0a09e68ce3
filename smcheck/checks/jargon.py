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

from smcheck.checks.shared.edits import cased_as, instead
from smcheck.checks.shared.listed import Phrases, listed
from smcheck.model.edit import Edit
from smcheck.model.finding import Category
from smcheck.text import TermMatch, TextView

CATEGORY: Category = "plain-english"


def _plainly(view: TextView, match: TermMatch) -> tuple[Edit, ...]:
    """The plain word that the list gives beside the official one."""
    words = cased_as(view, match.start, match.term.note)
    return instead((match.start, match.end), words, "plain-word")


check = listed(
    CATEGORY,
    Phrases(
        "jargon",
        "an official word that not everybody knows: “{words}”",
        "Use an everyday word.",
        edits=_plainly,
    ),
)
