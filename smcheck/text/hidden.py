"""Which listed word a writing hides: starred, stretched, backwards, misspelt, or run together with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

from smcheck.settings.words import words_of
from smcheck.text.disguise import STRETCHED, WILD
from smcheck.text.vocabulary import is_known

T = TypeVar("T")

_VOWELS = "aeiouy"
_SOUNDS = (
    ("ph", "f"), ("x", "cks"), ("zz", "ss"), ("z", "s"), ("y", "i"), ("k", "ck"), ("wh", "h"), ("q", "ck"),
    ("c", "k"), ("k", "c"), ("v", "u"), ("ia", "i"),
)  # fmt: skip
_LIKE = str.maketrans("qcx", "kkk", "aeiouyvsz")
_LONGEST_RUN = 60
_LONGEST_PIECE = 20
_REMEMBERED = 4096
_SHORTEST_RUN = 5
_SHORTEST_DRAWN = 5
_SHORTEST_MISSPELT = 4
_SHORTEST_PIECE = 4


class Piece(NamedTuple):
    """A part of a run-together word: where it begins and ends, in letters."""

    start: int
    end: int


class Hidden(Generic[T]):
    """The words that may be hidden, each with what is known of it."""

    def __init__(self, words: Mapping[str, T]) -> None:
        self._words = words
        self._skeletons = frozenset(map(_skeleton, words))
        self._word = lru_cache(_REMEMBERED)(self._find)
        self.within = lru_cache(_REMEMBERED)(self._within)

    @cached_property
    def _shapes(self) -> Mapping[int, Sequence[str]]:
        """The words by how long they are."""
        shapes: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._words:
            shapes[len(word)].append(word)
        return shapes

    @cached_property
    def _collapsed(self) -> Mapping[str, str]:
        """The words by what is left of them without doubled letters; the first that comes to the same."""
        collapsed: dict[str, str] = {}
        for word in self._words:
            collapsed.setdefault(_collapsed(word), word)
        return collapsed

    def reading(self, letters: str) -> T | None:
        """What a reading with masked or stretched letters stands for."""
        word = self._word(letters)
        return self._words[word] if word else None

    def drawn(self, letters: str) -> T | None:
        """What digits and signs read as letters stand for, even backwards or with doubled letters."""
        if WILD in letters or len(letters) < _SHORTEST_DRAWN:
            return self.reading(letters)
        word = self._word(letters) or self._collapsed.get(_collapsed(letters)) or self._word(letters[::-1])
        return self._words[word] if word else None

    def _find(self, letters: str) -> str | None:
        if letters in self._words:
            return letters
        if WILD in letters:
            return next((word for word in self._shapes[len(letters)] if _fits(letters, word)), None)
        if STRETCHED.search(letters):
            return self._collapsed.get(_collapsed(letters))
        return None

    def _within(self, letters: str) -> tuple[T | None, tuple[tuple[Piece, T], ...]]:
        """What a word stands for that is stretched or misspelt, or else what is run together in it."""
        stretched = self.reading(letters) if STRETCHED.search(letters) else None
        word = stretched or self.misspelt(letters)
        return word, () if word else tuple(self.inside(letters))

    def misspelt(self, letters: str) -> T | None:
        """What a word of no dictionary stands for, written backwards or with a letter or two astray."""
        if not _SHORTEST_MISSPELT <= len(letters) <= _LONGEST_PIECE:
            return None
        if _skeleton(letters) not in self._skeletons:
            return None
        if letters in self._words:
            return None
        for candidate in (letters[::-1], *_respelt(letters)):
            if candidate in self._words:
                return None if is_known(letters) else self._words[candidate]
        return None

    def inside(self, letters: str) -> Iterator[tuple[Piece, T]]:
        """Words that stand in a run of words written together, if it cannot be read without them."""
        if not (self._may_hold(letters) and letters.isalpha()) or is_known(letters):
            return
        spoken = _fewest(letters, lambda word: self._hides(word) or _is_piece(word))
        clean = _fewest(letters, lambda word: word not in self._words and _is_piece(word))
        if spoken and (not clean or len(clean) > len(spoken)):
            for piece in spoken:
                if self._hides(letters[piece.start : piece.end]):
                    yield piece, self._words[letters[piece.start : piece.end]]

    def _hides(self, word: str) -> bool:
        return len(word) >= _SHORTEST_PIECE and word in self._words

    def _may_hold(self, letters: str) -> bool:
        if not _SHORTEST_RUN <= len(letters) <= _LONGEST_RUN or letters in self._words:
            return False
        return any(
            letters[start : start + length] in self._words
            for start in range(len(letters) - _SHORTEST_PIECE + 1)
            for length in range(_SHORTEST_PIECE, min(_LONGEST_PIECE, len(letters) - start) + 1)
        )


def _fits(reading: str, word: str) -> bool:
    return all(seen in (letter, WILD) for seen, letter in zip(reading, word, strict=True))


def _collapsed(word: str) -> str:
    return "".join(char for index, char in enumerate(word) if not index or char != word[index - 1])


def _skeleton(word: str) -> str:
    """The consonants that misspelling leaves, each once, in the order of the alphabet."""
    return "".join(sorted(set(word.replace("ph", "f").replace("wh", "h").translate(_LIKE))))


def _fewest(letters: str, is_word: Callable[[str], bool]) -> list[Piece] | None:
    """The letters as the fewest words that they can be read as; None where they cannot."""
    best: list[list[Piece] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, Piece(start, end)]
            for start in range(max(0, end - _LONGEST_PIECE), end)
            if (before := best[start]) is not None and is_word(letters[start:end])
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1]


def _respelt(word: str) -> Iterator[str]:
    """Spellings a step away: two letters swapped, another vowel, a letter doubled or single, a like sound."""
    for index in range(len(word) - 1):
        before, pair, after = word[:index], word[index : index + 2], word[index + 2 :]
        yield before + pair[::-1] + after
        if pair[0] == pair[1]:
            yield before + pair[0] + after
    for index, char in enumerate(word):
        if index and char in _VOWELS:
            yield from (word[:index] + vowel + word[index + 1 :] for vowel in _VOWELS if vowel != char)
    for written, meant in _SOUNDS:
        if written in word:
            yield word.replace(written, meant)


def _is_piece(word: str) -> bool:
    short = word in words_of("english.short-pieces")
    if len(word) < _SHORTEST_PIECE or short:
        return short
    return is_known(word) or (word.endswith("s") and is_known(word[:-1]))
