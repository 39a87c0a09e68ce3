"""What sort of mention a name is that nobody of the roster bears."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

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
DEAD = ReasonedStanding(Standing.PRIVATE, "said to have died")

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
_LATE = worded(r"\b[Tt]he late (?:[A-Z]\w+ ){0,2}$")
_DEATH_OF = worded(r"\b<standing.deaths> (?:[\w’']+ ){0,4}?of [^.!?\n]*$", re.IGNORECASE)
_SAID_OF = r"(?:, [^.,!?\n]{1,50}, who)?(?:,? (?:<standing.before-died>|aged \d+|\(\w+\)))*"
_DIED = worded(rf"{_SAID_OF},? (?:was [^.!?,:;\n]{{1,60}} and )?<standing.died>\b")
_PET_BEFORE = worded(r"\b<standing.pet-of> (?:\w+ )?<standing.pets>,? (?:(?:called|named) )?$", re.IGNORECASE)
_PET_BEHIND = worded(r",? (?:the|our|a) (?:\w+ )?<standing.pets>\b(?! <standing.pet-people>)", re.IGNORECASE)
_MOURNED = 160  # code points before a name in which its bearer's death may be told


def has_died(view: TextView, name: Span) -> bool:
    """Whether the sentence of a name says that its bearer is dead."""
    raw, (start, end) = view.raw, name
    before = max(view.sentence_at(start).start, start - _MOURNED)
    told_before = _LATE.search(raw, before, start) or _DEATH_OF.search(raw, before, start)
    return (told_before or _DIED.match(raw, end)) is not None


def private_standing(view: TextView, name: Span) -> ReasonedStanding:
    """How the name of somebody is meant who is no public figure, such as a councillor's."""
    return DEAD if has_died(view, name) else ReasonedStanding(Standing.PRIVATE)


def standing_of(view: TextView, name: Span) -> ReasonedStanding:
    """How a person's name is meant, by what stands about it."""
    raw, (start, end) = view.raw, name
    if _CREDIT.search(raw, max(0, start - _BEFORE), start):
        return CREDITED
    if _PET_BEFORE.search(raw, max(0, start - _BEFORE), start) or _PET_BEHIND.match(raw, end):
        return ReasonedStanding(Standing.NOT_A_PERSON, "an animal, or a thing that is named like one")
    if _OFFICE_BEFORE.search(raw, max(0, start - _BEFORE), start) or _OFFICE_AFTER.match(raw, end):
        return ReasonedStanding(Standing.PUBLIC_FIGURE, "in a public role")
    sentence = view.sentence_at(start)
    near = (max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
    if (
        _ERA_BEFORE.search(raw, max(0, start - _BEFORE), start)
        or _PAST.search(raw, *near)
        or _IN_THAT_YEAR.match(raw, end)
        or (_WAR.search(raw, *near) and _FALLEN.search(raw, *near))
    ):
        return ReasonedStanding(Standing.HISTORICAL, "of the past")
    return private_standing(view, name)
