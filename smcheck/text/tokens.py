"""Words of a draft, hashtags split into theirs, and the stretches that are not prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text.fold import Folded, fold
from smcheck.text.words import worded, words_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[\u2190-\u2bff\U0001f000-\U0001faff]")
_HASHTAG = re.compile(r"(?<![\w&#/])#(\w*[^\W\d_]\w*)")
_CAMEL = lazy(r"[A-Z]+(?=[A-Z][^\W\dA-Z_])|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+")

_NAMES = r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}"
_KNOWN_END = r"<web.endings>\b(?:[/?#][^\s<>\"]*)?"
_OTHER_END = r"[a-z]{2,12}/[^\s<>\"]+"  # only with a path
_FULL = r"\b(?:https?://|www\.)(?:(?!\]\()[^\s<>\"])+"
_LINK = worded(rf"{_FULL}|{_NAMES}(?:{_KNOWN_END}|{_OTHER_END})", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@/])@\w{2,60}")
_CLOSERS = ".,;:!?'\"*_]}"


class Token(NamedTuple):
    """A word: its span in the draft (code points, end exclusive) and its folded text."""

    start: int
    end: int
    text: str


class Span(NamedTuple):
    """A stretch of the draft, in code points, end exclusive."""

    start: int
    end: int


def plain_word(word: str) -> str:
    """The folded word without a possessive ending."""
    if word.endswith("'s") and word not in words_of("english.kept-apostrophes"):
        return word[:-2]
    return word


def split_words(folded: Folded) -> list[Token]:
    """Every word of the folded text, in order."""
    words = _WORD.finditer(folded.text)
    if folded.origins is None:
        return [Token(*match.span(), _plain(match[0])) for match in words]
    return [Token(*folded.span(*match.span()), _plain(match[0])) for match in words]


def _plain(word: str) -> str:
    return plain_word(word) if "'" in word else word


def split_hashtags(text: str) -> Iterator[tuple[Span, tuple[Token, ...]]]:
    """Every hashtag with its words: `#SaveOurLibrary` gives save, our, library."""
    for match in _HASHTAG.finditer(text):
        words = tuple(
            Token(match.start(1) + part.start(), match.start(1) + part.end(), fold(part[0]).text)
            for part in _CAMEL.finditer(match[1])
        )
        yield Span(*match.span()), words


def find_links(text: str) -> Iterator[Span]:
    """Every web address, with or without its scheme, less the punctuation that follows it."""
    if "." not in text:
        return
    for match in _LINK.finditer(text):
        closers = _CLOSERS if "(" in match[0] else _CLOSERS + ")"
        start, end = match.start(), match.start() + len(match[0].rstrip(closers))
        yield Span(start, end)


def find_handles(text: str) -> Iterator[Span]:
    """Every `@handle`, the at sign included."""
    if "@" in text:
        yield from (Span(*match.span()) for match in _HANDLE.finditer(text))
