"""People named in a post: staff, councillors, volunteers, candidates, and anybody else.

People on the roster (`people.toml`) are found in the forms in which posts name them: title and surname, full
name, short forms and initials, handle, hashtag, role with a first name, and a role alone where one person
holds it. A title with a name that is not on the roster counts too. Other names are found by a language model
trained on posts, and judged. A private person is a warning, by one name only a note. A child is told by an
age or a class beside the name: `identifiable-child` tells of it, or this check where no rule is about
children; the parents are to be asked. Somebody who is said to have died is a note, and so is whoever is named
in their public work: in office, as clergy, as police. Whom a reply or an e-mail greets ("Hi Jo, thanks for
asking") or speaks to by name ("Jo, the bins are on Monday") is no finding; whoever it names in the third
person is one, and so is a greeting in a post, which all can read. Nor are people of the past, credited
authors, and the names in streets, buildings, events and awards. A recorded approval (`smcheck approve
person`) silences a name; that of a councillor or candidate is suspended before a poll unless it says
otherwise. `smcheck people find` shows what was seen. A policy may have rules of their own for private people
(`private-person`) and for those who are named in their public work (`public-figure`); else they come under
its rule for everybody who is named.

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
    Ask the person first and have the answer recorded, or name the role only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import GAP, cased_as, instead
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.people.mentions import Mention
from smcheck.people.standing import (
    CANDIDATE,
    CHILD,
    CLERGY,
    CREDITED,
    DEAD,
    GREETED,
    POLICE,
    Standing,
    is_called,
)
from smcheck.settings.words import worded

CATEGORY: Category = "named-person"
_NAMED = "{who} is named"
_MISSPELT = "{who} is named, perhaps misspelt"
_ASK = "Ask them first, or name the role only."
_ASK_IF_THEY_MIND = "Ask them first whether they want to be named, or leave the name out."
_IF_KNOWN = "If people could tell who it is, ask them first."
_BY_ROLE = "Only one person has this role: ask them first if you write about what they do."
_IN_FULL = "Write the full name, so that it is clear who is meant. Then ask them."
_PARENTS = "Ask the parents, and have their answer in writing, or leave the name out."
_FAMILY = "Ask the family whether you may give the name, and what they would like said."
_CLERGY = "Check that they are happy to be named here."
_POLICE = "Check with the police that the name may be given."
_PUBLIC = "Say only what they do in office, and nothing for or against them."
_BEFORE_POLL = "Leave the name out until the poll is over. If it has to be there, ask {ask}."
_FITTING = {DEAD.why: _FAMILY, CHILD.why: _PARENTS, CLERGY.why: _CLERGY, POLICE.why: _POLICE}
_CONFIDENCE = {
    "handle": 0.98, "full-name": 0.98, "known-as": 0.95, "title": 0.95, "surname": 0.85, "role": 0.9,
    "role-alone": 0.8, "misspelt": 0.75, "council-title": 0.9, "titled": 0.85, "aged": 0.8, "framed": 0.8,
    "known": 0.8, "staff": 0.9,
}  # fmt: skip
_OF_COUNCIL = ("council-title", "staff")
_MANY = 4  # people of one first name: it may be anybody's
_TO_CONTACT = worded(r"\b<contacts.whom-to-contact> (?:the |our |your )?$", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every mention of a person who is not to be named without asking."""
    addressed = {name for mention in context.mentions for name in _greeted(context, mention)}
    for mention in context.mentions:
        if _concerns(context, mention) and not _is_addressed(context, mention, addressed):
            yield Hit(
                *mention.span,
                _MISSPELT if mention.evidence == "misspelt" else _NAMED,
                _suggestion(context, mention),
                _CONFIDENCE.get(mention.evidence, 0.6),
                _reasons(context, mention),
                subject=_subject(context, mention),
                approvable=mention.why != DEAD.why and mention.standing is not Standing.PUBLIC_FIGURE,
                elected=is_elected(mention),
                part=_part(context, mention),
                edits=_by_role(context, mention),
                words={"who": _whole(context, mention)},
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
    return not harmless and mention.why != CREDITED.why


def _greeted(context: Context, mention: Mention) -> Iterator[str]:
    """The names of whoever a message greets: all, and the first alone.

    A post greets everybody: who is named in it by a greeting is named to all.
    """
    if context.draft.kind != "post" and mention.why == GREETED.why and _is_outsider(mention):
        written = _written(context, mention).casefold()
        yield from (written, written.split()[0])


def _is_addressed(context: Context, mention: Mention, greeted: Collection[str]) -> bool:
    """Whether a message greets somebody or speaks to them by name; what it says of them is another matter."""
    if context.draft.kind == "post" or not _is_outsider(mention):
        return False
    if mention.why == GREETED.why:
        return True
    is_greeted = _written(context, mention).casefold() in greeted
    return is_called(context.text.raw, mention.name or mention.span, is_greeted=is_greeted)


def _is_outsider(mention: Mention) -> bool:
    """Whether somebody is none of the council's own people, so far as the words tell."""
    return mention.standing is not Standing.ROSTER and mention.evidence not in _OF_COUNCIL


def _part(context: Context, mention: Mention) -> str:
    """The part of the category: others than the council's people and those who stand for it."""
    if not _is_outsider(mention) or mention.why == CANDIDATE.why or _bearers(context, mention):
        return ""
    return "public-figure" if mention.standing is Standing.PUBLIC_FIGURE else "private-person"


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
        return (mention.why or "a public figure",)
    if mention.why == DEAD.why:
        return (DEAD.why,)
    if _by_one_name(context, mention):
        return ("only one name is given",)
    return ()


def _by_one_name(context: Context, mention: Mention) -> bool:
    return mention.evidence in ("model", "framed") and " " not in _written(context, mention)


def is_elected(mention: Mention) -> bool:
    """Whether the person sits on a council or stands for one."""
    if mention.person:
        return any(person.is_elected for person in (mention.person, *mention.namesakes))
    return mention.evidence == "council-title" or mention.why == CANDIDATE.why


def _whole(context: Context, mention: Mention) -> str:
    """Whoever is named, and who that is."""
    if mention.person:
        people = (mention.person, *mention.namesakes)
        return " or ".join(f"{person.name} ({person.group})" for person in people)
    words = " ".join(context.text.raw[slice(*mention.span)].split())
    return f"{words}{_who(context, mention)}"


def _who(context: Context, mention: Mention) -> str:
    """Who somebody is whom the roster does not know, between commas, where no reason says it."""
    if mention.standing is Standing.PUBLIC_FIGURE or mention.why == DEAD.why:
        return ""
    if mention.why in (CHILD.why, CANDIDATE.why):
        return f", {mention.why},"
    if mention.evidence in _OF_COUNCIL:
        return ", by title a councillor or one of the staff,"
    bearers = _bearers(context, mention)
    return f", perhaps {' or '.join(bearers)}," if bearers else ", a private person,"


def _bearers(context: Context, mention: Mention) -> tuple[str, ...]:
    """Names of the few people of the roster with this first name, where nothing else is given."""
    first = _written(context, mention).casefold()
    numbers = context.roster.givens.get(first, ())
    return tuple(context.roster.people[number].name for number in numbers) if len(numbers) < _MANY else ()


def _suggestion(context: Context, mention: Mention) -> str:
    if mention.evidence == "role-alone":
        return _BY_ROLE
    if mention.namesakes:
        return _IN_FULL
    if mention.why in _FITTING:
        return _FITTING[mention.why]
    if mention.standing is Standing.PUBLIC_FIGURE:
        return _PUBLIC
    if context.election and is_elected(mention):  # an approval that is given now would not hold
        return _BEFORE_POLL
    if _by_one_name(context, mention):
        return _IF_KNOWN
    return _ASK_IF_THEY_MIND if _part(context, mention) == "private-person" else _ASK
