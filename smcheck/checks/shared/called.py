"""What a mailbox or an account is called after: somebody, a task, or a body."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import pairwise

from smcheck.people import lists
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of

_TASK = worded(r"(?:^|[._-])(?:<contacts.tasks>|<contacts.bodies>|<contacts.desks>)(?:$|[._-])")
_CLUB = worded(r"<contacts.clubs>")
_BODY = worded(r"<contacts.bodies>|<contacts.accounts>|<contacts.clubs>")
_PARTED = lazy(r"[._+\-\d]+")
_PART = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")  # of "DaveHall_77": Dave, Hall
_FEWEST = 3  # letters of a name, or of each of two that are run together
_SURNAME = "surname"  # the mark of a thing's word that is one as well
_FEWEST_OF_BODY = 4  # letters of a body's word that others are run together with
_FEWEST_OF_CLUB = 2  # letters of a club's word that a place's is run together with
_FEWEST_WITH_INITIAL = 5  # letters of an initial and a surname run together


class After(StrEnum):
    """Whom or what an account is called after, as far as its name tells."""

    PERSON = "person"
    BODY = "body"
    EITHER = "either"
    UNKNOWN = "unknown"


def bears_a_task(local: str) -> bool:
    """Whether a mailbox is called after a task or a body: "info", "elmroad.surgery" (before the @)."""
    return _TASK.search(local.casefold()) is not None and not bears_a_name(local)


def bears_a_name(local: str) -> bool:
    """Whether a mailbox is called after somebody: "jane.smith", "janesmith", "m.houston", "jsmith"."""
    parts = mailbox_parts(local)
    if any(_is_name(part) or _is_whole_name(part) or _is_initial_and_surname(part) for part in parts):
        return True
    return len(parts) > 1 and min(map(len, parts)) == 1  # an initial


def names_somebody(domain: str) -> bool:
    """Whether a domain is called after somebody: "janesmith.example", "jane-smith.example"."""
    first, *_ = domain.casefold().split(".")
    parts = mailbox_parts(first)
    if len(parts) == 1:
        else_too = first in lists.ordinary() or first in lists.places() or first in lists.brands()
        return (first in lists.surnames() and not else_too) or _is_whole_name(first)
    return len(parts) == 2 and parts[0] in lists.given() and parts[1] in lists.surnames()


def mailbox_parts(local: str) -> list[str]:
    """The parts of what a mailbox is called, in lower case: "Jane.Smith2" gives jane, smith."""
    return [part for part in _PARTED.split(local.casefold()) if part]


def account_called_after(name: str) -> After:
    """Whom or what an account is called after: "DaveHall_77", "ExampleScouts", "WilkinsonHall", "example_9".

    A first name makes it somebody's, whatever stands beside it, unless it may be a place's or another word
    ("LeighParks"). "StPetersChurch" and "KingGeorgeHall" bear a body's.
    """
    parts = list(_parts_of(name))
    bodies = [part for part in parts if _BODY.fullmatch(part)]
    if bodies and not words_of("contacts.memorials").isdisjoint(parts):
        return After.BODY
    told = {
        _of_part(part, bodies)
        for before, part in pairwise(("", *parts))
        if _patrons().isdisjoint((before, part))
    }
    if len(parts) == 2 and min(map(len, parts)) == 1 and any(part in lists.surnames() for part in parts):
        told.add(After.EITHER if bodies else After.PERSON)  # an initial
    for after in (After.PERSON, After.EITHER):
        if after in told:
            return after
    return After.BODY if bodies else After.UNKNOWN


def _of_part(part: str, bodies: list[str]) -> After:
    """Whom a part of a name, beside these words of bodies, makes an account's."""
    if part in _titles():
        return After.PERSON
    if _is_first_name(part):
        if part in lists.places():
            return After.EITHER if lists.surnames() & set(bodies) else After.UNKNOWN
        return After.EITHER if bodies and part in lists.ordinary() else After.PERSON
    if part in bodies or not _is_name(part) or (bodies and part in lists.brands()):
        return After.UNKNOWN
    return After.EITHER if bodies else After.PERSON


def _parts_of(name: str) -> Iterator[str]:
    """The words of an account's name, in lower case; "davehall" and "exampletheatre" give two."""
    for match in _PART.finditer(name):
        part = match[0].casefold()
        yield from (part,) if _is_known(part) else _run_together(part)


def _run_together(part: str) -> tuple[str, ...]:
    cuts = [(part[:cut], part[cut:]) for cut in range(_FEWEST, len(part) - _FEWEST + 1)]
    for first, last in cuts:
        if first in lists.given() and last in lists.surnames():
            return first, last
    for first, last in cuts:
        if len(last) >= _FEWEST_OF_BODY and _BODY.fullmatch(last):
            return first, last
    for cut in range(_FEWEST, len(part) - _FEWEST_OF_CLUB + 1):
        if part[:cut] in lists.places() and _CLUB.fullmatch(part, cut):
            return part[:cut], part[cut:]
    return (part,)


def _is_whole_name(part: str) -> bool:
    """Whether a part is a first name, which is nothing else, and a surname run together."""
    if _is_known(part):
        return False
    first, *rest = _run_together(part)
    if not rest or first not in lists.given() or first in lists.ordinary():
        return False
    return rest[0] in lists.surnames() and lists.things().get(rest[0], _SURNAME) == _SURNAME


def _is_initial_and_surname(part: str) -> bool:
    """Whether a part is an initial and a surname run together, and nothing else."""
    if len(part) < _FEWEST_WITH_INITIAL or _is_known(part) or _TASK.fullmatch(part):
        return False
    return part[1:] in lists.surnames() and part[1:] not in lists.places()


def _is_known(part: str) -> bool:
    return (
        part in lists.given()
        or part in lists.surnames()
        or part in lists.ordinary()
        or part in lists.places()
    )


def _is_first_name(part: str) -> bool:
    return part in lists.given() and (len(part) >= _FEWEST or part not in lists.ordinary())


def _is_name(part: str) -> bool:
    if len(part) < _FEWEST or _TASK.fullmatch(part):
        return False
    surname = part in lists.surnames() and part not in lists.ordinary() and part not in lists.places()
    return part in lists.given() or surname


@cache
def _titles() -> frozenset[str]:
    written = words_of("titles.honorifics") | words_of("titles.in-handles")
    return frozenset(map(str.casefold, written))


def _patrons() -> frozenset[str]:
    return words_of("contacts.patrons")
