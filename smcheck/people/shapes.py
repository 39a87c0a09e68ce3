"""What lists and the shape of words tell about the names in a draft, before any model is asked.

They settle most of a post. Only the words that they leave open could still be somebody's name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from smcheck.people import lists
from smcheck.people.runs import Runs
from smcheck.people.standing import ReasonedStanding, Standing, standing_of
from smcheck.people.things import by_ending, by_opening, stands_among
from smcheck.people.words import Words
from smcheck.settings.patterns import lazy
from smcheck.settings.words import pairs_of, words_of
from smcheck.text import Coverage, Span, TextView
from smcheck.text.titles import all_titles, council_titles

_UNQUOTED = lazy(r"[\"”’']? $")
_PAIRED = lazy(r" (?:and|&) [A-Z][\w'’-]+ (\w+)")  # "Ross and Cromarty Committee"
_NAME_OF_LIST = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_LIST = lazy(rf"{_NAME_OF_LIST}(?:, {_NAME_OF_LIST}){{3,}}")  # of four items at least
_THING = ReasonedStanding(Standing.NOT_A_PERSON, "part of the name of a thing")
_LONGEST = 4  # words of a name


class Titled(NamedTuple):
    """A name with a title before it: the whole, the name alone, and whether the title is a council's."""

    whole: Span
    name: Span
    of_council: bool


