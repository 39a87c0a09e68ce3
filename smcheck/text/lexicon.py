"""The word lists as tries over words, one for each first word, so that a draft is matched in a single pass.

A trie is compiled when its first word is met: a draft meets few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from smcheck.model.category import COARSE
from smcheck.model.errors import ConfigError
from smcheck.settings.files import stamp
from smcheck.text.disguise import WILD
from smcheck.text.hidden import Hidden
from smcheck.text.roles import AMBIGUOUS, HELPLINE, INNOCENT, NEVER
from smcheck.text.tokens import Token, plain_word
from smcheck.text.wordlists import (
    GAP,
    LONGEST_GAP,
    STRENGTHS,
    Term,
    list_problems,
    read_list,
    seed_words,
    shipped_terms,
)

_ANY = "_"
_HIDEABLE = STRENGTHS[2:]  # nobody hides a mild word
_ENDS = ""  # key of a trie node under which the terms that end there are kept


class TermMatch(NamedTuple):
    """A term found in a draft: span in code points, the term, and whether it was disguised."""

    start: int
    end: int
    term: Term
    disguised: bool = False


Node = dict[str, Any]
Slots = tuple[str, ...]


def inflected(word: str) -> frozenset[str]:
    """The word with its regular English endings as a noun and as a verb."""
    forms = {word, word + "s", word + "ed", word + "ing", word + "er", word + "ers"}
    if word.endswith(("s", "x", "z", "ch", "sh")):
        forms.add(word + "es")
    if word.endswith("e"):
        forms |= {word + "d", word + "r", word + "rs", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        forms |= {word[:-1] + ending for ending in ("ies", "ied", "ier", "iest")}
    elif len(word) > 2 and word[-1] in "bdgklmnprt" and word[-2] in "aeiou" and word[-3] not in "aeiou":
        forms |= {word + word[-1] + ending for ending in ("ed", "ing", "er", "ers", "y")}
    return frozenset(forms)


@cache
def _alternatives(slot: str) -> Collection[str]:
    if slot.isalpha():
        return (slot.lower(),)
    words: set[str] = set()
    for word in map(plain_word, slot.lower().split("|")):
        words |= inflected(word[:-1]) if word.endswith("~") else {word}
    return sorted(words)


def _words_of(slot: str) -> tuple[Collection[str], bool]:
    """The words that may stand in a slot of a term, and whether it may be left out."""
    optional = slot.endswith("?") and len(slot) > 1
    return _alternatives(slot[:-1] if optional else slot), optional


class Lexicon:
    """Every term of every list, safe to share between threads."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._starts: dict[str, list[tuple[Term, Slots]]] = {}
        self._tries: dict[str, Node] = {}
        self._hideable: dict[str, Term] = {}
        self._websites: dict[str, Term] = {}
        self._most_labels = 0  # of a listed website
        self._helplines: set[str] = set()
        for term in terms:
            self._add(term)
        gravest_first = sorted(self._hideable.items(), key=lambda entry: -STRENGTHS.index(entry[1].strength))
        self._hidden = Hidden(dict(gravest_first))

    def _add(self, term: Term) -> None:
        if term.role == INNOCENT:
            return
        if term.category == "link":
            self._websites[term.term.lower()] = term
            self._most_labels = max(self._most_labels, term.term.count(".") + 1)
            return
        if term.role == HELPLINE:
            self._helplines.add(_digits(term.term))
            return
        slots = tuple(term.term.split())
        self._start(term, slots)
        if term.strength in _HIDEABLE and len(slots) == 1 and term.role not in (NEVER, AMBIGUOUS):
            for word in _alternatives(slots[0]):
                if len(word) > 2:
                    self._hideable.setdefault(word, term)

    def _start(self, term: Term, slots: Slots) -> None:
        """Note the words that a term may begin with, and the slots that are to follow each."""
        first, following = slots[0], slots[1:]
        words, optional = _words_of(first)
        for word in words:
            self._starts.setdefault(word, []).append((term, following))
        if optional and following:
            self._start(term, following)

    def _trie(self, word: str) -> Node | None:
        """What may follow a first word; None where no term begins with it."""
        if word not in self._starts:
            return None
        if word not in self._tries:
            trie: Node = {}
            for term, slots in self._starts[word]:
                _grow(trie, term, slots)
            self._tries[word] = trie
        return self._tries[word]

    def website(self, host: str) -> Term | None:
        """What is listed of a host or of the nearest domain above it; None where nothing is."""
        labels = host.split(".")
        for first in range(max(0, len(labels) - self._most_labels), len(labels)):
            term = self._websites.get(".".join(labels[first:]))
            if term:
                return None if term.role == NEVER else term
        return None

    def is_helpline(self, number: str) -> bool:
        """Whether a number, as it is dialled within the country, is a public helpline's."""
        return _digits(number) in self._helplines

    def match(self, tokens: Sequence[Token], text: str) -> Iterator[TermMatch]:
        """Every term among the tokens of the draft's `text`, overlapping ones too."""
        anything = self._trie(_ANY)
        for index, token in enumerate(tokens):
            for trie in (self._trie(token.text), anything):
                if trie:
                    yield from _follow(trie, tokens, index, text)

    def match_disguised(self, readings: Iterable[Token]) -> Iterator[TermMatch]:
        """Terms that a disguised stretch may stand for; each stretch once, the first reading that fits."""
        seen: set[tuple[int, int]] = set()
        for start, end, letters in readings:
            if (start, end) not in seen:
                inside = () if WILD in letters else self._hidden.inside(letters)
                term = self._hidden.drawn(letters) or next((term for _, term in inside), None)
                if term:
                    seen.add((start, end))
                    yield TermMatch(start, end, term, disguised=True)

    def match_spaced(self, readings: Iterable[Token]) -> Iterator[TermMatch]:
        """Terms that runs of single letters spell."""
        for start, end, letters in readings:
            term = self._hideable.get(letters)
            if term:
                yield TermMatch(start, end, term, disguised=True)

    def match_misspelt(
        self, tokens: Iterable[Token], is_name: Callable[[Token], bool]
    ) -> Iterator[TermMatch]:
        """Terms that words stand for which are stretched, misspelt, backwards or run together with others."""
        for token in tokens:
            start, end, letters = token
            term, pieces = self._hidden.within(letters)
            if not (term or pieces) or is_name(token):
                continue
            if term:
                yield TermMatch(start, end, term, disguised=True)
            for piece, term in pieces:
                even = end - start == len(letters)
                span = (start + piece.start, start + piece.end) if even else (start, end)
                yield TermMatch(*span, term, disguised=True)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _grow(trie: Node, term: Term, slots: Slots) -> None:
    """Add a term whose first word is given to the trie of that word."""
    nodes = [trie]
    for slot in slots:
        words, optional = _words_of(slot)
        reached = [node.setdefault(word, {}) for node in nodes for word in words]
        nodes = reached + nodes if optional else reached
    for node in nodes:
        node.setdefault(_ENDS, []).append(term)


