"""Putting published text together out of a marked-up source, with the way back to the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from smcheck.model.draft import Published
from smcheck.model.errors import DraftError

_FURTHEST = 4096  # code points of the source that are searched for a character
_MOST_MISSES = 50  # characters not found, after which none is searched for
_WORD = re.compile(r"^\w+")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_WITHIN_WORD = re.compile(r"(?<=\w)\[([^\[\]\n]*)\]\(([^()\s]*)\)(\w*)")
_GOES_ON = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\(([^()\s]*)\)(\w+)")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|\w{2,32});?")

Span = tuple[int, int]


def words_of(text: str) -> set[str]:
    """The words of a text, by which two forms of it are compared."""
    return set(_PLAIN_WORD.findall(text.casefold()))


def refuse_longer(source: str, limit: int) -> None:
    """Raise `DraftError` where a marked-up source has more code points than can be parsed in bounded time."""
    if len(source) > limit:
        raise DraftError(f"the text has {len(source):,} characters with its markup; {limit:,} is the limit")


class Publishing:
    """Published text under way: pieces in their order, each with the stretch of the source it stands for.

    A link that begins or ends within a word must not part it: its target waits until the word has ended.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts = array("q")
        self._ends = array("q")
        self._last = ""  # characters; two are enough to tell a blank line
        self._within: list[bool] = []  # of the links that are open, whether they begin within a word
        self._held: list[_Piece] | None = None  # a target that is being added
        self._waiting: list[_Piece] = []  # targets that follow the word under way

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def last(self) -> str:
        """The last character so far; empty at the beginning."""
        return self._last[-1:]

    def ends_with(self, text: str) -> bool:
        """Whether the text so far ends with one or two given characters."""
        return self._last.endswith(text)

    def add(self, text: str, spans: Iterable[Span]) -> None:
        """Add text of which every character has its own stretch of the source."""
        piece = _Piece(text, list(spans))
        if self._held is not None:
            self._held.append(piece)
            return
        if self._waiting:
            word = len(text) - len(_WORD.sub("", text, count=1))
            self._put(piece.part(0, word))
            piece = piece.part(word, len(text))
            if piece.text:
                self._release()
        self._put(piece)

    def add_at(self, text: str, place: int) -> None:
        """Add text that the source does not hold, such as a line end between blocks, at a place in it."""
        self.add(text, [(place, place)] * len(text))

    def open_link(self, span: Span) -> None:
        """Begin the words of a link; the stretch is that of the mark that does so."""
        self._within.append(self.last.isalnum())
        if not self._within[-1]:
            self.add("[", [span])

    def end_words(self, span: Span) -> None:
        """End the words of a link: what is added next is its target, up to `end_link`."""
        self._held = []
        self.add(" " if self._within.pop() else "]", [span])

    def end_link(self) -> None:
        """End a link's target."""
        self._waiting += self._held or []
        self._held = None
        if not self.last.isalnum():
            self._release()

    def published(self) -> Published:
        """The whole."""
        self._release()
        return Published("".join(self._pieces), self._starts, self._ends)

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, []
        for piece in waiting:
            self._put(piece)

    def _put(self, piece: _Piece) -> None:
        for start, end in piece.spans:
            self._starts.append(start)
            self._ends.append(end)
        self._pieces.append(piece.text)
        self._last = (self._last + piece.text)[-2:]


class _Piece(NamedTuple):
    """A text, and for each of its characters the stretch of the source it stands for."""

    text: str
    spans: list[Span]

    def part(self, start: int, end: int) -> _Piece:
        return _Piece(self.text[start:end], self.spans[start:end])


def aligned(text: str, source: str, start: int, *, entities: bool = True) -> Iterator[Span]:
    """For each character of a text, its stretch of the source from `start` on.

    The source may write it as an entity, unless `entities` is False, and may hold other characters in
    between. What it does not hold stands where the character before it ended.
    """
    here, index, misses = start, 0, 0
    while index < len(text):
        begin = here if misses < _MOST_MISSES else len(source)
        span, length = _next(text, index, source, begin, entities)
        misses += span is None
        here = span[1] if span else here
        for _ in range(length):
            yield span or (here, here)
        index += length


def _next(text: str, index: int, source: str, here: int, entities: bool) -> tuple[Span | None, int]:
    """The next stretch of the source that stands for a character, and for how many that follow as well."""
    char = text[index]
    for place in range(here, min(len(source), here + _FURTHEST)):
        found = source[place]
        if entities and found == "&" and (entity := _ENTITY.match(source, place)):
            decoded = unescape(entity[0])
            if decoded != entity[0] and text.startswith(decoded, index):
                return (place, entity.end()), len(decoded)
        if found == char:
            return (place, place + 1), 1
        if char == "\n" and found == "\r":
            return (place, place + 1 + source.startswith("\n", place + 1)), 1
    return None, 1


def linked(words: str, target: str) -> str:
    """A link as Markdown writes it; the words alone where they say where it leads."""
    bare = re.sub(r"^(?:https?://|mailto:|tel:)", "", target, flags=re.IGNORECASE).rstrip("/")
    if not bare or target.startswith("#") or words.strip().rstrip("/").endswith(bare):
        return words
    return f"[{words}]({target})"


def whole_words(text: str) -> str:
    """A text with links as Markdown writes them, such as begin or end within a word behind that word."""
    return _GOES_ON.sub(r"[\1\3](\2)", _WITHIN_WORD.sub(r"\1\3 (\2)", text))
