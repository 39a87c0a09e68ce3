"""Sentences, by full stops and line ends, without a statistical model."""

from __future__ import annotations

import re

from smcheck.text.tokens import Span

_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)|\n+|\r+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:cllrs?|mrs?|ms|mx|dr|prof|rev|revd|fr|st|sgt|insp|hon|rt|no|nos|tel|ext|approx|c|inc|ltd|"
    r"co|dept|etc|vs|fig|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|a\.m|p\.m)|\b[a-z])\.$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Spans that cover the text in order; a dot after "Cllr", "St" or an initial does not end one."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        ending = text[max(start, match.end() - 12) : match.end()]
        if match[0] == "." and _ABBREVIATION.search(ending):
            continue
        if text[start : match.end()].strip():
            spans.append(Span(start, match.end()))
            start = match.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return tuple(spans)
