"""Putting a draft together from parts that have names: paragraphs, cells, footnotes, parts of a message."""

from __future__ import annotations


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

    @property
    def text(self) -> str:
        """The text so far, less the line ends that would follow the last part."""
        return "".join(self._pieces).rstrip("\n\t")

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Where each part begins, with its name."""
        return tuple(self._places)
