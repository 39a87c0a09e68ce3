"""Categories: what a finding can be about, and all that hangs on it, a record each.

A category is new when it stands here and, once a check is about it, in `Category`. Three other places name
categories, and tests hold them to this table: the schema of reports lists those that some check is about
(`reporters/schema.json`), the roles of listed words are declared by category (`text/roles.py`), and the words
by which a clause of a policy is seen to be about one stand in `settings/clause_words.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

Category = Literal[
    "abuse", "obscenity", "discrimination", "threat", "defamation",
    "personal-contact", "personal-data", "confidential", "named-person",
    "politics", "religion", "tone", "link", "platform",
    "personal-view", "advertising", "commitment",
    "accessibility", "plain-english", "credit",
    "children", "court-proceedings", "predetermination", "accuracy", "endorsement",
    "like-and-share", "third-party-content", "recruitment", "duplicate", "topic-scope", "impersonation",
    "people-in-picture",
]  # fmt: skip
"""Those that some check is about."""

CATEGORIES: tuple[str, ...] = get_args(Category)
"""Names of those that some check is about; `TRAITS` has further ones, which policies name."""

_CONTEMPT, _HATRED, _WORK, _CHILD = "contempt", "hatred", "work", "child"


@dataclass(frozen=True, slots=True)
class Traits:
    """What holds of every finding of a category.

    `about` says in words what it covers. `personal` words are masked in every output, `coarse` ones starred
    out where a message or a page quotes them. `any_language` is judged in a text of any language. On the same
    words only one of a `family` speaks: the gravest, at the same severity the one whose `turn` comes first.
    `approval` is the kind of decision that may cover it, beside a waiver. `heightened` weighs a step more in
    the period before a poll. Notes that are `advice` are gathered into one entry of a report. `within` names
    the category of which it is a part: a policy may have a rule for the part alone. For what is `moderated`,
    a resident's comment may be hidden or removed. What is `typed` is about words that are typed, and says
    nothing of those that a picture shows.
    """

    name: str
    about: str
    personal: bool = False
    coarse: bool = False
    any_language: bool = False
    family: str = ""
    turn: int = 0
    approval: str = ""
    heightened: bool = False
    advice: bool = False
    within: str = ""
    moderated: bool = False
    typed: bool = False


_ALL = (
    Traits("abuse", "insults and contempt", coarse=True, family=_CONTEMPT, turn=1, moderated=True),
    Traits("obscenity", "swearing and obscene words", coarse=True, moderated=True),
    Traits(
        "discrimination",
        "hatred or contempt of a group of people",
        coarse=True,
        family=_HATRED,
        moderated=True,
    ),
    Traits("threat", "threats, and wishes of harm", moderated=True),
    Traits("defamation", "allegations that harm a reputation", family=_CONTEMPT, turn=0, moderated=True),
    Traits(
        "personal-contact",
        "ways to reach a person",
        personal=True,
        any_language=True,
        approval="contact",
        moderated=True,
    ),
    Traits(
        "personal-data", "identifiers and private matters", personal=True, any_language=True, moderated=True
    ),
    Traits("confidential", "business that is kept to private session"),
    Traits(
        "named-person",
        "people who are named",
        any_language=True,
        family=_CHILD,
        turn=1,
        approval="person",
    ),
    Traits("politics", "parties, votes and causes", heightened=True),
    Traits("religion", "matters of faith"),
    Traits("tone", "heat, blame and sarcasm", family=_CONTEMPT, turn=2),
    Traits("link", "links to other websites", any_language=True, approval="link"),
    Traits("platform", "what a platform allows", any_language=True, typed=True),
    Traits("personal-view", "personal views in the council's name"),
    Traits("advertising", "advertisements and chain letters", moderated=True),
    Traits("commitment", "promises in the council's name"),
    Traits("accessibility", "how easily a post is heard and seen", advice=True, typed=True),
    Traits("plain-english", "how easily a post is understood", advice=True, typed=True),
    Traits("credit", "the work of others without their name", family=_WORK, turn=0),
    Traits("children", "what shows or identifies a child", family=_CHILD, turn=0, moderated=True),
    Traits("court-proceedings", "what bears on a case before a court", moderated=True),
    Traits("predetermination", "a mind made up before the meeting"),
    Traits("accuracy", "what may be wrong or out of date"),
    Traits("endorsement", "praise of a firm or a product"),
    Traits("like-and-share", "prizes for likes, shares and tags"),
    Traits("third-party-content", "words, pictures and music of others", family=_WORK, turn=1),
    Traits("recruitment", "job adverts that exclude, or say no way to apply"),
    Traits("duplicate", "posts that repeat another"),
    Traits("topic-scope", "subjects that are not the council's"),
    Traits("impersonation", "speaking as somebody else"),
    Traits("people-in-picture", "people whom a picture may show", any_language=True),
    # Parts of a category, which policies may name.
    Traits("private-person", "private people who are named", within="named-person"),
    Traits("public-figure", "people who are named in their public work", within="named-person"),
)

TRAITS: Mapping[str, Traits] = {traits.name: traits for traits in _ALL}
"""The record of each category, by its name."""

PARTS: tuple[str, ...] = tuple(traits.name for traits in _ALL if traits.within)
"""Parts of categories, which policies may name beside the whole."""

PERSONAL: frozenset[str] = frozenset(traits.name for traits in _ALL if traits.personal)
"""Categories whose spans are masked in every output."""

COARSE: tuple[str, ...] = tuple(traits.name for traits in _ALL if traits.coarse)
"""Categories whose listed words are starred out."""

MODERATED: frozenset[str] = frozenset(traits.name for traits in _ALL if traits.moderated)
"""Categories for which a resident's comment may be hidden or removed, unless a policy says for which."""

ABUSIVE: frozenset[Category] = frozenset({"abuse", "obscenity", "discrimination", "threat", "defamation"})
"""What nobody may pass on either."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(traits.family for traits in _ALL if traits.family))
"""Families of categories of which one speaks on the same words."""

GUESSES_APART: frozenset[str] = frozenset({_CHILD})
"""Families in which a guess is about the sentence, and not about the words in it that another is sure of."""


@cache
def parts_of(category: str) -> tuple[str, ...]:
    """The parts of a category that have rules of their own in some policies; empty for most."""
    return tuple(name for name in PARTS if TRAITS[name].within == category)
