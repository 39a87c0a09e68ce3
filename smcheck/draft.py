"""A draft: the text as it would be published, and where each character of it stands."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, get_args

Kind = Literal["post", "reply", "email"]
KINDS: tuple[str, ...] = get_args(Kind)

_LINE_END = re.compile(r"\r\n|\r|\n")
_ANSWERED = re.compile(r"^[ \t]*>[^\r\n]*", re.MULTILINE)


class Position(NamedTuple):
    """A place in a draft: 1-based line and column, both counted in code points."""

    line: int
    column: int


class BlankRow(NamedTuple):
    """A row of a sheet without a post, by its number; it is passed over and counted."""

    row: int


@dataclass(frozen=True)
class Draft:
    """One post, reply or e-mail to be reviewed.

    `text` is the text as decoded (byte order mark removed, line ends and normal form untouched).
    `path` names the source for people; `id` and `row` are set for drafts out of a sheet or a `.jsonl`
    (`row` is the sheet's own row number, or the line number). `places` maps offsets at which a named
    part of the source begins (a paragraph, a cell, a message part) to its name, in ascending order.
    `date` is the day on which a schedule will post it, if one says so; `remarks` are what its reader has to
    say of it.
    """

    text: str
    path: str = "<text>"
    id: str | None = None
    row: int | None = None
    kind: Kind = "post"
    platforms: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = field(default=())
    date: dt.date | None = None
    remarks: tuple[str, ...] = ()

    @cached_property
    def judged(self) -> str:
        """The text as long as it is, with blanks for what others wrote: a reply's lines after ">"."""
        if self.kind != "reply":
            return self.text
        return _ANSWERED.sub(lambda line: " " * len(line[0]), self.text)

    @property
    def is_file_text(self) -> bool:
        """Whether the text is that of the whole file, so that its lines are the file's own."""
        return self.row is None and not self.places

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset at which each line begins; CR, LF and CRLF end a line."""
        return (0, *(end.end() for end in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        """Line and column of a code point offset from 0 to `len(text)`."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def place(self, offset: int) -> str | None:
        """Name of the part of the source that holds the offset; None where parts have no names."""
        index = bisect_right(self.places, offset, key=lambda place: place[0])
        return self.places[index - 1][1] if index else None

    def line(self, number: int) -> str:
        """Text of a 1-based line, without its line end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
