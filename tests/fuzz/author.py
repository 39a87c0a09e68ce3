"""Who writes the documents: choices drawn by Hypothesis, and the marks that are put where people see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu")
_FILLERS = (
    "the fete", "", "is on Saturday", "é", "“quoted”", "bins & benches", "a < b", "😀", "x\u00a0y", "co\u0301ffee",
    "\u200b", "日本", "5 > 4", '"', "'", "|", "\\", "{x}", "##[error]", "::warning::", "=1+1", "]]>", "\u202eevil\u202c",
    "#tag", "@jo", "www.example.org", "1.", "-", "\u2028",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Words that a reader of what is published sees, and in what.

    `named` are words of which one stands in the error or the remark that names the place as not reviewed.
    """

    text: str
    where: str
    named: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What of it stays the same however it is spaced, with or without the code of the country."""
        return squeezed(self.text)[-10:]

    @property
    def is_phone(self) -> bool:
        """Whether it is a telephone number."""
        return self.key.isdigit()


@dataclass(frozen=True)
class Document:
    """A file with the marks that must not pass in silence, and those that it keeps from view."""

    name: str
    content: bytes
    marks: tuple[Mark, ...] = ()
    hidden: tuple[Mark, ...] = ()
    is_sound: bool = True
    """Whether it is as its grammar made it; in one that was damaged since, nobody knows what is seen."""

    def __repr__(self) -> str:
        return f"Document({self.name!r}, {self.content[:3000]!r}, {self.marks!r})"


def squeezed(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(filter(str.isalnum, text)).lower()


class Author:
    """Writes one document; every choice is one of Hypothesis, so that what fails can be made smaller."""

    def __init__(self, draw: st.DrawFn, deepest: int = 3) -> None:
        self.draw = draw
        self.marks: list[Mark] = []
        self.hidden: list[Mark] = []
        self._left = deepest
        self._count = 0

    def one(self, options: Sequence[T]) -> T:
        """One of some options, the first of which is the simplest."""
        return self.draw(st.sampled_from(options))

    def number(self, least: int, most: int) -> int:
        """A number."""
        return self.draw(st.integers(least, most))

    def chance(self) -> bool:
        """Yes or no."""
        return self.draw(st.booleans())

    def some(self, make: Callable[[], T], least: int = 1, most: int = 4) -> list[T]:
        """As many things as come."""
        return [make() for _ in range(self.number(least, most))]

    def deeper(self, make: Callable[[], T], instead: Callable[[], T]) -> T:
        """What may hold the like of itself; something else where it is deep enough."""
        if not self._left:
            return instead()
        self._left -= 1
        made = make()
        self._left += 1
        return made

    def filler(self) -> str:
        """Words that are nothing but in the way."""
        return self.one(_FILLERS)

    def mark(self, where: str, *named: str) -> str:
        """A new mark that stands alone, in a place where it is seen."""
        self.marks.append(Mark(self._fresh(), where, named))
        return self.marks[-1].text

    def said(self, where: str, *named: str) -> str:
        """A new mark, alone or among words."""
        mark = self.mark(where, *named)
        return self.one(("{}", "Ring {} about it", "{} now.", "Or {}")).format(mark)

    def sentence(self, where: str, *named: str) -> str:
        """A new mark in words that nobody takes for anything but a text."""
        return f"Please ring {self.mark(where, *named)} about the fete on the green this Saturday."

    def unseen(self, where: str) -> str:
        """A new mark in a place that is not published."""
        self.hidden.append(Mark(self._fresh(), where))
        return self.hidden[-1].text

    def document(self, name: str, content: bytes) -> Document:
        """The finished document."""
        return Document(name, content, tuple(self.marks), tuple(self.hidden))

    def pieces(self, text: str) -> list[str]:
        """A text in one piece, or in several."""
        cut = self.number(0, max(0, len(text) - 1))
        return [text[:cut], text[cut:]] if cut else [text]

    def _fresh(self) -> str:
        self._count += 1
        index = self._count + 100
        syllables = "".join(_SYLLABLES[int(digit)] for digit in f"{index:03d}")
        forms = (
            f"07700 900{index:03d}", f"{syllables}zort", f"020 7946 0{index:03d}", f"07700900{index:03d}",
            f"+44 7700 900{index:03d}",
        )  # fmt: skip
        return self.one(forms)


def written(write: Callable[[Author], Document], deepest: int = 3) -> st.SearchStrategy[Document]:
    """The documents that a function writes."""

    @st.composite
    def document(draw: st.DrawFn) -> Document:
        return write(Author(draw, deepest))

    return document()
