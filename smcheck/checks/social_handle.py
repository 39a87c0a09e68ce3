"""A social handle given as a way to reach somebody.

A handle that is only mentioned or thanked is no finding; one after "message me", "find me on" or the like is.

Why:
    A personal account is a personal contact detail.
Flagged:
    - DM me on Insta @jo_example for a stall.
Not flagged:
    - Thank you @ExampleScouts for the litter pick!
Instead:
    Ask people to message the council's page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_handle
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-contact"
_INVITATION = re.compile(
    r"(?:\b(?:dm|pm|message|msg|text|contact|add|find|follow|reach|whatsapp|snap)\s+[a-z]+"
    r"|\b(?:my|his|her|their)\s+(?:insta|instagram|snapchat|snap|facebook|twitter|tiktok|telegram))"
    r"(?:\s+(?:on|at|via|is|here|through|insta|instagram|snapchat|snap|facebook|twitter|x|tiktok|telegram)|:){0,4}\s*$",
    re.IGNORECASE,
)
_REACH = 60


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every handle that follows an invitation to get in touch."""
    raw = context.text.raw
    for start, end in context.text.handles:
        if context.council.owns_handle(raw[start:end]):
            continue
        if _INVITATION.search(raw[max(0, start - _REACH) : start]):
            message = "a social media account given as a way to reach somebody"
            subject = canonical_handle(raw[start:end])
            yield Hit(start, end, message, "Ask people to message the page.", 0.85, subject=subject)
