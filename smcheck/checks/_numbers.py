"""Figures that belong together, in the drafts that hold identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from smcheck.text import Span, TextView

_USUAL = re.compile(r"[ \t().-]{0,4}")
_SEPARATOR = re.compile(r"(?:[^\w£$€%]|_){0,8}")


class Stretch(NamedTuple):
    """Whole groups of digits, side by side in the plain figures of a text.

    `start` and `end` are offsets there; `usual` says that nothing but blanks, hyphens, full stops and
    brackets part the groups.
    """

    start: int
    end: int
    digits: str
    usual: bool
    groups: tuple[int, ...]


def stretches(view: TextView, index: int, longest: int) -> Iterator[Stretch]:
    """Stretches of one group, two groups and so on, from the number at `index`, up to `longest` digits.

    They end before a date, a time, a sum or a reference.
    """
    text = view.figures.text
    first = view.numbers[index]
    digits, usual = "", True
    groups: list[int] = []
    end = first.start
    for number in view.numbers[index : index + longest]:
        between = text[end : number.start]
        if (number.after_letter and groups) or not _SEPARATOR.fullmatch(between) or between.count("\n") > 1:
            return
        if view.ordinary_figures.touches(number.start, number.end):
            return
        usual = usual and _USUAL.fullmatch(between) is not None
        digits += number.digits
        groups.append(len(number.digits))
        if len(digits) > longest:
            return
        end = number.end
        if not number.before_letter:
            yield Stretch(first.start, end, digits, usual, tuple(groups))


def stretches_of(view: TextView, shortest: int, longest: int) -> Iterator[Stretch]:
    """Every stretch of so many digits that nothing explains otherwise, wherever it begins."""
    if view.digits < shortest:
        return
    for index, number in enumerate(view.numbers):
        if not number.after_letter:
            for stretch in stretches(view, index, longest):
                if len(stretch.digits) >= shortest:
                    yield stretch


def of_draft(view: TextView, stretch: Stretch) -> Span:
    """Where a stretch of the plain figures stands in the draft."""
    return Span(*view.figures.span(stretch.start, stretch.end))
