"""People named in a post: staff, councillors, volunteers, and anybody else.

People on the roster (`people.toml`) are found by full name, title and name, role and name, and handle.
A title with a name that is not on the roster counts too. Any other name is looked for by a language
model, and weighs one step less, since it may not be one of the council's people.
A recorded approval (`smcheck approve person`) silences a name.

Why:
    Employees, councillors and volunteers are not discussed without their approval beforehand.
Flagged:
    - Cllr Sandra Moss opened the fair at noon.
    - Our thanks to Deputy Mayor Joan Example for the planting.
Not flagged:
    - The Mayor will open the fair at noon.
    - Nelson Drive and Marine Parade will be closed.
Instead:
    Ask the person first and record it: smcheck approve person NAME --by NAME. Or name the role only.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._people import Mention, mentions
from smcheck.finding import Category, Hit

CATEGORY: Category = "named-person"
_SUGGESTION = "Ask them first and record it with smcheck approve person, or name the role only."
_BY_ROLE = "One person holds this post: ask them first if the post discusses what they do."
_LOWERED = {"model": "not on the roster", "role-alone": "by role only"}
_CONFIDENCE = {"full-name": 0.98, "title": 0.95, "handle": 0.98, "role": 0.9, "titled": 0.9, "aged": 0.8}


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every mention of a person."""
    for mention in mentions(context):
        yield Hit(
            *mention.span,
            _message(context, mention),
            _BY_ROLE if mention.evidence == "role-alone" else _SUGGESTION,
            _CONFIDENCE.get(mention.evidence, 0.6),
            _LOWERED.get(mention.evidence, ""),
            subject=mention.person
            or " ".join(context.text.raw[slice(*(mention.name or mention.span))].split()),
        )


def _message(context: Context, mention: Mention) -> str:
    person = context.roster.find(mention.person) if mention.person else None
    if person:
        return f"{person.name} ({person.group}) is named"
    if mention.evidence == "titled":
        return "somebody with a council title is named"
    return "a person is named"
