"""The folded text with figures written plainly: spoken digits, letters in the place of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from smcheck.text.fold import Folded
from smcheck.text.patterns import lazy

_UNITS = {
    "zero": "0", "oh": "0", "nought": "0", "naught": "0", "nil": "0", "o": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "sevn": "7", "fiver": "5", "niner": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_SOUND_ALIKES = {
    "won": "1",
    "wun": "1",
    "sicks": "6",
    "nyne": "9",
    "nein": "9",
    "zeero": "0",
    "too": "2",
    "to": "2",
    "tree": "3",
    "for": "4",
    "fore": "4",
    "ate": "8",
}
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
_SPOKEN_DIGITS = (
    "zero",
    "zeero",
    "oh",
    "nought",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "sevn",
    "eight",
    "nine",
)
_FEW_WORDS, _FEW_DIGITS = 1, 7
_NO_DIGIT = lazy(r"\D+")
_MIXED = lazy(r"\d(?!st|nd|rd|th|[ap]m|[pkm]\b)[a-z]|[a-z]\d[a-z\d]*[a-z]|\b[oilszbg|]{1,3}\d")
_FEWEST = 5
"""Digits that a run must come to before its words are read as figures."""


class _Part(NamedTuple):
    """A stretch of the folded text and the figures or the blank that it stands for."""

    start: int
    end: int
    text: str


class Number(NamedTuple):
    """Consecutive digits of the plain figures: where they stand there, and whether letters touch them.

    `joint` says what parts them from the digits before: "usual" for nothing but blanks, hyphens, full stops
    and brackets, "odd" for other signs that people put into a number, "" for anything else. `run` counts the
    digits from here to where the joints end.
    """

    start: int
    end: int
    digits: str
    after_letter: bool
    before_letter: bool
    joint: str
    run: int


def plain_figures(folded: Folded) -> Folded:
    """The folded text with runs of spoken or disguised figures replaced by digits.

    Only runs that come to five digits or more are touched; the folded text itself comes back where there
    is none.
    """
    if not _hinted(folded.text):
        return folded
    return folded.rewritten(part for match in _RUN.finditer(folded.text) for part in _plain_run(match))


def _hinted(text: str) -> bool:
    """Whether there is anything to rewrite: enough digits, spoken ones, or letters among digits."""
    if (
        any(word in text for word in _MULTIPLIERS)
        or sum(word in text for word in _SPOKEN_DIGITS) > _FEW_WORDS
    ):
        return True
    return len(_NO_DIGIT.sub("", text)) > _FEW_DIGITS or _MIXED.search(text) is not None


def _plain_run(run: re.Match[str]) -> list[_Part]:
    if re.fullmatch(r"[\d\W_]*|[a-z]?\d{1,8}[a-z]?", run[0]):  # plain figures already, or "B1013"
        return []
    parts = list(_spoken(_PART.finditer(run.string, run.start(), run.end())))
    return parts if sum(len(part.text.strip()) for part in parts) >= _FEWEST else []


def _spoken(words: Iterator[re.Match[str]]) -> Iterator[_Part]:
    """Figures of a run, part by part; multipliers, tens and hundreds take in their neighbours."""
    times, start = 1, -1
    held: _Part | None = None  # a figure that "hundred" or a unit may still complete
    for word in words:
        spoken = word[0].translate(_UNLEET) if not word[0].isdigit() else word[0]
        if spoken in _TIMES:
            times, start = _TIMES[spoken], word.start()
            continue
        if spoken == _HUNDRED and held and held.text.strip().isdigit() and len(held.text) < 3:
            held = _completed(held)._replace(end=word.end())
            held = held._replace(text=held.text + "00")
            continue
        figure = _figure(spoken)
        if (
            held
            and len(held.text) == 2
            and held.text[1] == " "
            and figure in "123456789"
            and _beside(held, word)
        ):
            held = _Part(held.start, word.end(), held.text[0] + figure)
            continue
        if held:
            yield _completed(held)
        begin = start if times > 1 else word.start()
        held = _Part(begin, word.end(), figure * times if figure.strip() else figure)
        times, start = 1, -1
    if held:
        yield _completed(held)


def _beside(part: _Part, word: re.Match[str]) -> bool:
    return not word.string[part.end : word.start()].strip(" -")


def _completed(part: _Part) -> _Part:
    """Tens that no unit followed get their zero."""
    return part._replace(text=part.text[0] + "0") if re.fullmatch(r"\d ", part.text) else part


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


USUAL, ODD = "usual", "odd"
_WIDEST_JOINT, _WIDEST_USUAL = 8, 4
_BLANKS = " \t().-"
_NO_JOINT = frozenset("£$€%+")
_DIGIT_RUN = lazy(r"\d+")


def find_numbers(figures: Folded) -> tuple[Number, ...]:
    """Every stretch of consecutive digits, in order."""
    text = figures.text
    found: list[Number] = []
    end = 0
    for match in _DIGIT_RUN.finditer(text):
        start = match.start()
        after_letter = start > 0 and text[start - 1].isalpha()
        near = bool(found) and not after_letter and start - end <= _WIDEST_JOINT
        joint = _joint(text[end:start]) if near else ""
        if near and text[end:start] == "+" and len(match[0]) == len(found[-1].digits) == 1:
            joint = ODD  # "0+7+7+0+0": more than one plus sign parts single digits only
        end = match.end()
        following = text[end : end + 2]
        before_letter = following[:1].isalpha() and not (following[0] == "x" and following[1:].isdigit())
        found.append(Number(start, end, match[0], after_letter, before_letter, joint, end - start))
    for index in range(len(found) - 2, -1, -1):
        if found[index + 1].joint:
            found[index] = found[index]._replace(run=found[index].run + found[index + 1].run)
    return tuple(found)


@lru_cache(maxsize=1024)
def _joint(between: str) -> str:
    """How the stretch between two numbers joins them."""
    if not between.strip(_BLANKS) and len(between) <= _WIDEST_USUAL:
        return USUAL
    apart = any(char.isalnum() or char in _NO_JOINT for char in between) or between.count("\n") > 1
    return "" if apart else ODD
