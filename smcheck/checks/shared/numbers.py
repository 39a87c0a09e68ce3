"""Figures that belong together, in the drafts that hold identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smcheck.text import Span, TextView
from smcheck.text.numbers import USUAL

_GROUP = 3


class Stretch(NamedTuple):
    """Whole groups of digits, side by side in the plain figures of a text.

    `start` and `end` are offsets there; `usual` says that nothing but blanks, hyphens, full stops and
    brackets part the groups, `groups` how long each is, `begins` that no digits are joined on before it.
    """

    start: int
    end: int
    digits: str
    usual: bool
    groups: tuple[int, ...]
    begins: bool


def stretches(view: TextView, index: int, longest: int) -> Iterator[Stretch]:
    """Stretches of one group, two groups and so on, from the number at `index`, up to `longest` digits.

    They end before a date, a time, a sum or a reference.
    """
    first = view.numbers[index]
    digits, usual = "", True
    groups: list[int] = []
    for number in view.numbers[index : index + longest]:
        if groups and (not number.joint or number.after_letter):
            return
        if view.ordinary_figures.touches(number.start, number.end):
            return
        usual = usual and (not groups or number.joint == USUAL)
        digits += number.digits
        groups.append(len(number.digits))
        if len(digits) > longest:
            return
        if not number.before_letter:
            yield Stretch(first.start, number.end, digits, usual, tuple(groups), not first.joint)


def stretches_of(view: TextView, shortest: int, longest: int) -> Iterator[Stretch]:
    """Every stretch of so many digits that nothing explains otherwise.

    Within a run of joined digits it begins only at a group of three digits and more.
    """
    if view.digits < shortest:
        return
    for index, number in enumerate(view.numbers):
        begins = not number.joint or len(number.digits) >= _GROUP
        if begins and not number.after_letter and number.run >= shortest:
            for stretch in stretches(view, index, longest):
                if len(stretch.digits) >= shortest:
                    yield stretch


def of_draft(view: TextView, stretch: Stretch) -> Span:
    """Where a stretch of the plain figures stands in the draft."""
    return Span(*view.figures.span(stretch.start, stretch.end))
