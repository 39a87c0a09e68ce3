"""Putting published text together out of a marked-up source, with the way back to the source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from html import unescape

from smcheck.model.draft import Published
from smcheck.model.errors import DraftError

_FURTHEST = 4096  # code points of the source that are searched for a character
_MOST_MISSES = 50  # characters not found, after which none is searched for
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|\w{2,32});?")


def refuse_longer(source: str, limit: int) -> None:
    """Raise `DraftError` where a marked-up source has more code points than can be parsed in bounded time."""
    if len(source) > limit:
        raise DraftError(f"the text has {len(source):,} characters with its markup; {limit:,} is the limit")


class Publishing:
    """Published text under way: pieces in their order, each with the stretch of the source it stands for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts = array("q")
        self._ends = array("q")
        self._last = ""  # characters; two are enough to tell a blank line

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def last(self) -> str:
        """The last character so far; empty at the beginning."""
        return self._last[-1:]

    def ends_with(self, text: str) -> bool:
        """Whether the text so far ends with one or two given characters."""
        return self._last.endswith(text)

    def add(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Add text of which every character has its own stretch of the source."""
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)
        self._pieces.append(text)
        self._last = (self._last + text)[-2:]

    def add_at(self, text: str, place: int) -> None:
        """Add text that the source does not hold, such as a line end between blocks, at a place in it."""
        self.add(text, [(place, place)] * len(text))

    def published(self) -> Published:
        """The whole."""
        return Published("".join(self._pieces), self._starts, self._ends)


def aligned(text: str, source: str, start: int, *, entities: bool = True) -> Iterator[tuple[int, int]]:
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


def _next(
    text: str, index: int, source: str, here: int, entities: bool
) -> tuple[tuple[int, int] | None, int]:
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
