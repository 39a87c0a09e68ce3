"""Finds the people of the roster in a draft, by rules alone: no statistical model is asked."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.people import lists
from smcheck.people.by_role import by_role
from smcheck.people.by_surname import BySurname
from smcheck.people.names import plain_words, surname_forms
from smcheck.people.reading import Match, Reading, is_near, nearest
from smcheck.people.roster import Roster
from smcheck.settings.contacts import canonical_handle
from smcheck.settings.words import phrases_of, worded
from smcheck.text import TextView
from smcheck.text.titles import all_titles, council_titles

_CHEERS = worded(r"<persons.tag-cheers>?(?:to)?(?:cllr)?")
_SHORTEST_TAG = 6


def find_listed(view: TextView, roster: Roster, own_places: frozenset[str] = frozenset()) -> Iterator[Match]:
    """Mentions of people of the roster, none overlapping another, in reading order.

    `own_places` are words of the places that the council itself has given.
    """
    if not roster.people:
        return
    found = list(_matches(Reading(view, roster, own_places)))
    end = 0
    for match in sorted(found, key=lambda match: (match.span.start, -match.span.end)):
        if match.span.start >= end:
            end = match.span.end
            yield match


def _matches(reading: Reading) -> Iterator[Match]:
    roster, by_surname = reading.roster, BySurname(reading)
    for i, word in enumerate(reading.words.texts):
        if word in roster.surnames:
            yield from by_surname.at(i)
        elif word in all_titles() or word in roster.givens:
            yield from _by_misspelt_surname(reading, i)
        if word in roster.givens:
            yield from _by_listed_nickname(reading, i)
        if word in roster.roles or word in roster.posts:
            yield from by_role(reading, i)
        if word in roster.whole:
            yield from _by_whole_name(reading, i)
        if word in council_titles() and not word.startswith("chair"):
            yield from _by_title_and_given(reading, i)
    yield from _by_handle(reading)
    yield from _by_hashtag(reading)


def _by_misspelt_surname(reading: Reading, i: int) -> Iterator[Match]:
    """A surname that is nearly right after a title or a first name of the roster at word i."""
    words, roster, j = reading.words, reading.roster, i + 1
    word, before = words.text(j), words.text(i)
    if not (words.joined(i) and words.capital(j)) or word in roster.surnames or word in all_titles():
        return
    if reading.is_risky(word) or word in lists.surnames() or words.tied(j) > words.joined(j):
        return
    if reading.names_a_thing(j + 1):
        return
    if before in all_titles():
        slips = (listed for name in nearest(word, roster.surnames) for listed in roster.surnames[name])
        named = [slip.person for slip in slips if not slip.rest and reading.bears(slip.person, before)]
    else:
        named = [number for number in roster.givens[before] if _is_slip_of(word, roster.people[number].name)]
    if named:
        yield reading.match(j if before in all_titles() else i, j + 1, named, "misspelt")


def _is_slip_of(word: str, name: str) -> bool:
    """Whether a word is a small slip of the name's surname, in any spelling of that in one word."""
    return any(is_near(word, form[0]) for form in surname_forms(name) if len(form) == 1)


def _by_listed_nickname(reading: Reading, i: int) -> Iterator[Match]:
    """A first name under `known_as` by itself, where it can hardly mean anything else: "Bex is away"."""
    words, word = reading.words, reading.words.texts[i]
    beside_name = (words.beside(i) and words.capital(i + 1)) or (words.beside(i - 1) and words.capital(i - 1))
    if not words.capital(i) or beside_name or reading.is_risky(word):
        return
    people = reading.roster.people
    aliases = ((n, [plain_words(alias) for alias in people[n].known_as]) for n in reading.roster.givens[word])
    named = [number for number, forms in aliases if (word,) in forms]
    if len(named) == 1:
        yield reading.match(i, i + 1, named, "known-as")


def _by_title_and_given(reading: Reading, i: int) -> Iterator[Match]:
    """A council title at word i with a first name only: "Cllr Sandra"."""
    words, roster, j = reading.words, reading.roster, i + 1
    if not (words.joined(i) and words.capital(j)) or words.text(j) in roster.surnames:
        return
    if words.joined(j) and words.capital(j + 1):
        return
    named = [n for n in roster.givens.get(words.text(j), ()) if reading.bears(n, words.text(i))]
    if named:
        yield reading.match(j, j + 1, named, "title")


def _by_whole_name(reading: Reading, i: int) -> Iterator[Match]:
    """Listed initials, in capitals among words that are not, and other whole names."""
    words = reading.words
    for j, people in reading.forms_at(reading.roster.whole, i):
        initials = j == i + 1
        written = words.raw(i).isupper() and not _shouted(reading, i) if initials else words.capital(i)
        if written and not reading.names_a_thing(j):
            yield reading.match(i, j, people, "known-as")
            return


def _shouted(reading: Reading, i: int) -> bool:
    """Whether the words beside word i are in capitals too, so that capitals say nothing."""
    near = [raw for raw in (reading.words.raw(i - 1), reading.words.raw(i + 1)) if raw.isalpha()]
    return bool(near) and all(raw.isupper() and len(raw) > 1 for raw in near)


def _by_handle(reading: Reading) -> Iterator[Match]:
    for handle in reading.view.handles:
        person = reading.roster.by_handle(canonical_handle(reading.view.raw[handle.start : handle.end]))
        if person:
            yield Match(handle, person, "handle")


def _by_hashtag(reading: Reading) -> Iterator[Match]:
    """A hashtag in one piece: "#sandramoss", "#cllrmoss"."""
    for span, parts in reading.view.hashtags:
        if len(parts) == 1 and len(parts[0].text) >= _SHORTEST_TAG:
            named = list(_in_one_piece(reading, parts[0].text))
            if named:
                yield Match(span, reading.roster.people[named[0]], "full-name")


def _in_one_piece(reading: Reading, tag: str) -> Iterator[int]:
    roster = reading.roster
    for title in phrases_of("titles.in-tags"):
        if tag.startswith(title):
            listed = roster.surnames.get(tag.removeprefix(title), ())
            yield from (one.person for one in listed if not one.rest and reading.bears(one.person, title))
    cheer = _CHEERS.match(tag)
    for name in {tag, tag[cheer.end() :] if cheer else tag}:
        for cut in range(2, len(name) - 2):
            if name[:cut] in roster.givens and name[cut:] in roster.surnames:
                owners = {one.person for one in roster.surnames[name[cut:]] if not one.rest}
                yield from (number for number in roster.givens[name[:cut]] if number in owners)
