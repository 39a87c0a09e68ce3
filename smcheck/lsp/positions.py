"""Places in a text as editors count them: lines from 0, and in a line bytes, UTF-16 units or code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol import types

_LINE_END = re.compile(r"\r\n|\r|\n")
_CODECS = {
    str(types.PositionEncodingKind.Utf8.value): ("utf-8", 1),
    str(types.PositionEncodingKind.Utf16.value): ("utf-16-le", 2),
    str(types.PositionEncodingKind.Utf32.value): ("utf-32-le", 4),
}
"""By the name of an encoding, the codec and the bytes of a unit."""

DEFAULT_ENCODING = str(types.PositionEncodingKind.Utf16.value)
"""How a client counts that says nothing of it."""


class Positions:
    """The places of one text, for a client that counts in one encoding.

    CR, LF and CRLF end a line, as the protocol says, and nothing else does.
    """

    def __init__(self, text: str, encoding: str = DEFAULT_ENCODING) -> None:
        self._text = text
        self._codec, self._bytes = _CODECS.get(encoding, _CODECS[DEFAULT_ENCODING])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, in code points."""
        return [0, *(end.end() for end in _LINE_END.finditer(self._text))]

    def position(self, offset: int) -> types.Position:
        """The place of a code point; within a line end, the end of the line."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return types.Position(line, self._units(self._text[start : min(offset, self._end(line))]))

    def range(self, start: int, end: int) -> types.Range:
        """The places between which a stretch of code points stands (end exclusive)."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """The code point at a place; beyond a line's end that is its end, within a character its start."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._end(position.line)
        line = self._text[start:end]
        before = bisect_right(
            range(len(line) + 1), position.character, key=lambda count: self._units(line[:count])
        )
        return start + before - 1

    def line(self, number: int) -> types.Range:
        """The whole of a line, without its end."""
        return self.range(self._starts[number], self._end(number))

    def _end(self, line: int) -> int:
        """Where a line ends, before what ends it."""
        if line + 1 >= len(self._starts):
            return len(self._text)
        end = self._starts[line + 1]
        return end - (2 if self._text[end - 2 : end] == "\r\n" else 1)

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._bytes
