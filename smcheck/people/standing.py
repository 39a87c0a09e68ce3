"""What sort of mention a name is that nobody of the roster bears."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from smcheck.people.childhood import AGED, NUMBERED_YEAR, OF_AGE
from smcheck.settings.patterns import lazy
from smcheck.text import Span, TextView
from smcheck.text.words import worded


class Standing(StrEnum):
    """What sort of mention a name is."""

    ROSTER = "roster"
    PRIVATE = "private"
    PUBLIC_FIGURE = "public-figure"
    HISTORICAL = "historical"
    NOT_A_PERSON = "not-a-person"


class ReasonedStanding(NamedTuple):
    """A standing and, where it is not plain, its reason in a few words."""

    standing: Standing
    why: str = ""


CREDITED = ReasonedStanding(Standing.PUBLIC_FIGURE, "credited")
IN_OFFICE = ReasonedStanding(Standing.PUBLIC_FIGURE, "in a public role")
CLERGY = ReasonedStanding(Standing.PUBLIC_FIGURE, "one of the clergy")
POLICE = ReasonedStanding(Standing.PUBLIC_FIGURE, "one of the police")
CANDIDATE = ReasonedStanding(Standing.PRIVATE, "a candidate")
CHILD = ReasonedStanding(Standing.PRIVATE, "a child")
DEAD = ReasonedStanding(Standing.PRIVATE, "said to have died")
GREETED = ReasonedStanding(Standing.PRIVATE, "greeted by name")

_BEFORE = 60  # code points before a name in which an office or a credit may stand
_REACH = 300  # code points about a name in which its sentence is read
_SECRETARY = r"Secretary(?: of State)?(?: for [A-Z][\w ]{2,30})?"
_OFFICE = rf"(?<![\w.:])(?:<standing.offices-before>|{_SECRETARY})(?: of [A-Z]\w+)?"  # "Duke of Kent"
_OFFICE_BEFORE = worded(rf"{_OFFICE},? (?:the )?(?:<standing.styles> )*$")
_OF_PARLIAMENT = r",? (?:<standing.of-us> )*<standing.members-of>\b"  # ", our local MP"
_OF_GOVERNMENT = r",? (?:the )?<standing.government>"
_OF_COUNTY = r",? (?:the |our )?<standing.county>"
_OFFICE_AFTER = worded(rf"{_OF_PARLIAMENT}|{_OF_GOVERNMENT}|{_OF_COUNTY}")
_CREDITED_TO = r"\b<standing.credited>(?: credit)?(?: by|:| ?©| courtesy of)\s*$"  # "Photo credit: "
_MADE_BY = r"\b<standing.works>[^.!?\n]{0,30} <standing.making> by $"  # "the mural painted by "
_SIGNED = r"(?:©|📷:?|📸:?)\s*$"
_CREDIT = worded(rf"{_CREDITED_TO}|{_MADE_BY}|{_SIGNED}", re.IGNORECASE)
_YEAR = r"(?:1[0-8]\d\d|19[0-3]\d|194[0-5])"
_IN_YEAR = rf"\b<standing.before-years> {_YEAR}s?\b"
_LIVED = rf"[(–-] ?(?:<standing.lived> |[bdc]\. ?)?{_YEAR}\b|\b{_YEAR} ?[–-] ?1\d\d\d\b"  # "(1842-1910)"
_IN_THAT_YEAR = worded(rf",? (?:in )?{_YEAR}\b")  # "Jo Example, 1915"
_CENTURY = r"\b\d\d?(?:th|st)[- ]centur(?:y|ies)\b"
_PAST = worded(rf"{_IN_YEAR}|{_LIVED}|{_CENTURY}", re.IGNORECASE)
_ERA_BEFORE = worded(r"\b<standing.eras>(?: [a-z]+){0,2} $")
_WAR = worded(r"\b<standing.wars>\b", re.IGNORECASE)
_FALLEN = worded(r"\b<standing.fallen>\b", re.IGNORECASE)
_LATE = lazy(r"\b(?:[Tt]he late (?:[a-z]+ )?|[Oo]ur late (?:[a-z]+ ){0,2})(?:[A-Z]\w+\.? ){0,2}$")
_ALSO_NAMED = r"(?:(?!\b<standing.not-the-dead>\b)[^.!?\n])*"  # others whose death is told, before this one
_DEATH_OF = worded(rf"\b<standing.deaths> (?:[\w’']+ ){{0,4}}?(?:of|for) {_ALSO_NAMED}$", re.IGNORECASE)
_MOURNED_AS = worded(r"\b<standing.mourning>[,:]? (?:[A-Z]\w+\.? ){0,2}$", re.IGNORECASE)
_SAID_OF = r"(?:, [^.,!?\n]{1,50}, who)?(?:,? (?:<standing.before-died>|aged \d+|\(\w+\)))*"
_DIED = worded(rf"{_SAID_OF},? (?:was [^.!?,:;\n]{{1,60}} and )?<standing.died>\b")
_LIFETIME = lazy(r",? \(?((?:19|20)\d\d) ?[–-] ?((?:19|20)\d\d)\b")  # "Jo Example (1950–2023)"
_SHORTEST_LIFE = 45  # years; fewer may be those of somebody's service
_CLERGY_BEFORE = worded(r"(?<![\w.:])<standing.clergy>,? (?:the )?(?:<standing.clergy> |Dr )*$")
_CLERGY_BEHIND = worded(r",? (?:(?:the|our|your|a) )?(?:[a-z]+ )?<standing.clergy-behind>\b(?! [A-Z])")
_POLICE_BEFORE = worded(r"(?<![\w.:])<standing.police>,?(?: \d{1,6})? $")  # "PC 1234 Example"
_POLICE_BEHIND = worded(r",? (?:(?:the|our|your|a) )?(?:[a-z]+ )?<standing.police-behind>\b(?! [A-Z\d])")
_CANDIDATE_BEFORE = lazy(r"(?<!successful )\b[Cc]andidate,? $")
_CANDIDATE_BEHIND = lazy(r", (?:the |our |your )?(?:[\w-]+ ){0,3}?candidate\b")
_CHILD_BEFORE = worded(rf"{OF_AGE}(?: \w+)?,? $")
_BY_CLASS = rf",? \(?(?:(?:from|of|in) )?{NUMBERED_YEAR}"
_BY_SCHOOL = r", (?:an? |our )?(?:[a-z]+ )?(?i:<children.pupils>)\b(?! [A-Z])"
_CHILD_BEHIND = worded(rf"{AGED}|{_BY_CLASS}|{_BY_SCHOOL}")
_GREETING = worded(
    r"^[ \t]*<standing.greetings>,? (?:[A-Z]\w+(?:,| and| &) )?(?:<titles.honorifics>\.? (?:(?:and|&) )?)*$",
    re.MULTILINE,
)
_NOT_GREETED = lazy(r"['’]|, \d")  # "Dear Jo's neighbours", "Hello Jo, 10, who …"
_PET_BEFORE = worded(r"\b<standing.pet-of> (?:\w+ )?<standing.pets>,? (?:(?:called|named) )?$", re.IGNORECASE)
_PET_BEHIND = worded(r",? (?:the|our|a) (?:\w+ )?<standing.pets>\b(?! <standing.pet-people>)", re.IGNORECASE)
_MOURNED = 160  # code points before a name in which its bearer's death may be told


def has_died(view: TextView, name: Span) -> bool:
    """Whether the sentence of a name says that its bearer is dead."""
    raw, (start, end) = view.raw, name
    before = max(view.sentence_at(start).start, start - _MOURNED)
    told_before = any(pattern.search(raw, before, start) for pattern in (_LATE, _DEATH_OF, _MOURNED_AS))
    return told_before or _DIED.match(raw, end) is not None or _lived_until(raw, end)


def _lived_until(raw: str, end: int) -> bool:
    """Whether the years of a whole life stand behind a name."""
    years = _LIFETIME.match(raw, end)
    return years is not None and int(years[2]) - int(years[1]) >= _SHORTEST_LIFE


def private_standing(view: TextView, name: Span) -> ReasonedStanding:
    """How the name of somebody is meant who is no public figure, such as a councillor's."""
    raw, (start, end) = view.raw, name
    near = max(0, start - _BEFORE)
    if has_died(view, name):
        return DEAD
    if _CANDIDATE_BEFORE.search(raw, near, start) or _CANDIDATE_BEHIND.match(raw, end):
        return CANDIDATE
    if _CHILD_BEFORE.search(raw, near, start) or _CHILD_BEHIND.match(raw, end):
        return CHILD
    return GREETED if _is_greeted(raw, name) else ReasonedStanding(Standing.PRIVATE)


