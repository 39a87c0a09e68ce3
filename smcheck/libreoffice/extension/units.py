"""Places in a text, counted in UTF-16 units, as LibreOffice and the language server both do."""

from __future__ import annotations

import re
from typing import Any

_LINE_END = re.compile(r"\r\n|\r|\n")
_CODEC = "utf-16-le"
_FIRST_WORD = re.compile(r"\S+")


def length(text: str) -> int:
    """How many units a text has."""
    return len(text.encode(_CODEC, "surrogatepass")) // 2


class Units:
    """A text, of which parts are taken and lines are found by units."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode(_CODEC, "surrogatepass")
        self._starts, done = [0], 0
        for end in _LINE_END.finditer(text):
            self._starts.append(self._starts[-1] + length(text[done : end.end()]))
            done = end.end()

    def __len__(self) -> int:
        return len(self._bytes) // 2

    def part(self, start: int, end: int) -> str:
        """What stands between two places."""
        return self._bytes[2 * start : 2 * end].decode(_CODEC, "replace")

    def offset(self, position: dict[str, Any]) -> int:
        """The place that the server names by line and character; never beyond the text."""
        line, character = int(position["line"]), int(position["character"])
        if line >= len(self._starts):
            return len(self)
        return max(0, min(self._starts[line] + character, len(self)))


def first_word(text: str) -> tuple[int, int]:
    """Where the first word of a text begins and ends."""
    word = _FIRST_WORD.search(text)
    if word is None:
        return 0, length(text)
    start = length(text[: word.start()])
    return start, start + length(word.group())