def _follow(node: Node, tokens: Sequence[Token], first: int, text: str) -> Iterator[TermMatch]:
    pending = [(node, first + 1)]
    while pending:
        node, following = pending.pop()
        for term in node.get(_ENDS, ()):
            if not term.cased or text[tokens[first].start].isupper():
                yield TermMatch(tokens[first].start, tokens[following - 1].end, term)
        if following >= len(tokens):
            continue
        for key in (tokens[following].text, _ANY):
            if key in node:
                pending.append((node[key], following + 1))
        if GAP in node:
            reach = min(following + LONGEST_GAP, len(tokens))
            for later in range(following, reach):
                after = node[GAP].get(tokens[later].text)
                if after is not None:
                    pending.append((after, later + 1))


def load(extra: tuple[Path, ...]) -> Lexicon:
    """The shipped lists with the council's own; raises `ConfigError` where one is malformed.

    They are compiled once, and anew when one of the council's has changed.
    """
    return _load(extra, tuple(map(stamp, extra)))


@cache
def _load(extra: tuple[Path, ...], _stamps: tuple[tuple[int, int], ...]) -> Lexicon:
    for path in extra:
        for problem in list_problems(path):
            raise ConfigError(problem)
    terms = [*shipped_terms(), *(term for path in extra for term in read_list(path))]
    ours = {form for term in terms if term.category in COARSE for form in _alternatives(term.term)}
    seeds = (
        Term(word.lower(), "obscenity", "always", note="better-profanity")
        for word in seed_words()
        if word.lower() not in ours and word.isascii() and word.replace(" ", "").isalpha()
    )
    return Lexicon((*terms, *seeds))
