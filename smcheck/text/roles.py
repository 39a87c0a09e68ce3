"""What the terms of the word lists are there for: the roles of each category, declared here and nowhere else.

`TextView.terms` takes a category and some of its roles; selections that several readers share stand here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from smcheck.model.topics import TOPICS

NEVER = "never"
"""Role of a phrase that silences the terms inside it, such as "Labour Day"."""

AMBIGUOUS = "ambiguous"
"""Role of a slur that is an innocent word as well: it is never looked for in disguise."""

INNOCENT = "innocent"
"""Role of a word that a seed list holds and ours leaves out."""

HELPLINE = "helpline"
"""Role of a public helpline, whose term is its number."""

SHARED = "shared"
"""Stands for a category where several checks read a term, and none of them finds it."""

EVERYWHERE: Mapping[str, str] = {
    NEVER: "only looks like the category's words, and silences those inside it",
    INNOCENT: "taken out of better-profanity's list",
}
"""Roles of every category."""

ROLES: Mapping[str, Mapping[str, str]] = {
    SHARED: {
        "target": "who is spoken of or to, and can be insulted: you, they, “these people”",
        "identifiable": "a person or body that others can identify: a role, a party, he, the firm",
        "copula": "says what somebody is: “is”, “looks like”",
        "negation": "takes back what follows",
        "report": "says that somebody said what is quoted",
        "condemnation": "condemns what is quoted or reported",
        "title": "makes a capitalised name behind it that of somebody with an office or a job",
    },
    "abuse": {
        "always": "an insult wherever it stands",
        "aimed": "an insult beside somebody: you, a role, a party, “these …”",
        "predicate": "an insult where it is said of somebody: “the officer is a …”",
    },
    "obscenity": {
        "always": "obscene wherever it stands",
        "predicate": "coarse, and no finding by itself",
    },
    "discrimination": {
        "slur": "a slur wherever it stands; it weighs less where nothing hostile is meant",
        AMBIGUOUS: "a slur with an innocent sense: where the classifier takes its sentence for hostile",
        "group": "a group of people; hostile words beside it are a finding",
        "mention": "a group, by a word that is never a finding",
        "hostile": "hostile beside or behind a group, in the same sentence or the next",
        "hostile-before": "hostile right before a group",
        "always": "hostile to a group by itself",
    },
    "threat": {
        "always": "a threat wherever it stands",
        "intent": "means to do the harm or ruin that follows: “I'll”",
        "harm": "harm done to somebody, behind an intent",
        "ruin": "harm done to a place, behind an intent",
        "desert": "says that somebody deserves the harm that follows: “should be”",
        "harmed": "harm that is deserved",
        "wish": "wishes the ill that follows on somebody",
        "ill": "what is wished",
    },
    "defamation": {
        "always": "an allegation wherever it stands",
        "aimed": "an allegation beside somebody who can be identified",
        "said": "an allegation where it is said of somebody who can be identified",
        "deed": "an allegation where somebody who can be identified stands before it, and did it",
        "fate": "an allegation where somebody who can be identified stands before it, and met with it",
        "hedge": "a word such as “allegedly”, which changes nothing",
        "attribution": "names a court, the police or a tribunal, whose words are no allegation",
    },
    "politics": {
        "always": "asks for a vote or takes a side",
        "nickname": "a nickname for a party or its supporters",
        "party": "a party; no finding beside a neutral term or a year of the past",
        "leader": "somebody who leads one, likewise",
        "politician": "a politician, a finding beside an opinion",
        "government": "the government, a finding beside an opinion",
        "cause": "a contested cause, a finding beside an opinion or a stance",
        "opinion": "praise, blame or a claim",
        "stance": "for or against something",
        "neutral": "speaks of nominations, seats or results",
        "campaign": "launches a campaign, a finding before a poll",
        "office": "an elected office: quotations beside it are a finding before a poll",
    },
    "religion": {
        "always": "a belief asserted or judged",
        "faith": "a faith, a finding beside an opinion",
        "opinion": "praise or blame of a faith",
    },
    "tone": {
        "repeated": "scolds the reader for not having known",
        "brushed-off": "brushes the reader off",
        "ultimatum": "threatens or silences the reader",
        "defensive": "defends the council at the reader's cost",
        "blame": "blames or talks down to the reader",
        "opener": "adds heat",
        "contempt": "contempt where it is said of somebody or of a body",
    },
    "personal-contact": {HELPLINE: "a public helpline's number, which a post may give"},
    "personal-data": {
        "matter": "says of somebody what is private: “signed off with”",
        "condition": "a private matter behind a word of having: “has”, “with”",
        "described": "tells a person by job, kin or home",
        "tenure": "tells a person before a house number: “the tenant at”",
    },
    "confidential": {"always": "business that is kept to private session"},
    "commitment": {"always": "may bind the council"},
    "personal-view": {"always": "a personal view, unless it is quoted"},
    "advertising": {"always": "advertises, or is part of a chain letter"},
    "credit": {"always": "says that the work is somebody else's"},
    "children": {
        "picture": "speaks of a picture, a finding beside children",
        "minors": "children of a school, a club or a group",
        "consent": "speaks of consent, or of what shows no child; silences what is near",
        "notice": "announces something; silences a picture that only goes with the post",
        "alone": "tells where somebody goes alone, a finding beside one child",
        "child": "one child",
    },
    "court-proceedings": {
        "always": "prejudges a case wherever it stands",
        "verdict": "says who is guilty or what a court should do, a finding beside a case",
        "culprit": "says that somebody did it, a finding beside a case",
        "case": "speaks of an arrest, a charge or a court",
        "over": "says that a case is over, alleged, or seeks witnesses; silences what is near",
    },
    "predetermination": {
        "closed": "says how something will be decided, a finding beside a matter to decide",
        "matter": "speaks of an application, a licence, a grant or a meeting",
        "decided": "says that it was decided, or leaves it open; silences what is near",
    },
    "accuracy": {
        "always": "a rumour, a scare or false advice wherever it stands",
        "hearsay": "says that something is only heard, a finding beside a scare or a closure",
        "urge": "asks to pass it on, a finding beside a scare",
        "scare": "what people fear or pass on: a van, a jab",
        "closure": "that something closes or is sold, beside what is only heard",
        "figure": "a figure of crime, a finding without its source",
        "source": "says who says so; silences what is near",
    },
    "endorsement": {
        "always": "recommends somebody wherever it stands",
        "praise": "recommends, beside a trade",
        "warned": "warns against somebody, beside a trade",
        "trade": "a trade or a firm",
        "neutral": "a contract, an award, a warning by others; silences what is near",
    },
    "like-and-share": {
        "always": "makes a like, a share or a tag the way to win",
        "lure": "asks for a like, a share or a tag, a finding beside a prize",
        "prize": "speaks of a prize or a draw",
        "warning": "warns of such posts; silences what is near",
    },
    "third-party-content": {
        "always": "says that somebody else's work is given whole",
        "work": "a work of words, pictures or music, a finding beside a word of copying",
        "copied": "says that it is copied or given whole",
        "cleared": "says that it may be used; silences what is near",
    },
    "recruitment": {
        "criteria": "asks for an age, a sex or another protected characteristic, a finding beside a job",
        "private": "lets people apply by private message",
        "job": "speaks of a job",
        "advert": "advertises a job, a finding beside one without a closing date and a way to apply",
        "route": "says how or until when to apply; silences an advert",
        "genuine": "says that the law asks for it, or forbids it; silences what is near",
    },
    "impersonation": {
        "always": "speaks as somebody else, or for an account that is not what it seems",
        "councillor": "speaks as a councillor, in the first person",
    },
    "topic-scope": {name: f"speaks of {about}" for name, about in TOPICS.items()},
    "accessibility": {"link-words": "says nothing of where a link goes"},
    "plain-english": {
        "jargon": "an official word that has a plain one",
        "acronym": "an abbreviation to explain; the note says what it stands for",
    },
    "link": {
        "shortener": "a website of short links, which hide where they lead",
        "refused": "a website that a council refuses; none ships",
    },
}
"""The roles of each category, with what a term is or does that plays one."""

Selection = tuple[str, ...]
"""A category and some of its roles, as `TextView.terms` takes them."""

ANYBODY: Selection = (SHARED, "target", "identifiable")
"""People who can be insulted: you, they, a role, a party, "these people"."""

IDENTIFIABLE: Selection = (SHARED, "identifiable")
"""People and bodies that others can identify: a role, a party, he, the firm."""

SLURS: Selection = ("discrimination", "slur", AMBIGUOUS)
GROUPS: Selection = ("discrimination", "group", "mention", "slur", AMBIGUOUS)
"""Groups of people, by their own name or by a slur."""


@cache
def roles_of(category: str) -> Mapping[str, str]:
    """The roles that terms of a category may have."""
    return {**ROLES.get(category, {}), **EVERYWHERE}


@cache
@cache
def refuse_undeclared(category: str, roles: tuple[str, ...]) -> None:
    """Raise `ValueError` where a category has not all of the roles, so that no term could be found."""
    unknown = [role for role in roles if role not in roles_of(category)]
    if unknown:
        raise ValueError(f"no such role of {category}: {', '.join(unknown)}")


def every(category: str) -> Selection:
    """A category with all the roles of its own."""
    return (category, *ROLES[category])
