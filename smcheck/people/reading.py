"""A draft read against the roster: what every way of finding a listed person needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smcheck.people import lists
from smcheck.people.names import given_words, short_for
from smcheck.people.roster import Index, Person, Roster
from smcheck.people.words import HYPHENS, Words
from smcheck.settings.words import words_of
from smcheck.text import Span, TextView
from smcheck.text.titles import all_titles, civil_titles, council_titles


@dataclass(frozen=True)
class Match:
    """Where somebody of the roster is named, and by what.

    `evidence` is "full-name" (short forms, initials and inverted order too), "title", "surname", "role",
    "role-alone", "handle", "known-as" or "misspelt". `namesakes` are people whom the same words could mean.
    """

    span: Span
    person: Person
    evidence: str
    namesakes: tuple[Person, ...] = ()


class Reading:
    """One draft against one roster; i, j and k number its words, and a stretch from i ends before word j.

    People are given by their numbers on the roster.
    """

    def __init__(self, view: TextView, roster: Roster, own_places: frozenset[str]) -> None:
        self.view = view
        self.roster = roster
        self.own_places = own_places
        self.words = Words(view, view.tokens)

    def match(self, i: int, j: int, people: Iterable[int], evidence: str) -> Match:
        """The match of a stretch, titles before it included, with the first of the people."""
        first, *namesakes = (self.roster.people[number] for number in dict.fromkeys(people))
        return Match(self.span(self._with_titles(i), j), first, evidence, tuple(namesakes))

    def span(self, i: int, j: int) -> Span:
        """The stretch, without the ending of a possessive."""
        return Span(self.words.tokens[i].start, self.words.end(j - 1))

    def _with_titles(self, i: int) -> int:
        words = self.words
        while words.joined(i - 1) and words.text(i - 1) in all_titles():
            i -= 1
        return i - (words.text(i) == "mayor" and words.text(i - 1) in words_of("titles.deputies"))

    def forms_at(self, index: Index, i: int) -> Iterator[tuple[int, list[int]]]:
        """Ends and people of the listed forms that begin at word i, the longest first."""
        by_end: dict[int, list[int]] = {}
        for rest, number in index.get(self.words.texts[i], ()):
            end = i + 1 + len(rest)
            if not rest or (tuple(self.words.texts[i + 1 : end]) == rest and self._unbroken(i, end)):
                by_end.setdefault(end, []).append(number)
        for end in sorted(by_end, reverse=True):
            if not self._hyphened(i, end):
                yield end, by_end[end]

    def _unbroken(self, i: int, j: int) -> bool:
        return all(self.words.joined(k) or self.words.gap(k).strip() in HYPHENS for k in range(i, j - 1))

    def _hyphened(self, i: int, j: int) -> bool:
        """Whether a hyphen ties the stretch to a word outside it."""
        raw, start, end = self.view.raw, self.words.tokens[i].start, self.words.tokens[j - 1].end
        before = raw[start - 1 : start] in HYPHENS and raw[start - 2 : start - 1].isalpha()
        return before or (raw[end : end + 1] in HYPHENS and raw[end + 1 : end + 2].isalpha())

    def names_a_thing(self, j: int) -> bool:
        """Whether word j makes a thing of the name before it: "Moss Road"."""
        words = self.words
        beside = words.joined(j - 1) and words.capital(j) and not words.possessive(j - 1)
        return beside and words.text(j) in lists.things()

    def is_risky(self, word: str) -> bool:
        """Whether a word alone may mean something else than somebody's name."""
        return bool(lists.other_meaning(word, self.own_places))

    def givens(self, number: int) -> frozenset[str]:
        """First names by which the person goes."""
        person = self.roster.people[number]
        return frozenset(given_words(person.name, person.known_as))

    def goes_by(self, word: str, number: int) -> bool:
        """Whether a word is the person's first name, a short form of it, or its initial."""
        givens = self.givens(number)
        if len(word) == 1:
            return any(given.startswith(word) for given in givens)
        return word in givens or any(short_for(word, given) for given in givens)

    def bears(self, number: int, title: str) -> bool:
        """Whether a title can be the person's."""
        person = self.roster.people[number]
        listed = " ".join((*person.titles, *person.roles)).casefold().replace(".", "")
        titles = frozenset(listed.split())
        if title in civil_titles():
            return bool(self.of_sex([number], title))
        if title in words_of("titles.earned"):
            return title in titles or (title in ("revd", "reverend") and "rev" in titles)
        if titles & council_titles():
            return title in words_of("titles.members") or title in titles
        return person.group in ("councillor", "candidate")

    def of_sex(self, people: list[int], title: str) -> list[int]:
        """Those whom a title of one sex can mean, by their first names."""
        male, female = words_of("titles.male"), words_of("titles.female")
        wrong = "female" if title in male else "male" if title in female else ""
        if not wrong:
            return people
        sexes = lists.given()
        return [n for n in people if not any(sexes.get(given) == wrong for given in self.givens(n))]


def is_near(word: str, name: str) -> bool:
    """Whether a word is a small slip of a name: same first letter, one slip, two in a long one."""
    from rapidfuzz.distance import OSA

    shorter = min(len(word), len(name))
    if shorter < 4 or word[0] != name[0]:
        return False
    slips = 2 if shorter >= 9 else 1
    return 0 < OSA.distance(word, name, score_cutoff=slips) <= slips


def nearest(word: str, names: Iterable[str]) -> Iterator[str]:
    """Names of which the word is a small slip."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for name, _, _ in extract(word, list(names), scorer=OSA.distance, score_cutoff=2, limit=5):
        if is_near(word, name):
            yield name
