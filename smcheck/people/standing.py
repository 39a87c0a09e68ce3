"""What sort of mention a name is that nobody of the roster bears."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from smcheck.people.childhood import AGED, NUMBERED_YEAR, OF_AGE
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text import Span, TextView


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
_SAID_BESIDES = r"(?:who(?:se)?|is|who['’]s) <standing.at-home>\b"
_NO_MERE_CREDIT = worded(rf",? (?:{_SAID_BESIDES}|aged \d|(?:of|from|at) \d)")
_CREDIT = worded(rf"{_CREDITED_TO}|{_MADE_BY}|{_SIGNED}", re.IGNORECASE)
_YEAR = r"(?:1[0-8]\d\d|19[0-3]\d|194[0-5])"
_OF_STYLE = r"(?![’']?s?[- ](?:<standing.styled>)\b)"  # "in 1940s dress" is today's
_IN_YEAR = rf"\b<standing.before-years> {_YEAR}s?\b{_OF_STYLE}"
_LIVED = rf"[(–-] ?(?:<standing.lived> |[bdc]\. ?)?{_YEAR}\b|\b{_YEAR} ?[–-] ?1\d\d\d\b"  # "(1842-1910)"
_IN_THAT_YEAR = worded(rf",? (?:in )?{_YEAR}\b{_OF_STYLE}")  # "Jo Example, 1915"
_CENTURY = r"\b\d\d?(?:th|st)[- ]centur(?:y|ies)\b"
_PAST = worded(rf"{_IN_YEAR}|{_LIVED}|{_CENTURY}", re.IGNORECASE)
_ERA_BEFORE = worded(r"\b<standing.eras>(?: [a-z]+){0,2} $")
_WAR = worded(r"\b<standing.wars>\b", re.IGNORECASE)
_FALLEN = worded(r"\b<standing.fallen>\b(?! <standing.not-fallen>\b)", re.IGNORECASE)
_AT_MEMORIAL = worded(r"\b<standing.memorials>\b", re.IGNORECASE)
_LISTED_ON = r"\b<standing.listed> (?:on|upon) (?:[\w’'-]+ ){0,4}memorial\b"
_ON_MEMORIAL = worded(rf"\b<standing.killed>\b|{_LISTED_ON}", re.IGNORECASE)
_IN_RANKS = worded(r"\b<standing.ranks>\.? (?:[A-Z]\w*\.? ){0,2}$")
_RANKED = worded(r"<standing.ranks>\.? [A-Z]")
_LATE_WORD = r"(?!<standing.late-things>\b)[a-z]+ "  # "our late running Jo" is late, and no more
_LATE_ONE = rf"(?:[Tt]he late (?:{_LATE_WORD})?|[Oo]ur late (?:{_LATE_WORD}){{0,2}})"
_LATE = worded(rf"\b{_LATE_ONE}(?:[A-Z]\w+\.? ){{0,2}}$")
_LATE_AGAIN = worded(r"[^.!?\n]{0,20}\b<standing.coming> (?:[a-z]+ ){0,3}late\b")
_ALSO_NAMED = r"(?:(?!\b<standing.not-the-dead>\b)[^.!?\n])*"  # others whose death is told, before this one
_DEATH_OF = worded(rf"\b<standing.deaths> (?:[\w’']+ ){{0,4}}?(?:of|for) {_ALSO_NAMED}$", re.IGNORECASE)
_MOURNED_AS = worded(r"\b<standing.mourning>[,:]? (?:[A-Z]\w+\.? ){0,2}$", re.IGNORECASE)
_SAID_OF = r"(?:, [^.,!?\n]{1,50}, who)?(?:,? (?:<standing.before-died>|aged \d+|\(\w+\)))*"
_HAS_DIED = r"<standing.died>\b(?! <standing.not-of-death>\b)"  # none "died her hair"
_DIED = worded(rf"{_SAID_OF},? (?:was [^.!?,:;\n]{{1,60}} and )?{_HAS_DIED}")
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
_LINE_OR_SENTENCE = r"(?:^|[\n.!?…])[ \t]*"
_TITLES = r"(?:<titles.honorifics>\.? )?"
_CALLED_FIRST = worded(rf"{_LINE_OR_SENTENCE}(?:<standing.before-vocatives>,? )?{_TITLES}$", re.IGNORECASE)
_OF_THEM = r"\d|<standing.of-somebody>\b|<standing.appositions> [^\n.!?,]{1,50}, [a-z]"  # ", our clerk, was"
_OTHERS = r"[A-Z][\w’'-]*(?:, | and )"  # "Jo, Sam and Alex came"
_SPOKEN_TO = worded(rf"(?:,|[ \t]*[-–—:])(?=[ \t\n])(?![ \t]+(?:{_OF_THEM}|{_OTHERS}))")
_AT_THE_END = lazy(r"[ \t]*(?:[.!?…]|\n|$)")
_PAUSE = worded(rf"(?:, |\b<standing.before-vocatives> ){_TITLES}$", re.IGNORECASE)
_PET_BEFORE = worded(r"\b<standing.pet-of> (?:\w+ )?<standing.pets>,? (?:(?:called|named) )?$", re.IGNORECASE)
_DOES_AS_PEOPLE = r",? (?:who )?<standing.peoples-doings>\b"  # "the bus, Jo said, was late"
_NO_PET = worded(_DOES_AS_PEOPLE)
_IS_PET = r",? (?:the|our|a) (?:\w+ )?<standing.pets>\b(?! <standing.pet-people>)"
_PET_BEHIND = worded(rf"{_IS_PET}(?!{_DOES_AS_PEOPLE})", re.IGNORECASE)
_MOURNED = 160  # code points before a name in which its bearer's death may be told


def has_died(view: TextView, name: Span) -> bool:
    """Whether the sentence of a name says that its bearer is dead."""
    raw, (start, end) = view.raw, name
    before = max(view.sentence_at(start).start, start - _MOURNED)
    is_late = _LATE.search(raw, before, start) is not None and _LATE_AGAIN.match(raw, end) is None
    told_before = any(pattern.search(raw, before, start) for pattern in (_DEATH_OF, _MOURNED_AS))
    return is_late or told_before or _DIED.match(raw, end) is not None or _lived_until(raw, end)


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


def is_called(raw: str, name: Span, *, is_greeted: bool) -> bool:
    """Whether a message speaks to whoever bears a name, and not of them: "Jo, the bins are on Monday".

    `is_greeted` says that it has greeted them: by then they are called at the end of a sentence, and in full.
    """
    near = max(0, name.start - _BEFORE)
    if _CALLED_FIRST.search(raw, near, name.start) and _SPOKEN_TO.match(raw, name.end):
        return is_greeted or " " not in raw[slice(*name)]
    return is_greeted and bool(_AT_THE_END.match(raw, name.end) and _PAUSE.search(raw, near, name.start))


def standing_of(view: TextView, name: Span) -> ReasonedStanding:
    """How a person's name is meant, by what stands about it."""
    raw, (start, end) = view.raw, name
    if _CREDIT.search(raw, max(0, start - _BEFORE), start) and not _NO_MERE_CREDIT.match(raw, end):
        return CREDITED
    if _is_pet(raw, name):
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
        or _has_fallen(raw, name, near)
    ):
        return ReasonedStanding(Standing.HISTORICAL, "of the past")
    if has_died(view, name):
        return DEAD
    return _at_work(raw, name) or private_standing(view, name)


