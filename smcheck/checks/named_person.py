"""People named in a post: staff, councillors, volunteers, candidates, and anybody else.

People on the roster (`people.toml`) are found in the forms in which posts name them: title and surname, full
name, short forms and initials, handle, hashtag, role with a first name, and a role alone where one person
holds it. A title with a name that is not on the roster counts too. Other names are found by a language model
trained on posts, and judged. A private person is a warning, by one name only a note. A public figure in the
public role is a note, and so is somebody who is said to have died. People of the past, credited authors, and
the names in streets, buildings, events and awards are no finding. A recorded approval (`smcheck approve
person`) silences a name; that of a councillor or candidate is suspended before a poll unless it says
otherwise. `smcheck people find` shows what was seen.

Why:
    Employees, councillors and volunteers are not discussed without their approval beforehand, and other
    people's privacy is considered.
Flagged:
    - Cllr Sandra Moss opened the fair at noon.
    - Our thanks to Deputy Mayor Joan Example for the planting.
Not flagged:
    - The Mayor will open the fair at noon.
    - Nelson Drive and the Edwin Moss Memorial Hall will be closed.
Instead:
    Ask the person first and record it: smcheck approve person NAME --by NAME. Or name the role only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import GAP, cased_as, instead
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.people.mentions import Mention
from smcheck.people.standing import DEAD, Standing
from smcheck.text.words import worded

CATEGORY: Category = "named-person"
_ASK = "Ask them first and record it with smcheck approve person, or name the role only."
_BY_ROLE = "One person holds this post: ask them first if the post discusses what they do."
_FAMILY = "Ask the family before you name them, and what they want to be said."
_PUBLIC = "Keep to what the person does in office."
_CONFIDENCE = {
    "handle": 0.98, "full-name": 0.98, "known-as": 0.95, "title": 0.95, "surname": 0.85, "role": 0.9,
    "role-alone": 0.8, "misspelt": 0.75, "council-title": 0.9, "titled": 0.85, "aged": 0.8, "framed": 0.8,
    "known": 0.8,
}  # fmt: skip
_TO_CONTACT = worded(r"\b<contacts.whom-to-contact> (?:the |our |your )?$", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every mention of a person who is not to be named without asking."""
    for mention in context.mentions:
        if _concerns(context, mention):
            yield Hit(
                *mention.span,
                _message(context, mention),
                _suggestion(mention),
                _CONFIDENCE.get(mention.evidence, 0.6),
                _reasons(context, mention),
                subject=_subject(context, mention),
                elected=is_elected(mention),
                edits=_by_role(context, mention),
            )


def _by_role(context: Context, mention: Mention) -> tuple[Edit, ...]:
    """The role in place of the name, where the roster knows it; else a gap to fill."""
    if mention.evidence == "role-alone" or mention.namesakes:
        return ()
    if not mention.person or not mention.person.roles:
        return instead(mention.span, GAP, "name")
    words = cased_as(context.text, mention.span.start, f"the {mention.person.roles[0]}")
    return instead(mention.span, words, "name")


def _concerns(context: Context, mention: Mention) -> bool:
    if mention.evidence == "role-alone":  # whom to contact is no discussion of anybody
        before = context.text.raw[max(0, mention.span.start - 30) : mention.span.start]
        return _TO_CONTACT.search(before) is None
    harmless = mention.standing in (Standing.HISTORICAL, Standing.NOT_A_PERSON)
    return not harmless and mention.why != "credited"


def _written(context: Context, mention: Mention) -> str:
    return " ".join(context.text.raw[slice(*(mention.name or mention.span))].split())


def _subject(context: Context, mention: Mention) -> str:
    """What a recorded approval names: the person of the roster, else the name as it is written.

    Where the words could mean several people, no approval covers them.
    """
    if mention.namesakes:
        return ""
    return mention.person.name if mention.person else _written(context, mention)


def _reasons(context: Context, mention: Mention) -> tuple[str, ...]:
    if mention.evidence == "role-alone":
        return ("by role only",)
    if mention.standing is Standing.PUBLIC_FIGURE:
        return ("a public figure",)
    if mention.why == DEAD.why:
        return (DEAD.why,)
    if mention.evidence in ("model", "framed") and " " not in _written(context, mention):
        return ("by one name only",)
    return ()


def is_elected(mention: Mention) -> bool:
    """Whether the person sits on a council or stands for one."""
    if mention.person:
        return any(person.is_elected for person in (mention.person, *mention.namesakes))
    return mention.evidence == "council-title"


def _message(context: Context, mention: Mention) -> str:
    if mention.person:
        others = "".join(f" or {other.name} ({other.group})" for other in mention.namesakes)
        spelt = ", perhaps misspelt" if mention.evidence == "misspelt" else ""
        return f"{mention.person.name} ({mention.person.group}){others} is named{spelt}"
    if mention.standing is Standing.PUBLIC_FIGURE:
        return f"{_written(context, mention)} is named"
    if mention.evidence == "council-title":
        return f"{_written(context, mention)}, somebody with a council's title, is named"
    return f"{_written(context, mention)}{_may_be(context, mention)}, a private person, is named"


def _may_be(context: Context, mention: Mention) -> str:
    """People of the roster with this first name, where nothing else is given."""
    first = _written(context, mention).casefold()
    bearers = [context.roster.people[number] for number in context.roster.givens.get(first, ())]
    return f" (perhaps {' or '.join(person.name for person in bearers)})" if 0 < len(bearers) < 4 else ""


def _suggestion(mention: Mention) -> str:
    if mention.evidence == "role-alone":
        return _BY_ROLE
    if mention.namesakes:
        return "Write the full name, so that it is clear who is meant; then ask them, and record it."
    if mention.why == DEAD.why:
        return _FAMILY
    return _PUBLIC if mention.standing is Standing.PUBLIC_FIGURE else _ASK
