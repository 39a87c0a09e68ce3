"""Listed people by their role: with a first name beside it, or alone where one person holds it."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.people import lists
from smcheck.people.reading import Match, Reading
from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of

_YEAR = lazy(r"1\d{3}s?")  # of people who hold their role no longer
_REACH = 30  # words about a role in which its sentence is read
_BESIDE = frozenset(("", ",", "(", ":", "-", "–"))


def by_role(reading: Reading, i: int) -> Iterator[Match]:
    """The match of the role that begins at word i, if it means somebody."""
    for j, people in reading.forms_at(reading.roster.roles, i):
        named = _with_first_name(reading, i, j, people)
        if named:
            yield named
        elif len(people) == 1 and _stands_for_holder(reading, i, j):
            yield Match(reading.span(i, j), reading.roster.people[people[0]], "role-alone")
        return
    for j, people in reading.forms_at(reading.roster.posts, i):
        named = _with_first_name(reading, i, j, people)
        if named:
            yield named


def _with_first_name(reading: Reading, i: int, j: int, people: list[int]) -> Match | None:
    """A holder's first name beside the role: "our groundsman Dave", "Dave, our groundsman"."""
    words = reading.words
    if words.capital(j) and words.gap(j - 1).strip() in _BESIDE and not _has_surname(reading, j):
        named = [number for number in people if reading.goes_by(words.text(j), number)]
        if named:
            return Match(reading.span(i, j + 1), reading.roster.people[named[0]], "role")
    k = i - 1
    while words.text(k) in words_of("persons.own"):
        k -= 1
    if k < 0 or not words.capital(k) or words.gap(k).strip() not in _BESIDE:
        return None
    named = [number for number in people if reading.goes_by(words.text(k), number)]
    if named and not (words.joined(k - 1) and words.capital(k - 1) and words.text(k - 1) in lists.given()):
        return Match(reading.span(k, j), reading.roster.people[named[0]], "role")
    return None


def _has_surname(reading: Reading, k: int) -> bool:
    words = reading.words
    return words.joined(k) and words.capital(k + 1) and words.text(k + 1) not in lists.ordinary()


def _stands_for_holder(reading: Reading, i: int, j: int) -> bool:
    """Whether a role by itself means the council's own holder of it."""
    words = reading.words
    before = words.text(i - 1) if words.joined(i - 1) else ""
    after = words.text(j) if words.joined(j - 1) else ""
    of_body = after in words_of("persons.role-of") and _names_a_body(reading, j)
    if before in words_of("persons.other-holders") or of_body:
        return False
    named = words.capital(j) and after and after not in words_of("persons.role-goes-on")
    if after in reading.roster.roles or named:
        return False
    start, end = reading.view.sentence_at(words.tokens[i].start)
    near = words.tokens[max(0, i - _REACH) : j + _REACH]
    said = {token.text for token in near if start <= token.start < end}
    if said & words_of("persons.vacancies") or any(map(_YEAR.fullmatch, said)):
        return False
    if j == i + 1 and not words.capital(i):  # "the caretaker", of anywhere, unless nothing follows
        return before == "our" or (before == "the" and not after)
    return before in words_of("persons.own") if before else words.capital(i)


def _names_a_body(reading: Reading, j: int) -> bool:
    words = reading.words
    return words.capital(j + 1) or words.capital(j + 2) or words.text(j + 1) == "the"
