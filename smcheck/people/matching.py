"""Finds the people of the roster in a draft, by rules alone: no statistical model is asked.

A surname counts with a title, a first name (or its short form, or its initial) or a role beside it; alone
only where it is no word, no place and nobody's first name. A role counts alone where one person holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from smcheck.contacts import canonical_handle
from smcheck.people import lists
from smcheck.people.names import (
    CIVIL_TITLES,
    COUNCIL_TITLES,
    EARNED_TITLES,
    FEMALE_TITLES,
    MALE_TITLES,
    TITLES,
    short_for,
)
from smcheck.people.strangers import THINGS
from smcheck.people.roster import Index, Person, Roster
from smcheck.text import Span, TextView

_GAP = re.compile(r"[^\S\n]*(?:\r?\n)?[^\S\n]*")  # what may stand within a name: a line break at most
_DOT_GAP = re.compile(r"\.?" + _GAP.pattern)
_LISTING = re.compile(r",?[^\S\n]+")  # "Moss, Sandra"
_AND = re.compile(r"[^\S\n]*(?:,|&|/|\+)[^\S\n]*")
_YEAR = re.compile(r"1\d{3}s?")  # of people who hold their role no longer
_CHEERS = re.compile(r"(?:thank(?:s|you)|well ?done|congrat(?:s|ulations)|goodluck|vote(?:for)?|meet)?(?:to)?(?:cllr)?")
_HYPHENS = frozenset("-‐‑‒–")

_OF_OTHERS = frozenset("of at from for".split())
_MODIFIED = frozenset(
    "deputy assistant former ex previous next acting interim another a an any every each vice first "
    "county district borough parish all some no as town city village local their his her its my "
    "new relief temporary part-time locum becoming become junior senior head chief".split()
)
_AFTER_ROLE = frozenset("vacancy vacancies position role roles job jobs post posts applicant applicants".split())
_ROLE_VACANT = frozenset("seeking recruiting recruit vacancy vacancies apply applicants wanted hiring".split())


@dataclass(frozen=True)
class Match:
    """Where somebody of the roster is named, and by what.

    `evidence` is "full-name" (short forms, initials and inverted order too), "title", "surname", "role",
    "role-alone", "handle", "known-as" or "misspelt". `others` are people whom the same words could mean.
    """

    span: Span
    person: Person
    evidence: str
    others: tuple[Person, ...] = ()


def find_listed(view: TextView, roster: Roster) -> Iterator[Match]:
    """Mentions of people of the roster, none overlapping another, in reading order."""
    if not roster.people:
        return
    found = [*_Matcher(view, roster).matches(), *_by_handle(view, roster)]
    end = 0
    for match in sorted(found, key=lambda match: (match.span.start, -match.span.end)):
        if match.span.start >= end:
            end = match.span.end
            yield match


def _by_handle(view: TextView, roster: Roster) -> Iterator[Match]:
    for handle in view.handles:
        person = roster.by_handle(canonical_handle(view.raw[handle.start : handle.end]))
        if person:
            yield Match(handle, person, "handle")


class _Matcher:
    """One draft against one roster. Numbers i, j, k count words of the draft; a stretch is i to j, j excluded."""

    def __init__(self, view: TextView, roster: Roster) -> None:
        self._view = view
        self._roster = roster
        self._words = [token.text for token in view.tokens]
        self._titled = -1  # where the last name of a list that began with "Cllrs" ended

    def matches(self) -> Iterator[Match]:
        """Every mention, some overlapping."""
        roster = self._roster
        for i, word in enumerate(self._words):
            if word in roster.surnames:
                yield from self._by_surname(i)
            elif word in TITLES or word in roster.givens:
                yield from self._misspelt(i)
            if word in roster.roles:
                yield from self._by_role(i)
            if word in roster.whole:
                yield from self._by_whole_name(i)
            if word in COUNCIL_TITLES and word not in ("chair", "chairman", "chairwoman"):
                yield from self._by_title_and_given(i)
        yield from self._by_joined_hashtag()

    # the draft's words

    @cached_property
    def _tag_words(self) -> frozenset[int]:
        return frozenset(token.start for _, parts in self._view.hashtags for token in parts)

    def _raw(self, i: int) -> str:
        token = self._view.tokens[i]
        return self._view.raw[token.start : token.end]

    def _gap(self, i: int) -> str:
        """What stands between word i and the next one."""
        return self._view.raw[self._view.tokens[i].end : self._view.tokens[i + 1].start]

    def _joined(self, i: int) -> bool:
        """Whether words i and i + 1 can stand within one name."""
        if not 0 <= i < len(self._words) - 1:
            return False
        gap = self._gap(i)
        dotted = len(self._words[i]) == 1 or self._words[i] in TITLES
        return (_DOT_GAP if dotted else _GAP).fullmatch(gap) is not None

    def _capital(self, i: int) -> bool:
        return 0 <= i < len(self._words) and self._raw(i)[0].isupper()

    def _hyphened(self, i: int, j: int) -> bool:
        """Whether a hyphen ties the stretch to a word outside it."""
        raw, tokens = self._view.raw, self._view.tokens
        start, end = tokens[i].start, tokens[j - 1].end
        return raw[end : end + 1] in _HYPHENS and raw[end + 1 : end + 2].isalpha() or (
            raw[start - 1 : start] in _HYPHENS and raw[start - 2 : start - 1].isalpha()
        )

    def _names_a_thing(self, j: int) -> bool:
        """Whether the words from j on make a thing of the name before them."""
        if not (0 < j < len(self._words) and self._joined(j - 1) and self._capital(j)):
            return False
        possessive = self._raw(j - 1).endswith(("s'", "s’", "'s", "’s"))
        return not possessive and self._words[j] in THINGS

    def _span(self, i: int, j: int) -> Span:
        """The stretch, without the ending of a possessive."""
        tokens = self._view.tokens
        end = tokens[j - 1].end
        if self._view.raw[end - 2 : end] in ("'s", "’s"):
            end -= 2
        return Span(tokens[i].start, end)

    def _with_titles(self, i: int) -> int:
        while i > 0 and self._joined(i - 1) and self._words[i - 1] in TITLES:
            i -= 1
        deputy = i > 0 and self._words[i] == "mayor" and self._words[i - 1] in ("deputy", "vice")
        return i - 1 if deputy else i

    def _match(self, i: int, j: int, numbers: Iterable[int], evidence: str) -> Match:
        first, *others = (self._roster.people[number] for number in dict.fromkeys(numbers))
        return Match(self._span(self._with_titles(i), j), first, evidence, tuple(others))

    # forms of names

    def _forms_at(self, index: Index, i: int) -> Iterator[tuple[int, list[int]]]:
        """Ends and persons of the listed forms that begin at word i, the longest first."""
        by_end: dict[int, list[int]] = {}
        for rest, number in index.get(self._words[i], ()):
            end = i + 1 + len(rest)
            if not rest or (tuple(self._words[i + 1 : end]) == rest and self._unbroken(i, end)):
                by_end.setdefault(end, []).append(number)
        for end in sorted(by_end, reverse=True):
            yield end, by_end[end]

    def _unbroken(self, i: int, j: int) -> bool:
        return all(self._joined(k) or self._gap(k).strip() in _HYPHENS for k in range(i, j - 1))

    def _givens(self, number: int) -> frozenset[str]:
        from smcheck.people.names import given_words

        person = self._roster.people[number]
        return frozenset(given_words(person.name, person.known_as))

    def _is_given(self, word: str, number: int) -> bool:
        """Whether the word is a first name, or a short form of one, by which the person goes."""
        givens = self._givens(number)
        return word in givens or any(short_for(word, given) for given in givens)

    def _by_surname(self, i: int) -> Iterator[Match]:
        for j, numbers in self._forms_at(self._roster.surnames, i):
            if self._hyphened(i, j) or self._names_a_thing(j):
                continue
            for rule in (self._after_given, self._after_title, self._before_given, self._alone):
                found = list(rule(i, j, numbers))
                if found:
                    yield from found
                    return

    def _after_given(self, i: int, j: int, numbers: list[int]) -> Iterator[Match]:
        """A first name or initial before the surname, with middle names or initials between them."""
        for k in self._before(i):
            word = self._words[k]
            fits = self._initial_of if len(word) == 1 else self._is_given
            named = [number for number in numbers if fits(word, number)]
            if len(word) == 1 and k > 0 and self._joined(k - 1) and len(self._words[k - 1]) == 1:
                named = []  # the second initial; the first one decides
            elif len(word) == 1 and k > 0 and self._joined(k - 1) and self._words[k - 1] in self._roster.givens:
                continue
            if named and self._written_as_name(k, i, j):
                yield self._match(k, j, named, "full-name")
                yield from self._partner(k, numbers)
                return
        near = self._nearly_given(i, numbers)
        if near is not None:
            yield self._match(i - 1, j, [near], "misspelt")

    def _before(self, i: int) -> Iterator[int]:
        """Words before a surname that could be the first name: up to two middle names lie between."""
        for k in range(i - 1, max(i - 4, -1), -1):
            if not self._joined(k) or self._words[k] in TITLES:
                return
            yield k
            if not (self._capital(k) and self._raw(k).isalpha()):
                return

    def _initial_of(self, letter: str, number: int) -> bool:
        return any(given.startswith(letter) for given in self._givens(number))

    def _written_as_name(self, k: int, i: int, j: int) -> bool:
        """Whether a first name at k and a surname from i to j look like one, not like two ordinary words."""
        first, last = self._words[k], self._words[i]
        words = lists.ordinary()
        if len(first) == 1:
            return self._capital(k) and self._capital(i)
        if self._capital(k) and self._capital(i):
            both = first in words and last in words
            return not (both and j < len(self._words) and self._joined(j - 1) and self._raw(j - 1).istitle()
                        and self._raw(j).istitle() and self._words[j] in words)
        if self._capital(i):
            return first not in words
        return last not in words if first in words else first not in words and (last not in words or len(last) > 3)

    def _partner(self, k: int, numbers: list[int]) -> Iterator[Match]:
        """The first of two who share a surname: "Sandra and Peter Moss"."""
        tied = k >= 2 and self._words[k - 1] == "and" and self._joined(k - 2) and self._joined(k - 1)
        first = k - 2 if tied else k - 1
        if first < 0 or not (tied or _AND.fullmatch(self._gap(first))) or not self._capital(first):
            return
        named = [number for number in numbers if self._is_given(self._words[first], number)]
        if named:
            yield self._match(first, first + 1, named, "full-name")

    def _nearly_given(self, i: int, numbers: list[int]) -> int | None:
        """The person whose first name is misspelt before the surname at i."""
        if not (self._joined(i - 1) and self._capital(i - 1) and self._capital(i)):
            return None
        word = self._words[i - 1]
        if len(word) < 4 or word in lists.given() or word in lists.ordinary() or word in TITLES:
            return None
        return next((n for n in numbers if any(_near(word, given) for given in self._givens(n))), None)

    def _after_title(self, i: int, j: int, numbers: list[int]) -> Iterator[Match]:
        title = self._words[i - 1] if self._joined(i - 1) else ""
        listed = title not in TITLES and i > 0 and self._in_list_of_titles(i)
        if not listed and title not in TITLES:
            named = [number for number in numbers if self._has_role_word(number, title)]
            if named and self._capital(i):
                yield self._match(i, j, named, "title")
            return
        named = [n for n in numbers if listed or self._bears(n, title)]
        if named and (self._capital(i) or title in COUNCIL_TITLES):
            self._titled = j
            yield self._match(i, j, self._of_sex(named, title), "title")

    def _in_list_of_titles(self, i: int) -> bool:
        """Whether the surname continues a list such as "Cllrs Moss, Okafor and Green"."""
        if not self._capital(i):
            return False
        if self._words[i - 1] == "and":
            return self._titled == i - 1
        return self._titled == i and _AND.fullmatch(self._gap(i - 1)) is not None

    def _has_role_word(self, number: int, word: str) -> bool:
        roles = self._roster.people[number].roles
        return bool(word) and any(role.casefold().split()[-1] == word for role in roles)

    def _bears(self, number: int, title: str) -> bool:
        """Whether the title can be the person's."""
        person = self._roster.people[number]
        titles = {word for listed in person.titles for word in listed.casefold().replace(".", "").split()}
        if title in CIVIL_TITLES:
            return bool(self._of_sex([number], title))
        if title in EARNED_TITLES:
            return title in titles or (title in ("revd", "reverend") and "rev" in titles)
        if titles & COUNCIL_TITLES:
            return title.startswith(("cllr", "councillor")) or title in titles
        return person.group in ("councillor", "candidate")

    def _of_sex(self, numbers: list[int], title: str) -> list[int]:
        """Those whom a title of one sex can mean, by their first names."""
        wrong = "female" if title in MALE_TITLES else "male" if title in FEMALE_TITLES else ""
        if not wrong:
            return numbers
        names = lists.given()
        return [n for n in numbers if not any(names.get(given) == wrong for given in self._givens(n))]

    def _before_given(self, i: int, j: int, numbers: list[int]) -> Iterator[Match]:
        """Inverted order: "Moss, Sandra" and "Moss, S."."""
        if j >= len(self._words) or not self._capital(i) or not self._capital(j):
            return
        if _LISTING.fullmatch(self._gap(j - 1)) is None or "," not in self._gap(j - 1):
            return
        if self._joined(i - 1) and self._capital(i - 1) and self._raw(i - 1).istitle():
            return
        word = self._words[j]
        if len(word) == 1:
            end = self._view.tokens[j].end
            named = [n for n in numbers if self._view.raw[end : end + 1] == "." and self._initial_of(word, n)]
        else:
            named = [n for n in numbers if self._is_given(word, n)]
        following = self._joined(j) and self._capital(j + 1) and self._words[j + 1] in lists.surnames()
        if named and not (following and self._words[j + 1] not in lists.given()):
            yield Match(self._span(i, j + 1), self._roster.people[named[0]], "full-name")

    def _alone(self, i: int, j: int, numbers: list[int]) -> Iterator[Match]:
        """A surname by itself, where it can hardly mean anything else."""
        word = "".join(self._words[i:j])
        if not self._capital(i) or len(word) < 4 or is_risky_word(word) or word in self._roster.givens:
            return
        if (self._joined(j - 1) and self._capital(j) and not self._raw(i).isupper()) or self._trades(j):
            return
        before = i - 1
        if self._joined(before) and (self._capital(before) or len(self._words[before]) == 1):
            opens = self._words[before] in lists.ordinary() and self._words[before] not in lists.given()
            if not opens:
                return
        elif self._joined(before) and self._words[before] in lists.given() and self._words[before] not in lists.ordinary():
            return
        if self._view.tokens[i].start in self._tag_words and self._lone_in_tag(i, j) is False:
            return
        yield self._match(i, j, numbers, "surname")

    def _trades(self, j: int) -> bool:
        """Whether the name is a firm's: "Chaudhry & Sons"."""
        following = next((k for k in (j, j + 1) if self._words[k : k + 1] != ["and"]), j)
        return self._words[following : following + 1] in (["sons"], ["son"], ["co"], ["daughters"], ["partners"])

    def _lone_in_tag(self, i: int, j: int) -> bool:
        raw, tokens = self._view.raw, self._view.tokens
        end = tokens[j - 1].end
        return raw[tokens[i].start - 1] == "#" and not raw[end : end + 1].isalnum()

    # other ways to name somebody

    def _misspelt(self, i: int) -> Iterator[Match]:
        """A surname that is nearly right after a title or a first name of the roster."""
        j = i + 1
        if not (self._joined(i) and self._capital(j)) or self._words[j] in self._roster.surnames:
            return
        word, before = self._words[j], self._words[i]
        known = word in TITLES or is_risky_word(word) or word in lists.surnames() or word in lists.given()
        if len(word) < 4 or known or self._hyphened(j, j + 1) or self._names_a_thing(j + 1):
            return
        if before in TITLES:
            numbers: Iterable[int] = (
                listed.person for key in _nearest(word, self._roster.surnames) for listed in self._roster.surnames[key]
                if not listed.rest and self._bears(listed.person, before)
            )
        else:
            people = self._roster.people
            numbers = (n for n in self._roster.givens[before] if _near(word, people[n].name.split()[-1].casefold()))
        named = list(numbers)
        if named:
            yield self._match(j if before in TITLES else i, j + 1, named, "misspelt")

    def _by_title_and_given(self, i: int) -> Iterator[Match]:
        """A council title with a first name only: "Cllr Sandra"."""
        j = i + 1
        if not (self._joined(i) and self._capital(j)) or self._words[j] in self._roster.surnames:
            return
        if self._joined(j) and self._capital(j + 1):
            return
        named = [n for n in self._roster.givens.get(self._words[j], ()) if self._bears(n, self._words[i])]
        if named:
            yield self._match(j, j + 1, named, "title")

    def _by_whole_name(self, i: int) -> Iterator[Match]:
        for j, numbers in self._forms_at(self._roster.whole, i):
            initials = j == i + 1
            if initials and not (self._raw(i).isupper() and not self._shouted(i)):
                continue
            if not initials and not self._capital(i):
                continue
            if not self._hyphened(i, j) and not self._names_a_thing(j):
                yield self._match(i, j, numbers, "known-as")
                return

    def _shouted(self, i: int) -> bool:
        """Whether the words about word i are in capitals too, so that capitals say nothing."""
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(self._words) and self._raw(k).isalpha()]
        return bool(near) and all(self._raw(k).isupper() and len(self._raw(k)) > 1 for k in near)

    def _by_role(self, i: int) -> Iterator[Match]:
        for j, numbers in self._forms_at(self._roster.roles, i):
            if self._hyphened(i, j):
                continue
            named = self._named_holder(i, j, numbers)
            if named:
                yield named
            elif len(numbers) == 1 and self._stands_for_holder(i, j):
                yield Match(self._span(i, j), self._roster.people[numbers[0]], "role-alone")
            return

    def _named_holder(self, i: int, j: int, numbers: list[int]) -> Match | None:
        """The role with a first name of a holder beside it: "our groundsman Dave", "Dave, our groundsman"."""
        if j < len(self._words) and self._capital(j) and self._gap(j - 1).strip() in ("", ",", "(", ":", "-", "–"):
            named = [n for n in numbers if self._is_given(self._words[j], n)]
            if named and not (self._joined(j) and self._capital(j + 1) and self._words[j + 1] not in lists.ordinary()):
                return Match(self._span(i, j + 1), self._roster.people[named[0]], "role")
        k = i - 1
        while k > 0 and self._words[k] in ("our", "the", "your"):
            k -= 1
        if k >= 0 and self._capital(k) and k < i and self._gap(k).strip() in ("", ",", "(", "-", "–"):
            named = [n for n in numbers if self._is_given(self._words[k], n)]
            if named and not (self._joined(k - 1) and self._capital(k - 1) and self._words[k - 1] in lists.given()):
                return Match(self._span(k, j), self._roster.people[named[0]], "role")
        return None

    def _stands_for_holder(self, i: int, j: int) -> bool:
        """Whether a role by itself means the council's own holder of it."""
        before = self._words[i - 1] if i > 0 and self._joined(i - 1) else ""
        after = self._words[j] if j < len(self._words) and self._joined(j - 1) else ""
        if before in _MODIFIED or after in _AFTER_ROLE or (after in _OF_OTHERS and self._of_another_body(j)):
            return False
        if after in self._roster.roles or (self._capital(j) and after and after not in ("and", "will", "has", "is")):
            return False
        own = before in ("our", "the", "your") if before else self._capital(i)
        if j == i + 1 and not self._capital(i):
            own = before == "our" or (before == "the" and not after)
        sentence = self._view.sentence_at(self._view.tokens[i].start)
        words = {token.text for token in self._view.tokens_between(*sentence)}
        return own and not words & _ROLE_VACANT and not any(map(_YEAR.fullmatch, words))

    def _of_another_body(self, j: int) -> bool:
        return any(self._capital(k) for k in (j + 1, j + 2)) or self._words[j + 1 : j + 2] == ["the"]

    def _by_joined_hashtag(self) -> Iterator[Match]:
        """A hashtag in one piece: "#sandramoss", "#cllrmoss"."""
        for span, parts in self._view.hashtags:
            if len(parts) == 1 and len(parts[0].text) > 5:
                numbers = list(self._in_one_piece(parts[0].text))
                if numbers:
                    yield Match(span, self._roster.people[numbers[0]], "full-name")

    def _in_one_piece(self, text: str) -> Iterator[int]:
        for lead in ("cllr", "councillor", "mayor"):
            if text.startswith(lead):
                known = self._roster.surnames.get(text[len(lead) :], ())
                yield from (n for rest, n in known if not rest and self._bears(n, lead))
        cheer = _CHEERS.match(text)
        for name in {text, text[cheer.end() :] if cheer else text}:
            for cut in range(2, len(name) - 2):
                if name[cut:] in self._roster.surnames and name[:cut] in self._roster.givens:
                    owners = {n for rest, n in self._roster.surnames[name[cut:]] if not rest}
                    yield from (n for n in self._roster.givens[name[:cut]] if n in owners)


def is_risky_word(word: str) -> bool:
    """Whether the word alone may mean something else than somebody's surname."""
    return any(word in words for words in (lists.ordinary(), lists.places(), lists.brands(), lists.given()))


def _near(word: str, name: str) -> bool:
    """Whether a word is a small slip of a name: same first letter, one slip, two in a long one."""
    from rapidfuzz.distance import OSA

    if not name or word[0] != name[0] or min(len(word), len(name)) < 4:
        return False
    slips = 2 if min(len(word), len(name)) >= 9 else 1
    return 0 < OSA.distance(word, name, score_cutoff=slips) <= slips


def _nearest(word: str, names: Iterable[str]) -> Iterator[str]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    for name, _, _ in extract(word, list(names), scorer=OSA.distance, score_cutoff=2, limit=5):
        if _near(word, name):
            yield name

