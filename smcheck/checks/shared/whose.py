"""Whose a contact is: the council's, an organisation's, a person's, or not told.

What an organisation publishes of itself is no personal data. The words around a contact tell: a landline is a
body's where the body is the subject of its sentence or is rung ("the surgery's number is", "ring the surgery
on"), and a person's where a person is, whatever body stands beside that person ("the tenant above the surgery
is on", "Dave at the surgery"). A mobile is the person's in any case.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smcheck.checks.shared.context import Context
from smcheck.checks.shared.rung import (
    JOINED,
    SOMEBODY,
    Spoken,
    has_body,
    put_to_somebody,
    spoken_of,
    tells_of_somebody,
)
from smcheck.people import lists
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text import Span, TextView

_BODY = r"\b(?:<contacts.bodies>|<contacts.desks>)\b"
_ONE_BREATH = r"(?:['’]s)?(?:(?!\b<contacts.turning>\b)[^.!?\d]){0,40}"
_IN_ONE_BREATH = worded(_ONE_BREATH, re.IGNORECASE)
_BODIES = worded(_BODY, re.IGNORECASE)
_AT_ONCE = worded(rf"{_BODY}(?:['’]s)?(?:[\W_]|\b(?:<contacts.joining>|<networks.names>)\b)*$", re.IGNORECASE)
_LABEL = worded(r"(?:(?:^|\n)[\W_]*|\d\W{0,3})<contacts.labels>\W*$", re.IGNORECASE)  # "Desk:", of a card
_OURSELVES = worded(rf"(?:\b(?P<of>\w+) )?\b(?P<us><contacts.ourselves>)\b{_ONE_BREATH}$", re.IGNORECASE)
_WE = worded(r"\b<contacts.we>\b", re.IGNORECASE)
_ROLE = worded(r"\b(?:<contacts.officers>|<contacts.holders>)\b", re.IGNORECASE)
_OWN = worded(r"\b<contacts.ones-own>\b", re.IGNORECASE)
_TITLED = worded(r"\b<titles.honorifics>\.? [A-Z][\w'’-]*")
_SERVICE = worded(r"\b<contacts.services>\b", re.IGNORECASE)
_GOES_ON = worded(r"\s*<contacts.referring>\b", re.IGNORECASE)
_NOT_SHORTENED = r"(?<!\b(?i:<contacts.shortened-three>))(?<!\b(?i:<contacts.shortened-two>))"
_ENDED = worded(rf"{_NOT_SHORTENED}[.!?][\"'”’)]*\s+(?=[^a-z\s])|\n\s*(?:\n|[-–•*▪●]\s)")
_CONTACT = lazy(r"[\w.+-]+@[\w.-]+|\+?\d[\d ()-]{5,}\d")
_BREAK = lazy(r"[.!?](?:\s|$)|\n|\d{3}")
_SAYS = worded(r"[\W_]|\b(?:text)?<contacts.inviting>\b|\b<contacts.joining>\b", re.IGNORECASE)
_LONGEST_LABEL = 24  # code points
_REACH, _BEHIND, _OWN_BEHIND = 90, 40, 24  # code points
_MOST_IN_A_ROW = 3  # contacts of the same


class Whose(StrEnum):
    """Whose a contact is, as far as the words around it tell."""

    COUNCIL = "council"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a contact is.

    `named` says that a body stands right before it and nobody beside it. `elsewhere` says that it stands for
    somebody else's service, so that the council's own is no use in its place.
    """

    whose: Whose
    named: bool = False
    elsewhere: bool = False

    @property
    def published(self) -> bool:
        """Whether it is plainly an organisation's, which is no personal data."""
        return self.whose is Whose.ORGANISATION and self.named

    @property
    def of_body(self) -> bool:
        """Whether it is an organisation's or the council's, as far as the words tell."""
        return self.whose in (Whose.ORGANISATION, Whose.COUNCIL)

    def advice(self, what: str, own: str) -> str:
        """What to do about it; `what` is the kind of contact ("number"), `own` the council's or empty."""
        partner = f"If it is an organisation's published {what}, add it to {{we}}'s partners."
        if self.elsewhere:
            return partner if self.whose is not Whose.PERSON else f"Give the organisation's published {what}."
        ours = f"Give {{we}}'s {what}, {own}." if own else f"Give {{we}}'s own {what} instead."
        if self.whose is Whose.PERSON:
            return ours
        listed = f"If it is {{we}}'s as well, list it with its own {what}s."
        return f"{ours} {listed if self.whose is Whose.COUNCIL else partner}"

    def instead(self, own: str) -> str:
        """The council's own contact where it may stand in the place of this one; else nothing."""
        return "" if self.elsewhere else own


class _Near(NamedTuple):
    """The words about a contact that may say whose it is.

    `before` are those of its sentence, from `start`, `wide` those of earlier ones too, from `lowest`; those
    behind it end at `end`.
    """

    lowest: int
    wide: str
    before: str
    start: int
    behind: str
    end: int


def holder_of(context: Context, span: Span, *, mobile: bool = False) -> Holder:
    """Whose the contact at a stretch of the draft is; of a mobile more is asked to be an organisation's."""
    near = _near(context.text, span)
    ours = _speaks_of_council(context, near.before)
    elsewhere = not ours and not _WE.search(near.before) and _BODIES.search(near.before) is not None
    if (
        _OWN.search(near.before)
        or _OWN.search(near.behind[:_OWN_BEHIND])
        or put_to_somebody(context.text.raw[span.end : span.end + _BEHIND])
    ):
        return Holder(Whose.PERSON, elsewhere=elsewhere)
    told = _of_mobile if mobile else _of_landline
    whose, named = told(context, near, ours=ours)
    if whose is Whose.UNKNOWN and SOMEBODY.search(context.text.raw, near.lowest, span.start):
        whose = Whose.PERSON
    if whose is Whose.ORGANISATION and not named and not elsewhere:
        elsewhere = has_body(near.wide + near.behind)
    return Holder(whose, named, elsewhere or (named and whose is Whose.ORGANISATION))


