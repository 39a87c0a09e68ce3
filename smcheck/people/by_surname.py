"""Listed people by their surname: with a title, a first name, an initial, or, if it is distinctive, alone."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.people import lists
from smcheck.people.reading import Match, Reading, is_near
from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of
from smcheck.text.titles import all_titles, council_titles

_LISTING = lazy(r",[^\S\n]+")  # "Moss, Sandra"
_AND = lazy(r"[^\S\n]*[,&/+][^\S\n]*")
_OPENING, _CLOSING = "(\"“'‘", ")\"”'’"
_MIDDLE_NAMES = 2
SHORTEST = 4
"""Letters of a surname that counts alone."""


class BySurname:
    """The rules for surnames in one draft, each tried in turn."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = reading.words
        self._listed = -1  # where the last name of a list that began with "Cllrs" ended

    def at(self, i: int) -> Iterator[Match]:
        """Matches of the surname that begins at word i."""
        for j, people in self._reading.forms_at(self._reading.roster.surnames, i):
            if self._reading.names_a_thing(j):
                continue
            for rule in (self._after_given, self._after_title, self._before_given, self._alone):
                found = list(rule(i, j, people))
                if found:
                    yield from found
                    return

    def _after_given(self, i: int, j: int, people: list[int]) -> Iterator[Match]:
        """A first name or initial before the surname, with middle names or initials between them."""
        for k in self._before(i):
            if self._is_middle_initial(k):
                continue
            named = [number for number in people if self._reading.goes_by(self._words.text(k), number)]
            if named and self._is_no_phrase(k, i, j):
                yield self._reading.match(k, j, named, "full-name")
                yield from self._partner(k, people)
                return
        partner = list(self._partner(i - 1, people)) if self._words.joined(i - 1) else []
        yield from partner
        near = [] if partner else self._nearly_given(i, people)
        if near:
            yield self._reading.match(i - 1, j, near, "misspelt")

    def _before(self, i: int) -> Iterator[int]:
        """Words before a surname that could be the first name."""
        for k in range(i - 1, max(i - 2 - _MIDDLE_NAMES, -1), -1):
            titled = self._words.text(k) in all_titles()
            if titled or not (self._words.joined(k) or self._nickname_about(k, i)):
                return
            yield k
            if not (self._words.capital(k) and self._words.raw(k).isalpha()):
                return

    def _nickname_about(self, k: int, i: int) -> bool:
        """Whether a nickname in brackets or quotes stands at k or behind it: "Sandra (Sandy) Moss"."""
        gap = self._words.gap(k).strip()
        return bool(gap) and gap in (_OPENING if k == i - 2 else _CLOSING if k == i - 1 else "")

    def _is_middle_initial(self, k: int) -> bool:
        """Whether another initial, or a first name of the roster, before it says that it is the second."""
        if len(self._words.text(k)) > 1 or not self._words.joined(k - 1):
            return False
        before = self._words.text(k - 1)
        return len(before) == 1 or before in self._reading.roster.givens

    def _is_no_phrase(self, k: int, i: int, j: int) -> bool:
        """Whether a first name at k and a surname from i to j are more than ordinary words in a row."""
        words, ordinary = self._words, lists.ordinary()
        first_is_word, last_is_word = words.text(k) in ordinary, words.text(i) in ordinary
        if len(words.text(k)) == 1:
            return words.capital(k) and words.capital(i)
        placed = words.text(k - 1) in words_of("persons.before-places")
        if first_is_word and words.text(i) in lists.things() and placed:
            return False
        if words.capital(i):
            headline = words.joined(j - 1) and words.raw(j).istitle() and words.text(j) in ordinary
            in_headline = words.raw(j - 1).istitle() and headline
            return not first_is_word or (words.capital(k) and not (last_is_word and in_headline))
        return not last_is_word or (not first_is_word and len(words.text(i)) > 3)

    def _partner(self, k: int, people: list[int]) -> Iterator[Match]:
        """The first of two who share a surname: "Sandra and Peter Moss"."""
        words = self._words
        by_word = words.text(k - 1) == "and" and words.joined(k - 2) and words.joined(k - 1)
        first = k - 2 if by_word else k - 1
        if first < 0 or not (by_word or _AND.fullmatch(words.gap(first))) or not words.capital(first):
            return
        named = [number for number in people if self._reading.goes_by(words.text(first), number)]
        if named:
            yield self._reading.match(first, first + 1, named, "full-name")

    def _nearly_given(self, i: int, people: list[int]) -> list[int]:
        """Those whose first name is misspelt before the surname at i."""
        word = self._words.text(i - 1)
        if not (self._words.joined(i - 1) and self._words.capital(i - 1) and self._words.capital(i)):
            return []
        if word in lists.given() or word in lists.ordinary() or word in all_titles():
            return []
        return [n for n in people if any(is_near(word, given) for given in self._reading.givens(n))]

    def _after_title(self, i: int, j: int, people: list[int]) -> Iterator[Match]:
        """A title or a role before the surname, or before the list of names that it goes on with."""
        words, reading = self._words, self._reading
        title = words.text(i - 1) if words.joined(i - 1) else ""
        if title in all_titles():
            named = reading.of_sex([number for number in people if reading.bears(number, title)], title)
        elif self._continues_list(i):
            named = people
        else:
            named = [number for number in people if title and self._has_role(number, title)]
        if named and (words.capital(i) or title in council_titles()):
            self._listed = j if title in all_titles() or self._continues_list(i) else self._listed
            yield reading.match(i, j, named, "title")

    def _continues_list(self, i: int) -> bool:
        """Whether the surname goes on with a list such as "Cllrs Moss, Okafor and Green"."""
        if i == 0 or not self._words.capital(i):
            return False
        if self._words.text(i - 1) == "and":
            return self._listed == i - 1
        return self._listed == i and _AND.fullmatch(self._words.gap(i - 1)) is not None

    def _has_role(self, number: int, word: str) -> bool:
        roles = self._reading.roster.people[number].roles
        return any(role.casefold().split()[-1] == word for role in roles)

    def _before_given(self, i: int, j: int, people: list[int]) -> Iterator[Match]:
        """Inverted order: "Moss, Sandra" and "Moss, S."."""
        words = self._words
        if not (words.capital(i) and words.capital(j) and _LISTING.fullmatch(words.gap(j - 1))):
            return
        if words.joined(i - 1) and words.raw(i - 1).istitle():
            return
        after = words.text(j + 1) if words.joined(j) and words.capital(j + 1) else ""
        if after in lists.surnames() and after not in lists.given():
            return  # "Moss, Sandra Lee": a list of people
        end = words.tokens[j].end
        if len(words.text(j)) == 1 and self._reading.view.raw[end : end + 1] != ".":
            return
        named = [number for number in people if self._reading.goes_by(words.text(j), number)]
        if named:
            yield Match(self._reading.span(i, j + 1), self._reading.roster.people[named[0]], "full-name")

    def _alone(self, i: int, j: int, people: list[int]) -> Iterator[Match]:
        """A surname by itself, where it can hardly mean anything else."""
        words = self._words
        word = "".join(words.texts[i:j])
        if not words.capital(i) or len(word) < SHORTEST or self._reading.is_risky(word):
            return
        # a title that does not fit, or it had matched
        titled = words.joined(i - 1) and words.text(i - 1) in all_titles()
        if titled or word in self._reading.roster.givens or self._names_other(i, j) or self._within_tag(i, j):
            return
        yield self._reading.match(i, j, people, "surname")

    def _names_other(self, i: int, j: int) -> bool:
        """Whether the words beside it make the name of somebody else, or of a firm."""
        words = self._words
        if words.beside(j - 1) and words.capital(j) and not words.raw(i).isupper():
            return True
        following = j + 1 if words.text(j) == "and" else j
        if words.text(following) in words_of("persons.firms"):
            return True
        before = words.text(i - 1) if words.beside(i - 1) else ""
        named = before in lists.given() or words.capital(i - 1) or len(before) == 1
        ordinary = before in lists.ordinary() and not (words.capital(i - 1) and before in lists.given())
        return bool(before) and named and not ordinary

    def _within_tag(self, i: int, j: int) -> bool:
        """Whether it is one of several words of a hashtag."""
        raw, start, end = self._reading.view.raw, self._words.tokens[i].start, self._words.tokens[j - 1].end
        if start not in self._reading.view.tag_words:
            return False
        return raw[start - 1] != "#" or raw[end : end + 1].isalnum()