class Names:
    """The names in one draft, so far as lists and shapes can tell; hashtags are left aside."""

    def __init__(self, view: TextView, own_places: frozenset[str] = frozenset()) -> None:
        """`own_places` are words of the places that the council itself has given."""
        self._own_places = own_places
        self._view = view
        self._words = Words(view, [token for token in view.tokens if token.start not in view.tag_words])

    # things

    @cached_property
    def things(self) -> Coverage:
        """Phrases that make a thing of a name: "Nelson Drive", "Storm Brian", "Okafor & Sons"."""
        return Coverage(len(self._view.raw), (*self._endings, *by_opening(self._words)))

    @cached_property
    def _endings(self) -> tuple[Span, ...]:
        return tuple(by_ending(self._words))

    # names that a list knows

    @cached_property
    def known(self) -> tuple[tuple[Span, ReasonedStanding], ...]:
        """Names that the list of well-known names settles."""
        found = []
        things = Coverage(len(self._view.raw), self._endings)
        k = 0
        while k < len(self._words):
            length, standing = self._known_at(k)
            if length:
                span = Span(self._words.tokens[k].start, self._words.end(k + length - 1))
                judged = _THING if things.touches(*span) else ReasonedStanding(Standing(standing))
                found.append((span, judged))
            k += length or 1
        return tuple(found)

    def _known_at(self, k: int) -> tuple[int, str]:
        """How many words from k on a listed name has, and its judgement; 0 for none."""
        words = self._words
        for rest, judgement in lists.known().get(words.texts[k], ()):
            end = k + 1 + len(rest)
            written = words.capital(k) and words.capital(end - 1)
            unbroken = all(map(words.tied, range(k, end - 1)))
            if not (written and unbroken and tuple(words.texts[k + 1 : end]) == rest):
                continue
            if rest or self._stands_alone(k):
                return end - k, judgement
        return 0, ""

    def _stands_alone(self, k: int) -> bool:
        """Whether a word is no part of a longer name, such as another Dickens's."""
        words = self._words
        named = words.text(k - 1) in lists.given() or words.initial(k - 1)
        if named and words.tied(k - 1) and words.capital(k - 1):
            return False
        follows = words.tied(k) and words.capital(k + 1) and not words.possessive(k)
        return not (follows and words.text(k + 1) not in lists.ordinary())

    @cached_property
    def _known_words(self) -> Coverage:
        return Coverage(len(self._view.raw), (span for span, _ in self.known))

    # names that a title tells

    def titled(self) -> Iterator[Titled]:
        """Names with a title before them, and those that go on a list of several: "Cllrs Moss and Okafor"."""
        words = self._words
        for k, token in enumerate(words.tokens):
            if token.text not in all_titles() or words.possessive(k) or not words.joined(k):
                continue
            of_council = token.text in council_titles()
            if not (words.capital(k) or of_council):
                continue
            end = self._name_after(k)
            if end == k + 1 or (end == k + 2 and token.text.startswith("chair")):
                continue
            if end == k + 2 and self._names_nobody(k + 1):
                continue
            yield self._titled(k, k + 1, end)
            while token.text in words_of("titles.several") and end < len(words):
                start = end + (words.text(end) == "and")
                parted = words.gap(end - 1).strip() in (",", "&") or start > end
                end = self._name_end(start, strict=False) if parted else start
                if end == start:
                    break
                yield self._titled(k, start, end, whole=start)

    def _names_nobody(self, k: int) -> bool:
        """Whether a word behind a title is a letter that stands for a name ("Mr B"), or the speaker."""
        return self._words.initial(k) or self._words.text(k).partition("'")[0] == "i"

    def _titled(self, title: int, start: int, end: int, whole: int | None = None) -> Titled:
        words = self._words
        first = words.tokens[title if whole is None else whole].start
        close = words.end(end - 1)
        of_council = words.text(title) in council_titles()
        return Titled(Span(first, close), Span(words.tokens[start].start, close), of_council)

    def _name_after(self, k: int) -> int:
        """Where the name after the title at k ends; at its start where there is none."""
        words = self._words
        cllr = words.text(k) in words_of("titles.members")
        if not words.capital(k + 1):
            written = words.text(k + 1) in lists.given() and words.text(k + 1) not in lists.ordinary()
            surname = words.joined(k + 1) and words.text(k + 2) not in lists.ordinary()
            return k + 1 + (cllr and written) + (cllr and written and surname)
        return self._name_end(k + 1, strict=not cllr)

    def _name_end(self, start: int, *, strict: bool) -> int:
        """Where a name that begins at a word ends; `strict` refuses one that opens like a thing."""
        words = self._words
        shouted = words.raw(start)[1:].isupper()
        end = start
        while end < min(start + _LONGEST, len(words)) and self._can_be_in_name(end, strict):
            opens_thing = strict and end == start and words.text(end) in lists.things()
            if (
                opens_thing
                or words.raw(end)[1:].isupper() != shouted
                or (end > start and not words.tied(end - 1))
            ):
                break
            end += 1
            if words.possessive(end - 1):
                break
        names_thing = end > start and self._followed(end - 1) and words.capital(end)
        return start if names_thing and words.text(end) in lists.things() else end

    def _followed(self, k: int) -> bool:
        """Whether a word is joined to the next, be it behind a closing quotation mark: the "Lady Ann" Pit."""
        return self._words.joined(k) or (
            k < len(self._words) - 1 and _UNQUOTED.fullmatch(self._words.gap(k)) is not None
        )

    def _can_be_in_name(self, k: int, strict: bool) -> bool:
        word = self._words.text(k)
        if not self._words.capital(k) or (word in all_titles() and not self._ends_as_surname(k)):
            return False
        meant_otherwise = word in lists.ordinary() or (strict and word in lists.places())
        return not meant_otherwise or word in lists.surnames() or word in lists.given()

    def _ends_as_surname(self, k: int) -> bool:
        """Whether a title's word, with no name behind it, is the surname in a name: "Kevin Alderman"."""
        words = self._words
        named = words.joined(k - 1) and words.capital(k - 1) and words.text(k - 1) not in all_titles()
        follows = words.joined(k) and words.capital(k + 1)
        return named and not follows and words.text(k) in lists.surnames()

    # what is left open

    @cached_property
    def open(self) -> tuple[Span, ...]:
        """Words that could be part of somebody's name, so far as lists and shapes can tell."""
        settled = (self._known_words, self.things)
        return tuple(
            Span(token.start, token.end)
            for k, token in enumerate(self._words.tokens)
            if self._is_open(k) and not any(cover.touches(token.start, token.end) for cover in settled)
        )

    def _is_open(self, k: int) -> bool:
        words, word = self._words, self._words.texts[k]
        is_ordinary = word in lists.ordinary()
        if is_ordinary and not words.capital(k):
            return False
        if len(word) < 2 or word in all_titles() or not word.replace("'", "").isalpha():
            return False
        stem, _, ending = word.partition("'")
        endings = words_of("persons.endings")
        ordinary = is_ordinary or (stem in lists.ordinary() and ending in endings)
        own = word in self._own_places
        place, first_name = own or word in lists.places(), word in lists.given() and not own
        if not words.capital(k):
            return not (ordinary or ending) and (first_name or (len(word) > 3 and not place))
        if not (ordinary or word in lists.brands() or (place and not first_name)):
            return first_name or not self._is_abbreviation(k)
        named = words.tied(k - 1) and (words.text(k - 1) in all_titles() or words.initial(k - 1))
        if named and words.capital(k - 1) and (word in lists.given() or word in lists.surnames()):
            return True
        return first_name and word not in words_of("persons.months") and self._written_as_name(k)

    def _is_abbreviation(self, k: int) -> bool:
        raw = self._words.raw(k)
        capitals = sum(map(str.isupper, raw))
        return (raw.isupper() and len(raw) < 5) or (capitals > 2 and not raw.isupper())

    def _written_as_name(self, k: int) -> bool:
        """Whether a capital beside it, or within the sentence, makes a name of an ordinary word."""
        words = self._words
        if words.tied(k) and words.capital(k + 1):
            return True
        return words.joined(k - 1) and not words.capital(k - 1)

    # what the language model sees

    def stands_as_first_name(self, name: Span) -> bool:
        """Whether a word is open, a listed first name and no ordinary word, with no surname behind it."""
        words, k = self._words, bisect_left(self._starts, name.start)
        if words.text(k) not in lists.given() or words.text(k) in lists.ordinary() or not self._is_open(k):
            return False
        alone = self._runs.last(k) == k and not (words.tied(k) and words.capital(k + 1))
        return alone and not self.things.touches(*name)

    def trimmed(self, name: Span) -> Span:
        """A name without words at its ends that are lower case where others of it are capitalised."""
        words = self._words
        first, last = bisect_left(self._starts, name.start), bisect_left(self._starts, name.end)
        if any(words.capital(k) for k in range(first, last)):
            while not words.capital(first):
                first += 1
            while not (words.capital(last - 1) or words.hyphened(last - 2)):
                last -= 1
            return Span(words.tokens[first].start, min(name.end, words.tokens[last - 1].end))
        return name

    def widened(self, name: Span) -> Span:
        """The name with open words beside it: of "Siobhán Ní Bhriain" the model may see the first alone."""
        return self._runs.widened(name)

    def paired(self) -> Iterator[Span]:
        """Open words beside each other, one of which is a listed name: "Nishit Shah", "Ludo van der Berg"."""
        return self._runs.named()

    @cached_property
    def _runs(self) -> Runs:
        return Runs(self._words, self._open_words)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self._words.tokens]

    def counts(self, name: Span) -> bool:
        """Whether a name that the model sees counts: it holds an open word, or a listed name beside one."""
        if self.leaves_open(name):
            return not (self._is_goal(name) or self._is_small(name) or self._places_in_lists.touches(*name))
        words = self._view.tokens_between(*name)
        return any(word.text in lists.given() or word.text in lists.surnames() for word in words)

    def _is_goal(self, name: Span) -> bool:
        """Whether one unlisted word stands where a place does: "near Coldharbour", "from Elm Row to Cley"."""
        words, k = self._words, bisect_left(self._starts, name.start)
        word = words.text(k)
        if word in lists.given() or word in lists.surnames() or words.end(k) < name.end:
            return False
        before = words.text(k - 1) if words.joined(k - 1) else ""
        if before in words_of("persons.placing"):
            return True
        opener = pairs_of("persons.ways").get(before, "")
        return bool(opener) and opener in words.texts[max(0, k - 8) : k - 1]

    def _is_small(self, name: Span) -> bool:
        """Whether a single word in small letters stands where no name does: "we ken", "one beck"."""
        words, k = self._words, bisect_left(self._starts, name.start)
        alone = words.raw(k).islower() and words.end(k) >= name.end
        return alone and words.joined(k - 1) and words.text(k - 1) in words_of("persons.before-other-words")

    @cached_property
    def _places_in_lists(self) -> Coverage:
        """Lists of places: few of their items begin with anybody's name."""
        found = Coverage(len(self._view.raw))
        for match in _LIST.finditer(self._view.raw):
            items = [item.split()[0].casefold() for item in match[0].split(", ")]
            if sum(map(_is_somebodys, items)) * 3 <= len(items):
                found.add(*match.span())
        return found

    def leaves_open(self, stretch: Span) -> bool:
        """Whether a stretch holds an open word."""
        return self._open_words.touches(*stretch)

    @cached_property
    def _open_words(self) -> Coverage:
        return Coverage(len(self._view.raw), self.open)

    def judge(self, name: Span) -> ReasonedStanding:
        """What sort of mention a name is that nobody of the roster bears."""
        if self.things.touches(*name) or self._names_a_thing(name):
            return _THING
        if stands_among(self.things, self._view.raw, name):
            return _THING
        index = bisect_right(self.known, name.start, key=lambda known: known[0].end)
        if index < len(self.known) and self.known[index][0].start < name.end:
            return self.known[index][1]
        return standing_of(self._view, name)

    def _names_a_thing(self, name: Span) -> bool:
        """Whether the words behind a name make a thing of it: "Sandra Moss Hall", "Percy's Pickles"."""
        raw = self._view.raw
        following = self._view.tokens_between(name.end, name.end + 25)[:1]
        if self._words.text(bisect_left(self._starts, name.start) - 1) in words_of("persons.one-of-many"):
            return True
        if not following:
            return False
        if paired := _PAIRED.match(raw, name.end):
            return paired[1].casefold().removesuffix("s") in lists.things()
        if not raw[following[0].start].isupper():
            return following[0].text in words_of("persons.small-things") and raw[name.end] == " "
        between = raw[name.end : following[0].start]
        possessive = between.startswith(("'s ", "’s ")) or raw[name.end - 2 : name.end] in ("'s", "’s")
        word = following[0].text
        if between.strip(" '’s"):
            return False
        one_word = " " not in raw[name.start : name.end]
        return word in lists.things() or (possessive and one_word and word in lists.ordinary())


def _is_somebodys(word: str) -> bool:
    """Whether a word is a listed first name or surname."""
    return word in lists.given() or word in lists.surnames() or word in lists.elsewhere()
