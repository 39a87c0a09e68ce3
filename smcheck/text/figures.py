"""The folded text with figures written plainly: spoken digits, letters in the place of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.words import filled_in, pairs_of, phrases_of
from smcheck.text.fold import Folded

_HUNDRED = "hundred"
_LETTERS = str.maketrans("oil|szbeg", "011152839")
_LEET = {"e": "3", "o": "0", "i": "1", "s": "5"}
_UNLEET = str.maketrans({digit: letter for letter, digit in _LEET.items()})


def _leet(word: str) -> str:
    """Pattern of a word whose letters may be written as the digits that look like them."""
    return "".join(f"[{letter}{_LEET[letter]}]" if letter in _LEET else letter for letter in word)


@cache
def _any_spoken() -> str:
    """Alternatives of a pattern: every word for a figure, the longest first."""
    spoken = (*pairs_of("figures.units"), *pairs_of("figures.tens"), *pairs_of("figures.times"), _HUNDRED)
    return "|".join(sorted(map(_leet, spoken), key=len, reverse=True))


def _pattern(source: str) -> re.Pattern[str]:
    """A pattern in which SPOKEN stands for any word for a figure, LIKE for any that only sounds so."""

    def filled() -> str:
        like = "|".join((*pairs_of("figures.sound-alikes"), "[oil]{1,4}"))
        return filled_in(source.replace("SPOKEN", _any_spoken()).replace("LIKE", like))

    return lazy(filled)


_ENDS = r"(?![^\W_])"
_DIGITS = r"[oil|szbeg]*\d[\doil|szbeg]*"
_ASIDE = r"[(\[](?!(?:SPOKEN|\d)[)\]])[a-z' ]{1,30}[)\]]"  # "(that's a five)"
_GAP = rf"(?:[\W_]{{0,6}}(?:<figures.fillers>[\W_]{{1,4}}|{_ASIDE}\s){{0,5}}+)"
_BREAK = rf"{_GAP}(?<![^\W_])"
_PIECE = rf"(?:{_DIGITS}|(?:(?:SPOKEN|\d)[-_]?){{1,40}}+){_ENDS}"
_BETWEEN = rf"(?:(?:LIKE){_ENDS}{_BREAK}){{0,2}}"  # "oh seven for two"
_LAST = rf"(?:{_BREAK}(?:<figures.last-sound-alikes>|[oil]{{2,4}}){_ENDS})?"
_RUN = _pattern(rf"(?<![^\W_]){_PIECE}(?:{_BREAK}{_BETWEEN}{_PIECE}){{0,40}}+{_LAST}")
_PART = _pattern(rf"{_ASIDE}|SPOKEN|<figures.fillers>{_ENDS}|(?<![^\W_]){_DIGITS}{_ENDS}|\d|LIKE")
_FEW_WORDS, _FEW_DIGITS = 1, 7
_NO_DIGIT = lazy(r"\D+")
_MIXED = lazy(r"\d(?!st|nd|rd|th|[ap]m|[pkm]\b)[a-z]|[a-z]\d[a-z\d]*[a-z]|\b[oilszbg|]{1,3}\d")
_MOST_LETTERS = 0.5  # of the figures of a run may be letters in the place of digits
_FEWEST = 6
"""Digits that a run must come to before its words are read as figures."""


class _Part(NamedTuple):
    """A stretch of the folded text and the figures or the blank that it stands for."""

    start: int
    end: int
    text: str

    def takes(self, figure: str, word: re.Match[str]) -> bool:
        """Whether these are tens ("2 ") and the figure behind them is their unit: "twenty", "-three"."""
        tens = len(self.text) == 2 and self.text[1] == " "
        return tens and figure in "123456789" and not word.string[self.end : word.start()].strip(" -")

    def completed(self) -> _Part:
        """The part as it is; tens that no unit followed get their zero."""
        return self._replace(text=self.text[0] + "0") if re.fullmatch(r"\d ", self.text) else self


def plain_figures(folded: Folded) -> Folded:
    """The folded text with runs of spoken or disguised figures replaced by digits.

    Only runs that come to six digits or more are touched; the folded text itself comes back where there
    is none.
    """
    if not _hinted(folded.text):
        return folded
    return folded.rewritten(part for match in _RUN.finditer(folded.text) for part in _plain_run(match))


def _hinted(text: str) -> bool:
    """Whether there is anything to rewrite: enough digits, spoken ones, or letters among digits."""
    if any(word in text for word in phrases_of("figures.multiplier-hints")):
        return True
    if sum(word in text for word in phrases_of("figures.digit-hints")) > _FEW_WORDS:
        return True
    return len(_NO_DIGIT.sub("", text)) > _FEW_DIGITS or _MIXED.search(text) is not None


def _plain_run(run: re.Match[str]) -> list[_Part]:
    if re.fullmatch(r"[\d\W_]*|[a-z]?\d{1,8}[a-z]?", run[0]):  # plain figures already, or "B1013"
        return []
    parts = list(_spoken(_PART.finditer(run.string, run.start(), run.end())))
    figures = sum(len(part.text.strip()) for part in parts)
    letters = sum(_letters_for_digits(run.string[part.start : part.end]) for part in parts)
    if letters > _MOST_LETTERS * figures:  # a postcode or a plate
        return []
    return parts if figures >= _FEWEST else []


def _letters_for_digits(word: str) -> int:
    """How many letters of a word such as "9ss" stand for digits; o, i and l, which do so often, left out."""
    return sum(char in "szbeg" for char in word) if word.translate(_LETTERS).isdigit() else 0


def _spoken(words: Iterator[re.Match[str]]) -> Iterator[_Part]:
    """Figures of a run, part by part; multipliers, tens and hundreds take in their neighbours."""
    multipliers = pairs_of("figures.times")
    times, start = 1, -1
    held: _Part | None = None  # a figure that "hundred" or a unit may still complete
    for word in words:
        spoken = word[0].translate(_UNLEET) if not word[0].isdigit() else word[0]
        if spoken in multipliers:
            times, start = int(multipliers[spoken]), word.start()
            continue
        if spoken == _HUNDRED and held and re.fullmatch(r"\d[\d ]?", held.text):
            held = _Part(held.start, word.end(), held.completed().text + "00")
            continue
        figure = _figure(spoken)
        if held and held.takes(figure, word):
            held = _Part(held.start, word.end(), held.text[0] + figure)
            continue
        if held:
            yield held.completed()
        begin = start if times > 1 else word.start()
        held = _Part(begin, word.end(), figure * times if figure.strip() else figure)
        times, start = 1, -1
    if held:
        yield held.completed()


def _figure(spoken: str) -> str:
    """Digits of one part of a run; tens wait for their unit with a blank, words between become one."""
    for table, wait in (("figures.units", ""), ("figures.tens", " "), ("figures.sound-alikes", "")):
        if spoken in pairs_of(table):
            return pairs_of(table)[spoken] + wait
    translated = spoken.translate(_LETTERS)
    return translated if translated.isdigit() else " "
