"""What sort of mention a name is that nobody of the roster bears."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text import Span, TextView


class Judgement(StrEnum):
    """What sort of mention a name is."""

    ROSTER = "roster"
    PRIVATE = "private"
    PUBLIC_FIGURE = "public-figure"
    HISTORICAL = "historical"
    NOT_A_PERSON = "not-a-person"


class Judged(NamedTuple):
    """A judgement and, where it is not plain, its reason in a few words."""

    judgement: Judgement
    why: str = ""


CREDITED = Judged(Judgement.PUBLIC_FIGURE, "credited")

_BEFORE = 60  # code points before a name in which an office or a credit may stand
_REACH = 300  # code points about a name in which its sentence is read
_OFFICE_BEFORE = lazy(
    r"(?<![\w.:])(?:Prime Minister|First Minister|President|Chancellor"
    r"|Secretary(?: of State)?(?: for [A-Z][\w ]{2,30})?"
    r"|Minister|King|Queen|Prince|Princess|Duke|Duchess|Earl|Countess|Baroness|Lord[- ]Lieutenant|Pope"
    r"|High Sheriff|(?:Arch)?[Bb]ishop|Ambassador|Commissioner|Chief Constable|Governor|Senator|HRH|HM|PM|MP"
    r"|MSP|MLA)"
    r"(?: of [A-Z]\w+)?,? (?:the )?(?:Rt\.? Hon\.? |Sir |Dame |Lord |Lady |HRH )*$"
)
_OFFICE_AFTER = lazy(
    r",? (?:our |your |the |local )*(?:MP|MSP|MS|MLA|TD|MEP|PCC)\b"
    r"|,? (?:the )?(?:Prime Minister|Leader of the Opposition|(?:Home|Foreign) Secretary|Chancellor of the)"
    r"|,? (?:the |our )?(?:Lord[- ]Lieutenant|High Sheriff|Chief Constable|Police (?:and|&) Crime)"
)
_CREDIT = lazy(
    r"\b(?:photo(?:graph)?s?|pics?|pictures?|images?|artwork|illustrations?|poem|mural|design|credits?|copyright)"
    r"(?: credit)?(?: by|:| ?©| courtesy of)\s*$"
    r"|\b(?:photo|pic|image|artwork|mural|poem|poster|book|story|song|portrait)[^.!?\n]{0,30}"
    r" (?:taken|drawn|painted|written|composed|designed|illustrated|made) by $|(?:©|📷:?|📸:?)\s*$",
    re.IGNORECASE,
)
_YEAR = r"(?:1[0-8]\d\d|19[0-3]\d|194[0-5])"
_PAST = lazy(
    rf"\b(?:in|of|circa|c\.|since|born|died|between|and|during|the|around|about|early|late|mid) {_YEAR}s?\b"
    rf"|[(–-] ?(?:born |died |b\. ?|d\. ?|c\. ?)?{_YEAR}\b|\b{_YEAR} ?[–-] ?1\d\d\d\b"
    r"|\b\d\d?(?:th|st)[- ]centur(?:y|ies)\b",
    re.IGNORECASE,
)
_ERA_BEFORE = lazy(r"\b(?:Victorian|Edwardian|Tudor|Elizabethan|Jacobean|medieval)(?: [a-z]+){0,2} $")
_WAR = lazy(
    r"\b(?:World War|WW[12]|WWII?|Great War|Somme|Ypres|Passchendaele|Dunkirk|D-Day|Normandy|war memorial"
    r"|Waterloo|Trafalgar|Crimea)\b",
    re.IGNORECASE,
)
_FALLEN = lazy(
    r"\b(?:fell|fallen|killed|died|lost|served|serving|private|corporal|sergeant|lieutenant|gunner|rifleman"
    r"|remember(?:s|ed|ing)?|buried|gave|fought|flew|sailed)\b",
    re.IGNORECASE,
)


def judge_person(view: TextView, name: Span) -> Judged:
    """How a person's name is meant, by what stands about it."""
    raw, (start, end) = view.raw, name
    if _CREDIT.search(raw, max(0, start - _BEFORE), start):
        return CREDITED
    if _OFFICE_BEFORE.search(raw, max(0, start - _BEFORE), start) or _OFFICE_AFTER.match(raw, end):
        return Judged(Judgement.PUBLIC_FIGURE, "in a public role")
    sentence = view.sentence_at(start)
    near = (max(sentence.start, start - _REACH), min(sentence.end, end + _REACH))
    if (
        _ERA_BEFORE.search(raw, max(0, start - _BEFORE), start)
        or _PAST.search(raw, *near)
        or (_WAR.search(raw, *near) and _FALLEN.search(raw, *near))
    ):
        return Judged(Judgement.HISTORICAL, "of the past")
    return Judged(Judgement.PRIVATE)
