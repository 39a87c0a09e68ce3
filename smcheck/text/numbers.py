"""Numbers of a text: consecutive digits, and what joins them to those before."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text.fold import Folded
from smcheck.text.vocabulary import ordinary

USUAL, ODD = "usual", "odd"
_WIDEST_JOINT, _WIDEST_USUAL = 8, 4
_BLANKS = " \t().-"
_NO_JOINT = frozenset("£$€%+")
_DIGIT_RUN = lazy(r"\d+")
_WORD = worded(r"(?!<figures.measures>(?![a-z]))[a-z]{2,}")


class Number(NamedTuple):
    """Consecutive digits of the plain figures: where they stand there, and whether letters touch them.

    A word that only lacks the blank before it ("01632 960999or") does not touch. `joint` says what parts them
    from the digits before: "usual" for nothing but blanks, hyphens, full stops and brackets, "odd" for other
    signs that people put into a number, "" for anything else. `run` counts the digits from here to where the
    joints end.
    """

    start: int
    end: int
    digits: str
    after_letter: bool
    before_letter: bool
    joint: str
    run: int


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
        extended = following[:1] == "x" and following[1:].isdigit()
        before_letter = following[:1].isalpha() and not extended and not _runs_into_word(text, end)
        found.append(Number(start, end, match[0], after_letter, before_letter, joint, end - start))
    for index in range(len(found) - 2, -1, -1):
        if found[index + 1].joint:
            found[index] = found[index]._replace(run=found[index].run + found[index + 1].run)
    return tuple(found)


def _runs_into_word(text: str, end: int) -> bool:
    """Whether a blank is missing before a word that is no unit: "01632 960999or"."""
    word = _WORD.match(text, end)
    return word is not None and word[0] in ordinary()


@lru_cache(maxsize=1024)
def _joint(between: str) -> str:
    """How the stretch between two numbers joins them."""
    if not between.strip(_BLANKS) and len(between) <= _WIDEST_USUAL:
        return USUAL
    apart = any(char.isalnum() or char in _NO_JOINT for char in between) or between.count("\n") > 1
    return "" if apart else ODD
