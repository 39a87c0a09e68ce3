"""Of whom the words before a contact speak: a body that is its subject or is rung, or somebody.

"The surgery is on" and "ring the surgery on" speak of the surgery. "The tenant above the surgery is on"
speaks of the tenant, and "seen by the surgery, ring" of nobody who is told: the surgery only says where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from smcheck.people import lists
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text import Span

JOINED = worded(r"(?:[\W_]|\b<contacts.joining>\b)*", re.IGNORECASE)
"""What may stand between two things that belong together: signs, and words such as "and"."""

SOMEBODY = worded(r"\b<contacts.somebody>\b", re.IGNORECASE)
"""A word for somebody in particular."""

_STAFFED_DESK = r"(?:(?:['’]s)? <contacts.at-desks>\b(?!['’]s))?"  # "school secretary"
_STAFFED = rf"(?P<body>\b(?:<contacts.bodies>|<contacts.desks>)\b{_STAFFED_DESK})"
_CLUB = r"(?P<club>(?<!-)\b<contacts.clubs>\b(?!-))"
_ANY_BODY = worded(rf"{_STAFFED}|{_CLUB}|\b<contacts.officers>\b", re.IGNORECASE)
_A = r"(?: <contacts.determiners>)?"
_FEW = r"(?: (?!<contacts.inviting>\b)[\w'’-]+){0,2}"
_PLACED = worded(rf"(?P<before>\w+)?\W*\b(?P<by><contacts.locating>){_A}{_FEW} $", re.IGNORECASE)
_HOURS = worded(r"(?: opening)? <contacts.hours>\b", re.IGNORECASE)
_NO_PLACE = worded(r"<contacts.no-places>", re.IGNORECASE)
_AT = worded(rf"\w.*?\b<contacts.within>{_A}{_FEW} $", re.IGNORECASE | re.DOTALL)
_SOMETHING_OF = worded(
    rf"\W*<contacts.determiners> (?!<contacts.rung>\b)[\w'’-]+(?: [\w'’-]+)?? of{_A}{_FEW} $", re.IGNORECASE
)
_RINGING = worded(r"\b<contacts.ringing>\b", re.IGNORECASE)
_TOLD_TO = worded(rf"\b<contacts.told-to>\b[^.!?;:]{{0,60}}?\bto{_A}{_FEW} $", re.IGNORECASE)
_CONDITION = worded(r"\b<contacts.conditions>\b[^,;:]*$", re.IGNORECASE)

_ONE = r"\b(?:<contacts.persons>|\w+<contacts.person-endings>)\b"
_MANY = r"\b(?:(?:<contacts.persons>|\w+<contacts.person-endings>)s|<contacts.persons-many>)\b"
_PERSON = worded(_ONE, re.IGNORECASE)
_PERSONS = worded(rf"(?!\b<contacts.of-bodies>\b){_MANY}", re.IGNORECASE)
_AT_DESK = worded(r"<contacts.at-desks>", re.IGNORECASE)
_HOLDER = worded(r"\b<contacts.holders>\b", re.IGNORECASE)
_DETERMINED = worded(r"\b<contacts.determiners>(?: [\w'’-]+)? $", re.IGNORECASE)
_ANYBODY = worded(r"\b<contacts.anybody>(?: [\w'’-]+)? $", re.IGNORECASE)
_ADDRESSED = worded(r"\b<contacts.being>(?: <contacts.determiners>)?(?: [\w'’-]+)? $", re.IGNORECASE)
_MODIFIER_WORD = r"(?!<contacts.determiners>\b|<contacts.linking>\b|<contacts.deeds>\b|\w+ed\b)[\w'’-]+"
_GOES_ON = r"<contacts.linking>|<contacts.joining>|<contacts.reached>|<contacts.deeds>|<contacts.finite>"
_OF_A_THING = worded(
    rf" (?!(?:<contacts.determiners>|{_GOES_ON})\b|\w+(?:ed|s|ing)\b)[\w-]+", re.IGNORECASE
)  # "the family room"
_MODIFIES = worded(rf"(?P<of>['’]s)?['’]?(?: {_MODIFIER_WORD}){{0,4}} ", re.IGNORECASE)
_SURNAMED = r"(?-i:(?: [A-Z][\w'’-]+){0,2})"  # a surname that no list knows
_LINKED = worded(
    rf"{_SURNAMED}['’]?\W*\b(?:<contacts.linking>)\b{_A}(?: {_MODIFIER_WORD}){{0,3}} ", re.IGNORECASE
)
_APPOSED = worded(
    rf"{_SURNAMED}\W*[,(–—:-]\W*(?:<contacts.linking> )?{_A.strip()} ?(?:{_MODIFIER_WORD} ){{0,2}}",
    re.IGNORECASE,
)
_BEGUN = worded(
    rf"(?P<comma>[,;:–—])(?: <contacts.going-on>)?{_A}(?: {_MODIFIER_WORD}){{0,3}} $", re.IGNORECASE
)
_FINITE = worded(r"\b(?:<contacts.finite>|\w+ed)\b", re.IGNORECASE)
_LINES = worded(r"(?:<contacts.lines>)", re.IGNORECASE)
_AT_ONCE = r"(?:['’]s?)?(?:[\W_]|\b(?:<contacts.joining>|<contacts.reached>)\b)*$"
_ITS_OWN = worded(rf"['’]s\b.*\b<contacts.rung>\b|{_AT_ONCE}", re.IGNORECASE)
_ONE_AT_ONCE = worded(rf"(?<!\bfor )\b<contacts.determiners>(?: [\w'’-]+)?? {_ONE}{_AT_ONCE}", re.IGNORECASE)
_MANY_AT_ONCE = worded(rf"(?<!\bfor )(?<!\bfor the ){_MANY}{_AT_ONCE}", re.IGNORECASE)
_TOLD_OF = worded(rf"\b<contacts.telling-of>(?: [\w'’-]+)?? (?P<one>{_ONE})", re.IGNORECASE)
_LIVES = worded(r"\b<contacts.lives>\b|\b<contacts.house-number> ?\d", re.IGNORECASE)
_CALLED = worded(r"\b<contacts.low-titles>\.? [a-z]{3,}", re.IGNORECASE)
_FAMILY = lazy(r"\b[Tt]he ([A-Z][a-z]+?)(?:s|es)\b")  # "the Smiths"
_PAREN = worded(rf"\s*\([^)\n]*\b(?:home|{_ONE}|<contacts.holders>)\b[^)\n]*\)", re.IGNORECASE)


class Spoken(NamedTuple):
    """Of whom the words of its sentence before a contact speak.

    `somebody` says that a person is the subject or rung. `body` is where the words of a body end that may
    be, else 0. `plainly` says that it is, and no club, whose number may be at a member's home; `officer` that
    it is only the holder of a post of one.
    """

    somebody: bool
    body: int = 0
    plainly: bool = False
    officer: bool = False


def spoken_of(before: str, names: Sequence[Span]) -> Spoken:
    """Of whom the words before a contact speak; `names` are the names of people among them."""
    bodies = [body for body in _ANY_BODY.finditer(before) if not _only_places(before, body)]
    if not bodies:
        return Spoken(_ONE_AT_ONCE.search(before) is not None or _called(before))
    last = bodies[-1]
    if _stands_behind(before[last.end() :]) or any(name.start >= last.end() for name in names):
        return Spoken(True)
    asked = _asked_from(before, last.start())
    scope = _last_clause(before[0 if asked is None else asked : last.start()])
    first = last.start() - len(scope)
    if _is_subject(scope, last[0], asked is not None) or any(
        _is_tied(before[name.end : last.start()]) for name in names if name.start >= first
    ):
        return Spoken(True)
    subject = asked is not None or not (_CONDITION.search(scope) or _is_about_something_else(scope))
    plainly = subject and last["club"] is None and not _has_something(before, last.end())
    return Spoken(False, last.end(), plainly, not (last["body"] or last["club"]))


def has_body(text: str) -> bool:
    """Whether a body stands in a text that does more than say where something is."""
    return any(not _only_places(text, body) for body in _ANY_BODY.finditer(text))


def tells_of_somebody(text: str) -> bool:
    """Whether a text tells of one certain person by what that person is: "the tenant"."""
    return _called(text) or any(
        not (_ADDRESSED.search(text, 0, told.start("one")) or _tells_which(text, told.end()))
        for told in _TOLD_OF.finditer(text)
    )


def put_to_somebody(behind: str) -> bool:
    """Whether the words right behind a contact give it to a person: "(verger, home)"."""
    return _PAREN.match(behind) is not None


def _only_places(before: str, body: re.Match[str]) -> bool:
    """Whether a body only says where something is: "above the shop"."""
    placed = _PLACED.search(before, max(0, body.start() - 60), body.start())
    if placed is None or _HOURS.match(before, body.end()):
        return False
    if placed["by"].casefold() != "by":
        return True
    done = (placed["before"] or "").casefold()
    return not (done.endswith("ed") or done in words_of("contacts.done-by") or _NO_PLACE.fullmatch(body[0]))


def _asked_from(before: str, end: int) -> int | None:
    """Where the words of those who are to be rung begin; None where nobody is asked to ring a body."""
    told = _TOLD_TO.search(before, 0, end)
    if told:
        return end
    return max((ringing.end() for ringing in _RINGING.finditer(before, 0, end)), default=None)


def _last_clause(scope: str) -> str:
    """The words before a body without a sentence that is whole before it: "the man was seen, the police"."""
    begun = _BEGUN.search(scope)
    return scope[begun.end("comma") :] if begun and _FINITE.search(scope, 0, begun.start()) else scope


def _stands_behind(tail: str) -> bool:
    """Whether a person stands between a body and the contact: "the shop owner on"."""
    if _HOLDER.search(tail) or SOMEBODY.search(tail) or _LIVES.search(tail) or _called(tail):
        return True
    for one in _PERSON.finditer(tail):
        if not (_ANYBODY.search(tail, 0, one.start()) or _OF_A_THING.match(tail, one.end())):
            return True
    return _MANY_AT_ONCE.search(tail) is not None


def _is_subject(scope: str, body: str, asked: bool) -> bool:
    """Whether a person is the subject of the words before a body: "the tenant of", "the farmer who owns".

    Where a reader is `asked` to ring, "a doctor at" is anybody there who answers.
    """
    if _called(scope) and _is_tied(scope[_end_of_call(scope) :]):
        return True
    if not asked and SOMEBODY.search(scope) and _AT.fullmatch(scope):
        return True
    certain = [
        one
        for one in _HOLDER.finditer(scope)
        if _DETERMINED.search(scope, 0, one.start()) and not _AT_DESK.fullmatch(one[0])
    ]
    for one in (*certain, *_PERSON.finditer(scope)):
        anybody = _ADDRESSED.search(scope, 0, one.start()) or (
            asked and _ANYBODY.search(scope, 0, one.start())
        )
        if not (anybody or _OF_A_THING.match(scope, one.end()) or _tells_which(scope + body, one.end())):
            return True
    return any(_LINKED.fullmatch(scope, many.end()) for many in _PERSONS.finditer(scope))


def _tells_which(text: str, end: int) -> bool:
    """Whether a word for somebody only tells which body it is: "the tenant support line"."""
    for body in _ANY_BODY.finditer(text, end):
        found = _MODIFIES.fullmatch(text, end, body.start())
        if found and not (found["of"] and _LINES.fullmatch(body[0])):
            return True
    return False


def _is_tied(between: str) -> bool:
    """Whether the words between a name and a body put the person there: "Sam at the church"."""
    return _LINKED.fullmatch(between) is not None or _APPOSED.fullmatch(between) is not None


def _called(text: str) -> bool:
    return _end_of_call(text) > 0


def _end_of_call(text: str) -> int:
    """Where the last person ends who is called by a title in small letters or as a family; 0 for none."""
    families = (one.end() for one in _FAMILY.finditer(text) if _is_family(one[1].casefold()))
    return max((*(one.end() for one in _CALLED.finditer(text)), *families), default=0)


def _is_family(name: str) -> bool:
    other = name in lists.things() or name in lists.places() or _PERSON.fullmatch(name) is not None
    return name in lists.surnames() and not (other or name in words_of("contacts.members"))


def _is_about_something_else(scope: str) -> bool:
    """Whether the body that follows is only where or whose something is: "a concert at", "the head of"."""
    if _SOMETHING_OF.fullmatch(scope):
        return True
    return _AT.fullmatch(scope) is not None and not JOINED.fullmatch(scope)


def _has_something(before: str, end: int) -> bool:
    """Whether something of a body's is spoken of that is no number or desk: "the school's rabbit is on"."""
    return before[end : end + 2] in ("'s", "’s") and not _ITS_OWN.match(before, end)
