"""How readers see a text: its words plain, cut into windows of tokens that hold whole sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text import Span
from smcheck.text.fold import fold
from smcheck.text.tokens import split_hashtags

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 320  # tokens of a window
_SYMBOL = lazy(r"[^\x00-\u1fff]")  # surrogates among them: halves of characters have no name


class Window(NamedTuple):
    """Tokens of some sentences, without any that begin or end it, and which of them are whose.

    `spans` are the sentences in the text, `segments` their first token and the one behind their last.
    """

    spans: list[Span]
    tokens: list[int]
    segments: list[tuple[int, int]]

    @property
    def judged(self) -> list[tuple[int, int]]:
        """What is judged: every segment and, behind several, all of them as one. The whole is last."""
        return self.segments if len(self.segments) == 1 else [*self.segments, (0, len(self.tokens))]


def as_read(text: str) -> str:
    """The text as a reader sees it: folded, hashtags split into words, emoji by their Unicode names."""
    for span, words in reversed(list(split_hashtags(text))):
        text = text[: span.start] + " ".join(word.text for word in words) + text[span.end :]
    return _SYMBOL.sub(_named, fold(text).text)


def _named(symbol: re.Match[str]) -> str:
    char = symbol[0]
    if unicodedata.category(char) in ("So", "Sk", "Sm", "Cs"):
        return f" {unicodedata.name(char, '').lower()} "
    return char


def windows(
    tokenizer: Tokenizer, sentences: Sequence[tuple[Span, str]], longest: int = LONGEST
) -> Iterator[Window]:
    """Sentences, given as span and words, in as few windows as hold them; one too long is cut."""
    window = Window([], [], [])
    for span, words in sentences:
        ids = tokenizer.encode(as_read(words), add_special_tokens=False).ids
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
