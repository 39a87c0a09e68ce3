"""Words of a draft, hashtags split into theirs, and the stretches that are not prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text.fold import Folded, fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[\u2190-\u2bff\U0001f000-\U0001faff]")
_HASHTAG = re.compile(r"(?<![\w&#/])#(\w*[^\W\d_]\w*)")
_CAMEL = lazy(r"[A-Z]+(?=[A-Z][^\W\dA-Z_])|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+")

_NAMES = r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}"
_PROSE = '\\s<>"“”„‟«»‹›‘’‚‛…—\u2600-\u27bf\U0001f000-\U0001faff'  # where every platform ends a link
_FULL = rf"\b(?:https?:[/\\]{{2}}|www\.)(?:(?!\]\()[^{_PROSE}])+"
_KNOWN_END = rf"<web.endings>\b(?:[/?#\\][^{_PROSE}]*)?"
_OTHER_END = rf"[a-z]{{2,12}}/[^{_PROSE}]+"  # only with a path
_LINK = worded(rf"{_FULL}|{_NAMES}(?:{_KNOWN_END}|{_OTHER_END})", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@/])@\w{2,60}")
_CLOSERS = ".,;:!?'\"*_]}–"


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
        yield Span(match.start(), match.start() + len(_without_closers(match[0])))


def _without_closers(link: str) -> str:
    """A link less what closes the sentence or the bracket around it."""
    while link[-1:] in _CLOSERS or (link[-1:] == ")" and link.count(")") > link.count("(")):
        link = link[:-1]
    return link


def find_handles(text: str) -> Iterator[Span]:
    """Every `@handle`, the at sign included."""
    if "@" in text:
        yield from (Span(*match.span()) for match in _HANDLE.finditer(text))