def _of_mobile(context: Context, near: _Near, *, ours: bool) -> tuple[Whose, bool]:
    """Whose a mobile is: a body's only where its name stands at once before it, and nobody beside it."""
    about = f"{near.wide} {near.behind}"
    if _names_somebody(context, near.lowest, near.end) or _ROLE.search(about) or SOMEBODY.search(about):
        return Whose.PERSON, False
    if _spoken_of(context, near).somebody:
        return Whose.PERSON, False
    if _AT_ONCE.search(near.before) and not _LABEL.search(near.before):
        return (Whose.COUNCIL if ours else Whose.ORGANISATION), False
    return Whose.UNKNOWN, False


def _of_landline(context: Context, near: _Near, *, ours: bool) -> tuple[Whose, bool]:
    """Whose a landline, a mailbox or an account is: that of the body or the person who is spoken of."""
    spoken = _spoken_of(context, near)
    alone = not _names_somebody(context, near.start, near.end)
    if spoken.somebody or ((spoken.officer or not spoken.body) and not alone):
        return Whose.PERSON, False
    if ours:
        return Whose.COUNCIL, False
    if spoken.body and _IN_ONE_BREATH.fullmatch(near.before, spoken.body):
        return Whose.ORGANISATION, alone and spoken.plainly
    if _WE.search(near.before):
        return Whose.COUNCIL, False
    about = f"{near.wide} {near.behind}"
    if (
        _OWN.search(near.wide)
        or SOMEBODY.search(near.wide)
        or tells_of_somebody(near.wide)
        or _names_somebody(context, near.lowest, near.end)
    ):
        return Whose.UNKNOWN, False
    if has_body(about) or _SERVICE.search(about):
        return Whose.ORGANISATION, False
    return Whose.UNKNOWN, False


def _spoken_of(context: Context, near: _Near) -> Spoken:
    """Of whom the words of its sentence before a contact speak."""
    names = [
        Span(name.start - near.start, name.end - near.start)
        for name in _names(context, near.start, near.start + len(near.before))
    ]
    return spoken_of(near.before, names)


def stands_alone(view: TextView, span: Span) -> bool:
    """Whether a draft says nothing at all of a contact but what kind it is: "Telephone 01632 960001"."""
    if len(view.raw) - (span.end - span.start) >= _LONGEST_LABEL:
        return False
    return not _SAYS.sub("", f"{view.raw[: span.start]} {view.raw[span.end :]}")


def _near(view: TextView, span: Span) -> _Near:
    """The words of its sentence before a contact, none of another contact's among them, and some behind it.

    Of several ways to reach the same ("on 01632 960001 or at …"), the words before the first count.
    """
    raw, stop = view.raw, span.start
    lowest = max(0, stop - _REACH)
    for _ in range(_MOST_IN_A_ROW):
        others = list(_CONTACT.finditer(raw, lowest, stop))
        if not others:
            break
        if not JOINED.fullmatch(raw, others[-1].end(), stop):
            lowest = others[-1].end()
            break
        stop = others[-1].start()
    start = lowest
    for ended in _ENDED.finditer(raw, lowest, stop):
        if not _GOES_ON.match(raw, ended.end(), stop):
            start = ended.end()
    behind = raw[span.end : span.end + _BEHIND]
    broken = _BREAK.search(behind)
    behind = behind[: broken.start()] if broken else behind
    return _Near(lowest, raw[lowest:stop], raw[start:stop], start, behind, span.end + len(behind))


def _speaks_of_council(context: Context, before: str) -> bool:
    """Whether the council itself, and no other one, is named before a contact."""
    name = context.council.name.casefold()
    if name and name in before.casefold():
        return True
    found = _OURSELVES.search(before)
    if found is None:
        return False
    whose, us = found["of"] or "", found["us"].casefold()
    if us.startswith("the ") or not us.endswith("council") or whose.casefold() in name.split():
        return True
    return not whose[:1].isupper() and whose not in words_of("contacts.other-councils")


def _names_somebody(context: Context, start: int, end: int) -> bool:
    """Whether a stretch of the draft names somebody."""
    return next(_names(context, start, end), None) is not None


def _names(context: Context, start: int, end: int) -> Iterator[Span]:
    """The listed names of a stretch of the draft that are no thing's, and those behind a title."""
    raw = context.text.raw
    for titled in _TITLED.finditer(raw, start, end):
        yield Span(*titled.span())
    for word in _open_names(context, start, end):
        if _is_somebodys(raw[word.start : word.end]):
            yield word


def _open_names(context: Context, start: int, end: int) -> Sequence[Span]:
    """Words within a stretch of the draft that lists and shapes leave open to be somebody's name."""
    words = context.names.open
    first = bisect_left(words, start, key=lambda word: word.start)
    return words[first : bisect_right(words, end, lo=first, key=lambda word: word.end)]


def _is_somebodys(word: str) -> bool:
    """Whether a word is a listed first name, or with a capital a surname."""
    name = word.casefold().removesuffix("'s").removesuffix("’s")
    if name in lists.given():
        return True
    return word[:1].isupper() and (name in lists.surnames() or name in lists.elsewhere())
