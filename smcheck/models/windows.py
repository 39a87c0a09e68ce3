"""How readers see a text: its words plain, cut into windows of tokens that hold whole sentences.

A post of several paragraphs is seen as a whole and, again, by paragraph: what is said in one of several news
items drowns in the others. A text that is too long for a post is seen as several.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text import Span
from smcheck.text.fold import fold
from smcheck.text.tokens import split_hashtags

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 320  # tokens of a window
_ONE_POST = 400  # tokens: real posts that are a little longer than a window are one all the same
_GATHERED = 32  # tokens of paragraphs of a long text, titles and lists above all, that are seen together
_REPEATS = 12
_REPEATED = lazy(rf"(.{{1,16}}?)\1{{{_REPEATS},}}", re.DOTALL)
_SYMBOL = lazy(r"[^\x00-\u1fff]")  # surrogates among them: halves of characters have no name


Encoded = tuple[Span, list[int]]
"""A sentence, and its tokens."""


class Window(NamedTuple):
    """Tokens of some sentences, without any that begin or end it, and which of them are whose.

    `spans` are the sentences in the text, `segments` their first token and the one behind their last.
    `handicap` is taken from its logits: a paragraph's, since of many one is sooner wrong than of few.
    """

    spans: list[Span]
    tokens: list[int]
    segments: list[tuple[int, int]]
    handicap: float = 0.0

    @property
    def judged(self) -> list[tuple[int, int]]:
        """What is judged: every segment and, behind several, all of them as one. The whole is last."""
        return self.segments if len(self.segments) == 1 else [*self.segments, (0, len(self.tokens))]


def as_read(text: str) -> str:
    """The text as a reader sees it: folded, hashtags split into words, emoji by their Unicode names.

    Of what is repeated on end only some is left.
    """
    text = _REPEATED.sub(_shortened, text)
    for span, words in reversed(list(split_hashtags(text))):
        text = text[: span.start] + " ".join(word.text for word in words) + text[span.end :]
    return _SYMBOL.sub(_named, fold(text).text)


def _shortened(repeated: re.Match[str]) -> str:
    return repeated[1] * _REPEATS


def _named(symbol: re.Match[str]) -> str:
    char = symbol[0]
    if unicodedata.category(char) in ("So", "Sk", "Sm", "Cs"):
        return f" {unicodedata.name(char, '').lower()} "
    return char


def windows(
    tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]], longest: int = LONGEST
) -> Iterator[Window]:
    """Sentences, given as span and words as they are read, in as few windows as hold them.

    One too long is cut.
    """
    return _cut(_encoded(tokenizer, sentences), longest)


def posts(tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]]) -> Iterator[list[Window]]:
    """The windows of each post in a text, given as to `windows`; none where there is nothing to read.

    A text that is little longer than a window is one post, seen as a whole and by paragraph. Of a longer one
    each paragraph is a post, short ones that follow each other together, and of a paragraph longer than a
    window each window.
    """
    encoded = _encoded(tokenizer, sentences)
    starts = _paragraphs([words for _, words in sentences])
    paragraphs = [encoded[first:last] for first, last in pairwise([*starts, len(encoded)])]
    if _length(encoded) > _ONE_POST:
        for gathered in _gathered(paragraphs):
            yield from ([window] for window in _cut(gathered, LONGEST))
        return
    handicap = log(len(paragraphs)) / 2
    parts = paragraphs if len(paragraphs) > 1 else []
    apart = (window._replace(handicap=handicap) for part in parts for window in _cut(part, LONGEST))
    if whole := [*_cut(encoded, LONGEST)]:
        yield [*whole, *apart]


def _gathered(paragraphs: Sequence[list[Encoded]]) -> Iterator[list[Encoded]]:
    """Paragraphs, those together that are short."""
    together: list[Encoded] = []
    for paragraph in paragraphs:
        if together and _length(together) + _length(paragraph) > _GATHERED:
            yield together
            together = []
        together = [*together, *paragraph]
    yield together


def _length(sentences: Sequence[Encoded]) -> int:
    return sum(len(tokens) for _, tokens in sentences)


def _paragraphs(sentences: Sequence[str]) -> list[int]:
    """Which sentences begin a paragraph: those after an empty line or, without any such, after a line end."""
    ends = [0] + [
        (before[len(before.rstrip()) :] + words[: len(words) - len(words.lstrip())]).count("\n")
        for before, words in pairwise(sentences)
    ]
    apart = 2 if max(ends) > 1 else 1
    return [index for index, count in enumerate(ends) if not index or count >= apart]


def _encoded(tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]]) -> list[Encoded]:
    return [(span, tokenizer.encode(words, add_special_tokens=False).ids) for span, words in sentences]


def _cut(sentences: Sequence[Encoded], longest: int) -> Iterator[Window]:
    window = Window([], [], [])
    for span, ids in sentences:
        for first in range(0, len(ids), longest):
            part = ids[first : first + longest]
            if len(window.tokens) + len(part) > longest:
                yield window
                window = Window([], [], [])
            window.segments.append((len(window.tokens), len(window.tokens) + len(part)))
            window.spans.append(span)
            window.tokens.extend(part)
    if window.spans:
        yield window