def _is_pet(raw: str, name: Span) -> bool:
    """Whether an animal, or a thing that has a name, bears the name, and no person with one beside them."""
    if _PET_BEHIND.match(raw, name.end):
        return True
    return _PET_BEFORE.search(raw, max(0, name.start - _BEFORE), name.start) is not None and not (
        _NO_PET.match(raw, name.end) or _CHILD_BEHIND.match(raw, name.end)
    )


def _has_fallen(raw: str, name: Span, near: tuple[int, int]) -> bool:
    """Whether the words near a name tell of a war, and of somebody who was in it.

    Beside a place that is called after one, such as a memorial, plainer words are asked for.
    """
    before = max(near[0], name.start - _BEFORE)
    in_ranks = bool(_RANKED.match(raw, name.start) or _IN_RANKS.search(raw, before, name.start))
    if _WAR.search(raw, *near) and (in_ranks or _FALLEN.search(raw, *near)):
        return True
    return _AT_MEMORIAL.search(raw, *near) is not None and (in_ranks or bool(_ON_MEMORIAL.search(raw, *near)))


def _at_work(raw: str, name: Span) -> ReasonedStanding | None:
    """The standing of somebody who is named as a member of the clergy or the police."""
    near, (start, end) = max(0, name.start - _BEFORE), name
    if _CLERGY_BEFORE.search(raw, near, start) or _CLERGY_BEHIND.match(raw, end):
        return CLERGY
    if _POLICE_BEFORE.search(raw, near, start) or _POLICE_BEHIND.match(raw, end):
        return POLICE
    return None
