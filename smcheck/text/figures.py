"""The folded text with figures written plainly: spoken digits, letters in the place of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.text.fold import Folded

_UNITS = {
    "zero": "0", "oh": "0", "nought": "0", "naught": "0", "nil": "0", "o": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "sevn": "7", "fiver": "5", "niner": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_SOUND_ALIKES = {
    "won": "1", "wun": "1", "too": "2", "to": "2", "tree": "3", "for": "4", "fore": "4", "sicks": "6",
    "ate": "8", "nyne": "9", "nein": "9", "zeero": "0",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5",
    "sixty": "6", "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "duble": 2, "duoble": 2, "dbl": 2, "treble": 3, "triple": 3, "quadruple": 4}
_HUNDRED = "hundred"
_LETTERS = str.maketrans("oil|szbeg", "011152839")
_LEET = {"e": "3", "o": "0", "i": "1", "s": "5"}
_UNLEET = str.maketrans({digit: letter for letter, digit in _LEET.items()})


def _leet(word: str) -> str:
    """Pattern of a word whose letters may be written as the digits that look like them."""
    return "".join(f"[{letter}{_LEET[letter]}]" if letter in _LEET else letter for letter in word)


_DIGITS = r"[oil|szbeg]*\d[\doil|szbeg]*"
_SPOKEN = "|".join(sorted(map(_leet, (*_UNITS, *_TENS, *_TIMES, _HUNDRED)), key=len, reverse=True))
_LIKE = "|".join((*_SOUND_ALIKES, "[oil]{1,4}"))
_FILLER = (
    r"(?:and|then|dash|hyphen|space|dot|point|stop|slash|stroke|gap|star|comma|next|followed|by|it'?s|that'?s|"
    r"after|that|the|bit|part|first|second|third|last|lastly|finally|ends?|ending|finishes|finishing|with|is|in|"
    r"middle|rest|again|yes|um|erm?|uh)"
)
_ASIDE = rf"[(\[](?!(?:{_SPOKEN}|\d)[)\]])[a-z' ]{{1,30}}[)\]]"
_GAP = rf"(?:[\W_]{{0,6}}(?:{_FILLER}[\W_]{{1,4}}|{_ASIDE}\s){{0,5}}+)"
_BREAK = rf"{_GAP}(?<![^\W_])"
_PIECE = rf"(?:{_DIGITS}|(?:(?:{_SPOKEN}|\d)[-_]?){{1,40}}+)(?![^\W_])"
_RUN = lazy(
    rf"(?<![^\W_]){_PIECE}(?:{_BREAK}(?:(?:{_LIKE})(?![^\W_]){_BREAK}){{0,2}}{_PIECE}){{0,40}}+"
    rf"(?:{_BREAK}(?:too|fore|ate|[oil]{{2,4}})(?![^\W_]))?"
)
_PART = lazy(rf"{_ASIDE}|{_SPOKEN}|{_FILLER}(?![^\W_])|(?<![^\W_]){_DIGITS}(?![^\W_])|\d|{_LIKE}")
_MULTIPLIERS = ("double", "treble", "triple", "hundred", "duble", "duoble", "dbl")
_SPOKEN_DIGITS = tuple("zero zeero oh nought two three four five six seven sevn eight nine".split())
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
    if any(word in text for word in _MULTIPLIERS):
        return True
    if sum(word in text for word in _SPOKEN_DIGITS) > _FEW_WORDS:
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
    times, start = 1, -1
    held: _Part | None = None  # a figure that "hundred" or a unit may still complete
    for word in words:
        spoken = word[0].translate(_UNLEET) if not word[0].isdigit() else word[0]
        if spoken in _TIMES:
            times, start = _TIMES[spoken], word.start()
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
    if spoken in _UNITS:
        return _UNITS[spoken]
    if spoken in _TENS:
        return _TENS[spoken] + " "
    if spoken in _SOUND_ALIKES:
        return _SOUND_ALIKES[spoken]
    translated = spoken.translate(_LETTERS)
    return translated if translated.isdigit() else " "
