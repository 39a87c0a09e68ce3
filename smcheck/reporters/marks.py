"""A draft cut into stretches, so that findings whose words overlap can all be marked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smcheck.model.showing import visible

_LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Words of a draft, by the offsets of its code points, and the number of the entry about them."""

    start: int
    end: int
    number: int


class Stretch(NamedTuple):
    """Words that the same entries are about: where they begin, how they read, the entries' numbers.

    `ending` are the numbers of those entries whose words end here.
    """

    start: int
    text: str
    numbers: tuple[int, ...]
    ending: tuple[int, ...]


def stretches(text: str, places: Iterable[Place]) -> Iterator[Stretch]:
    """The whole text in order, cut wherever one of the places begins or ends.

    Every line end is a line feed in them, and a sign stands for each character that could act.
    """
    changes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for place in places:
        changes[place.start][place.number] += 1
        changes[place.end][place.number] -= 1
    signs, begun = _signs(text), 0
    open_now: Counter[int] = Counter()
    for offset in sorted({*changes, len(text)}):
        numbers = sorted(+open_now)
        open_now.update(changes.get(offset, {}))
        if offset > begun:
            ending = tuple(number for number in numbers if not open_now[number])
            yield Stretch(begun, "".join(signs[begun:offset]), tuple(numbers), ending)
            begun = offset


def _signs(text: str) -> list[str]:
    """What is shown for each code point of the text; nothing for the first one of a CRLF."""
    signs = list(visible(text))
    for end in _LINE_END.finditer(text):
        signs[end.start() : end.end()] = [""] * (len(end[0]) - 1) + ["\n"]
    return signs
