"""Words hidden by leet, stars, spacing or stretched letters, and what they may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text.fold import Folded
from smcheck.text.tokens import Token

WILD = "?"
"""Stands for one letter that was starred out."""

STRETCHED = re.compile(r"(.)\1{2,}")
"""A letter written three times or more."""

# What may be drawn for a letter; the first is tried first. Digits count only beside letters.
_DRAWN = {
    "@": "a", "4": "a", "8": "b", "(": "c", "<": "c", "©": "c", "3": "e", "€": "e", "£": "e", "6": "gb",
    "9": "g", "#": "h?", "1": "il", "!": "il", "|": "il", "0": "o", "5": "s", "$": "s", "7": "t", "+": "t",
    "2": "z", "¥": "y",
}  # fmt: skip
_DROPPED = "-_.~'/\\,:;=^`\""  # punctuation inside a word, to be left out or to stand for a letter
_MASKS = "*?%&"  # signs that stand for a letter
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_DASHES = frozenset("–—")  # one of them stands for two letters
_SINGLES = lazy(r"[^\w\s]*\w(?:[^\w\s]+\w)*[^\w\s]*")
_JOINERS = "-_.~'"
_CHUNK = re.compile(r"\S+")
_LETTERS = re.compile(r"[a-z]+")
_EDGES = "\"'.,;:-_~#!?()[]{}<>+|/\\=&%"
_ODD = lazy(rf"[a-z@48(<©3€£6901!|5$7+2¥#{re.escape(_DROPPED + _MASKS)}{_EMOJI}]+")
_FIGURE = r"[£€$]?[\d.,:/-]*\d(?:<figures.measures>|%|[a-z])?s?"  # "142,460", "5pm", "1990s"
_LETTERED = r"[a-z]{1,2}-?\d[\d-]*[a-z]?|[a-z]\d+[a-z]\d+|\d+x\d+"  # "B12", "4x4"
_CONTRACTED = r"[a-z]+'(?:s|re|ve|ll)"  # "the bin's full", "those who're waiting"
_AS_WRITTEN = worded(rf"{_FIGURE}|{_LETTERED}|{_CONTRACTED}")
_UNIT = rf"[^\s{re.escape(_DROPPED)}*|]{{1,2}}"
_SPACED = re.compile(rf"(?<!\w){_UNIT}(?:[ {re.escape(_DROPPED)}*|]{{1,3}}{_UNIT}){{2,}}(?!\w)")
_PART = lazy(_UNIT)
_MASKED = lazy(r"[a-z][*?#]{3,}[a-z]*")  # "f***": the writer took the letters away on purpose
_LONGEST = 40
_MOST_READINGS = 12
_FEW_READINGS = 4  # of a run, of which there are many parts
_FEWEST_LETTERS = 3


def disguised(folded: Folded, raw: str) -> Iterator[Token]:
    """Readings of the stretches of `raw` that may hide a word; `?` stands for any one letter."""
    for match in _CHUNK.finditer(folded.text):
        if len(match[0]) <= _LONGEST and not _LETTERS.fullmatch(match[0]):
            yield from _in_chunk(folded, match, raw)


def spaced(folded: Folded) -> Iterator[Token]:
    """Readings of runs of single letters, "a w a n k e r" with and without its article among them."""
    for match in _SPACED.finditer(folded.text):
        yield from _spaced(folded, match)


def _in_chunk(folded: Folded, chunk: re.Match[str], raw: str) -> Iterator[Token]:
    for match in _ODD.finditer(chunk[0]):
        hidden = match[0] if _MASKED.fullmatch(match[0]) else _trimmed(match[0])
        if (hidden.isalpha() and hidden.isascii()) or _AS_WRITTEN.fullmatch(hidden):
            continue
        start = chunk.start() + match.start() + match[0].index(hidden)
        if hidden:
            span = folded.span(start, start + len(hidden))
            dashed = not _DASHES.isdisjoint(raw[slice(*span)])
            written = hidden.replace("-", "--") if dashed and hidden.count("-") == 1 else hidden
            yield from (Token(*span, reading) for reading in readings(written))


def _trimmed(stretch: str) -> str:
    """The stretch without the punctuation around it; a bracket may begin a word, as a c."""
    return stretch.rstrip(_EDGES).lstrip(_EDGES.replace("(", ""))


def readings(hidden: str) -> Iterator[str]:
    """Plain words that a disguised word may stand for, the likeliest first, at least three letters long."""
    left_out = _DROPPED if _SINGLES.fullmatch(hidden) else _JOINERS
    dropped = "".join(char for char in hidden if char not in left_out)
    forms = dict.fromkeys((*_drawn(dropped), *_drawn(hidden)))
    for form in forms:
        letters = len(form) - form.count(WILD)
        enough = letters * 2 >= len(form) or _MASKED.fullmatch(hidden)
        if len(form) >= _FEWEST_LETTERS + (WILD in form) and letters and enough:
            yield form


def _drawn(hidden: str) -> Iterator[str]:
    """The word with each sign read as a letter, in every way or in the first few."""
    choices = [_letters_for(char) for char in hidden]
    for count, letters in enumerate(product(*choices)):
        if count == _MOST_READINGS:
            return
        yield "".join(letters)


def _letters_for(char: str) -> str:
    if "a" <= char <= "z":
        return char
    return _DRAWN.get(char, WILD)


def _spaced(folded: Folded, run: re.Match[str]) -> Iterator[Token]:
    units = list(_PART.finditer(run[0]))
    if sum(unit[0].isalpha() for unit in units) * 2 < len(units):
        return  # figures, not letters
    for first in range(len(units)):
        for last in range(min(len(units), first + 16), first + _FEWEST_LETTERS, -1):
            parts = units[first:last]
            doubled = sum(len(part[0]) > 1 for part in parts)
            if doubled * 3 > len(parts):
                continue
            for letters in islice(_drawn("".join(part[0] for part in parts)), _FEW_READINGS):
                if WILD not in letters:
                    span = folded.span(run.start() + parts[0].start(), run.start() + parts[-1].end())
                    yield Token(*span, letters)
