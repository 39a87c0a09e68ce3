"""Putting a draft together from parts that have names: paragraphs, cells, footnotes, parts of a message."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Cell = TypeVar("Cell")


class Parts:
    """Text under way, and where each named part of it begins."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._places: list[tuple[int, str]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, place: str, text: str, end: str = "\n") -> None:
        """Add a part and what comes after it; an empty part gets no name."""
        if text.strip():
            self._places.append((self._length, place))
        self._pieces += (text, end)
        self._length += len(text) + len(end)

    def add_table(
        self, name: str, rows: Iterable[Iterable[Cell]], outer: str, text_of: Callable[[Cell, str], str]
    ) -> None:
        """Add the cells of a table, each by its place, or by that of the `outer` cell that holds it."""
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells, 1):
                place = outer or f"{name}, row {row}, column {column}"
                self.add(place, text_of(cell, place), "\t")
            self.add("", "")

    @property
    def text(self) -> str:
        """The text so far, less the line ends that would follow the last part."""
        return "".join(self._pieces).rstrip("\n\t")

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Where each part begins, with its name."""
        return tuple(self._places)
