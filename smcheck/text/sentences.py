"""Sentences, by full stops and line ends, without a statistical model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.settings.words import worded
from smcheck.text.tokens import Span

_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+|\r+")
_ABBREVIATION = worded(r"(?:\b<english.abbreviations>|\b[a-z])\.$", re.IGNORECASE)

LONGEST = 1000
"""Code points after which a text without full stops is cut, so that no check walks a book for a word."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans that cover the text in order; a dot after "Cllr", "St" or an initial does not end one."""
    return tuple(part for span in _by_stops(text) for part in chunks(text, span, LONGEST))


def chunks(text: str, span: Span, longest: int) -> Iterator[Span]:
    """The stretch in pieces of at most `longest` code points, cut at white space where there is some."""
    start, last = span
    while last - start > longest:
        space = max(text.rfind(" ", start + 1, start + longest), text.rfind("\n", start + 1, start + longest))
        end = space + 1 if space > start else start + longest
        yield Span(start, end)
        start = end
    yield Span(start, last)


def _by_stops(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        ending = text[max(start, match.end() - 12) : match.end()]
        if match[0] == "." and _ABBREVIATION.search(ending):
            continue
        if text[start : match.end()].strip():
            yield Span(start, match.end())
            start = match.end()
    if text[start:].strip():
        yield Span(start, len(text))
