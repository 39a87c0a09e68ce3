"""Phrases in which a name is a thing's: streets, halls, cups, storms, ships, firms."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.people import lists
from smcheck.people.words import Words
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text import Coverage, Span
from smcheck.text.titles import all_titles

_FIRM = worded(r"\s*(?:&|and)\s+<persons.partners>\b")
_LINE_OR_QUESTION_ENDS = lazy(r"(?:^|[?\n])\s*$")
_COMMA_OR_AND_ENDS = lazy(r"(?:,|,? and|,? &) $")
_COMMA_OR_AND = lazy(r"(?:,|,? and|,? &) (?=[A-Z])")
_GAP = 40  # code points between a question and its answer, most of them line breaks
_LONGEST = 4  # words of a name before its thing's word, and behind a generic one


def by_opening(words: Words) -> Iterator[Span]:
    """Things told by what stands before a name or behind it: "Storm Brian", "Ysgol Moss", "Okafor & Sons"."""
    asked = "q" in words.texts
    for k, token in enumerate(words.tokens):
        if not words.capital(k):
            continue
        if token.text in words_of("persons.saints") and words.joined(k) and words.capital(k + 1):
            yield Span(token.start, words.tokens[k + 1].end)
        if token.text in words_of("persons.generics") or _opens_in_welsh(words, k):
            yield Span(token.start, words.tokens[_closing(words, k)].end)
        if _FIRM.match(words.view.raw, token.end) or (asked and _only_marks_an_answer(words, k)):
            yield Span(token.start, token.end)


def by_ending(words: Words) -> Iterator[Span]:
    """Things told by their last word: "Nelson Drive", "the Edwin Moss Memorial Cup"."""
    for k, token in enumerate(words.tokens):
        beside = words.capital(k) and words.capital(k - 1) and words.joined(k - 1)
        if not (beside and token.text in lists.things()):
            continue
        first = _opening(words, k)
        stands_as_place = words.text(first - 1) in words_of("persons.at-places") and not words.possessive(k)
        several = first < _first_of_hyphened(words, k - 1)
        if several or stands_as_place or not _could_be_surname(words, k):
            yield Span(words.tokens[first].start, token.end)


def stands_among(things: Coverage, raw: str, name: Span) -> bool:
    """Whether a list has the name between two things: "Elm Lane, Sandra Moss and Oak Road"."""
    before = _COMMA_OR_AND_ENDS.search(raw, max(0, name.start - 6), name.start)
    after = _COMMA_OR_AND.match(raw, name.end)
    if before is None or after is None:
        return False
    return things.touches(before.start() - 1, before.start()) and things.touches(after.end(), after.end() + 1)


def _only_marks_an_answer(words: Words, k: int) -> bool:
    """Whether a letter only says that a question or answer follows: "Q. Who pays? A. We do", say."""
    if not (words.initial(k) and words.text(k) in ("q", "a")):
        return False
    start = words.tokens[k].start
    return _LINE_OR_QUESTION_ENDS.search(words.view.raw, max(0, start - _GAP), start) is not None


def _opens_in_welsh(words: Words, k: int) -> bool:
    """Whether a word that is a first name, too, begins the name of a Welsh place: "Tŷ Bethel", "Lon Cefn"."""
    if words.text(k) not in words_of("persons.welsh-generics"):
        return False
    return not words.raw(k).isascii() or words.text(k + 1) in words_of("persons.welsh-places")


def _closing(words: Words, k: int) -> int:
    """The last of the capitalised words that begin at k, Welsh ones in small letters between them."""
    last = k
    while last < k + _LONGEST and words.tied(last):
        joins = words.text(last + 1) in words_of("persons.welsh-joining") and not words.capital(last + 1)
        following = last + 1 + (joins and words.joined(last + 1))
        if not words.capital(following):
            break
        last = following
    return last


def _opening(words: Words, k: int) -> int:
    """Where the capitalised words before a thing's word begin."""
    first = k - 1
    while first > max(0, k - _LONGEST) and words.tied(first - 1) and words.capital(first - 1):
        first -= 1
    return first


def _first_of_hyphened(words: Words, k: int) -> int:
    """Where a word that hyphens make begins: at "Ann" for k at "Mae" of "Ann-Mae"."""
    while words.hyphened(k - 1):
        k -= 1
    return k


def _could_be_surname(words: Words, k: int) -> bool:
    """Whether a thing's word may be the surname of the first name before it: "Sandra Green"."""
    before = words.text(k - 1)
    if before in all_titles():
        return True
    if words.possessive(k - 1) or lists.things().get(words.text(k)) != "surname":
        return False
    return before in lists.given() and before not in lists.ordinary() and before not in lists.places()
