"""Words hidden by leet, asterisks, spacing or repeated letters, and what they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.text.fold import Folded
from smcheck.text.tokens import Token

WILD = "?"
"""Stands for one letter that was starred out."""

_LEET = str.maketrans("@431!|0$578+€", "aaeiiiosstbte")
_CHUNK = re.compile(r"\S+")
_LETTERS = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r"[a-z0-9@$!|+€*#.\-_~]*[a-z@$][a-z0-9@$!|+€*#.\-_~]*")
_ORDINARY_NUMBER = re.compile(
    r"[£€$]?\d+(?:st|nd|rd|th|am|pm|k|m|g|kg|km|mph|s|p|[a-z])?|[a-z]{1,2}\d+[a-z]?"
)
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[ .\-_*]{1,3}[^\W_]){2,14}(?![^\W_])")
_REPEAT = re.compile(r"(.)\1{2,}")
_MASKED = re.compile(r"[a-z]\*{3,}[a-z]*")  # "f***": the writer took the letters away on purpose
_LONGEST = 30


def disguised(folded: Folded) -> Iterator[Token]:
    """Readings of the stretches that may hide a word; `?` in a reading stands for any one letter."""
    for match in _CHUNK.finditer(folded.text):
        if len(match[0]) <= _LONGEST:
            yield from _undo_leet(folded, match)
    for match in _SPACED.finditer(folded.text):
        letters = re.sub(r"[\W_]", "", match[0])
        if letters.isalpha():
            yield Token(*folded.span(match.start(), match.end()), letters)


def _undo_leet(folded: Folded, chunk: re.Match[str]) -> Iterator[Token]:
    if _LETTERS.fullmatch(chunk[0]) and not _REPEAT.search(chunk[0]):
        return
    for match in _HIDDEN.finditer(chunk[0]):
        hidden = match[0].strip(".-_~#!+|")
        if not hidden or _ORDINARY_NUMBER.fullmatch(hidden):
            continue
        start = chunk.start() + match.start() + match[0].index(hidden)
        span = folded.span(start, start + len(hidden))
        yield from (Token(*span, reading) for reading in readings(hidden))


def readings(hidden: str) -> Iterator[str]:
    """Plain words that a disguised word may stand for, the word itself left out."""
    word = hidden.translate(_LEET)
    starred = re.sub(r"[*#]|(?<=[a-z])[-_.~](?=[a-z])", WILD, word)
    joined = re.sub(r"[^a-z]", "", word)
    forms = {joined, starred if re.fullmatch(r"[a-z?]+", starred) else joined}
    for form in list(forms):
        forms.update((_REPEAT.sub(r"\1", form), _REPEAT.sub(r"\1\1", form)))
    forms.discard(hidden)
    masked = _MASKED.fullmatch(hidden) is not None
    yield from sorted(
        form for form in forms if len(form) > 2 and (masked or form.count(WILD) * 2 <= len(form))
    )