def _is_greeted(raw: str, name: Span) -> bool:
    """Whether a line begins with a greeting of this name: "Dear Mrs Example"."""
    start, end = name
    line = raw.rfind("\n", 0, start) + 1
    return _GREETING.search(raw, line, start) is not None and not _NOT_GREETED.match(raw, end)


def standing_of(view: TextView, name: Span) -> ReasonedStanding:
    """How a person's name is meant, by what stands about it."""
    raw, (start, end) = view.raw, name
    if _CREDIT.search(raw, max(0, start - _BEFORE), start):
        return CREDITED
    if _PET_BEFORE.search(raw, max(0, start - _BEFORE), start) or _PET_BEHIND.match(raw, end):
        return ReasonedStanding(Standing.NOT_A_PERSON, "an animal, or a thing that is named like one")
    if _is_greeted(raw, name):
        return GREETED
    if (_OFFICE_BEFORE.search(raw, max(0, start - _BEFORE), start) or _OFFICE_AFTER.match(raw, end)) and (
        not has_died(view, name)
    ):
        return IN_OFFICE
    sentence = view.sentence_at(start)
    near = (max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
    if (
        _ERA_BEFORE.search(raw, max(0, start - _BEFORE), start)
        or _PAST.search(raw, *near)
        or _IN_THAT_YEAR.match(raw, end)
        or (_WAR.search(raw, *near) and _FALLEN.search(raw, *near))
    ):
        return ReasonedStanding(Standing.HISTORICAL, "of the past")
    if has_died(view, name):
        return DEAD
    return _at_work(raw, name) or private_standing(view, name)


def _at_work(raw: str, name: Span) -> ReasonedStanding | None:
    """The standing of somebody who is named as a member of the clergy or the police."""
    near, (start, end) = max(0, name.start - _BEFORE), name
    if _CLERGY_BEFORE.search(raw, near, start) or _CLERGY_BEHIND.match(raw, end):
        return CLERGY
    if _POLICE_BEFORE.search(raw, near, start) or _POLICE_BEHIND.match(raw, end):
        return POLICE
    return None
