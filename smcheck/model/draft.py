"""A draft: the text as it would be published, and where each character of it stands."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from smcheck.model.picture import Shown

Kind = Literal["post", "reply", "email", "comment"]
KINDS: tuple[str, ...] = get_args(Kind)
"""What a draft may be. A comment is a resident's, to be left up, hidden or removed; the others are ours."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_ANSWERED = re.compile(r"^[ \t]*>[^\r\n]*", re.MULTILINE)


class Position(NamedTuple):
    """A place in a draft: 1-based line and column, both counted in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Published:
    """How a draft with markup reads when it is published, and the way back to its source.

    Character `i` stands for the source's code points from `starts[i]` to `ends[i]`, end exclusive; for one
    that the source does not hold (a line end between two blocks) the two are the same.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that holds all of the published stretch (end exclusive, not empty)."""
        return min(self.starts[start:end]), max(self.ends[start:end])


class BlankRow(NamedTuple):
    """A row of a sheet without a post, by its number; it is passed over and counted."""

    row: int


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture's own data say: whether where it was taken, and who took or owns it ("" where not).

    `name` is the file's, as the draft gives it or as it lies beside the draft; `words` are what it shows.
    """

    name: str
    has_position: bool = False
    owner: str = ""
    words: str = ""


class Section(NamedTuple):
    """A stretch of a draft, in code points, that is one post by itself, and where it alone will be posted."""

    start: int
    end: int
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """One post, reply or e-mail to be reviewed, or a resident's comment.

    `text` is the text as decoded (byte order mark removed, line ends and normal form untouched).
    `path` names the source for people; `id` and `row` are set for drafts out of a sheet or a `.jsonl`
    (`row` is the sheet's own row number, or the line number). `places` maps offsets at which a named
    part of the source begins (a paragraph, a cell, a message part) to its name, in ascending order.
    `published` says how a text with markup reads; without it the text is published as it stands. `quoted`
    are the stretches of the text that others wrote, `pictures` what those that go with it say of themselves.
    `date` is the day on which a schedule will post it, or that of the event, if one says so; `remarks` are
    what its reader has to say of it. `sections` are the posts in it, where it holds more than one, or more
    than a post (a title, the first comment below it); without them the whole is one. `attached` are names of
    files that go with it: those that it or its sheet names, or that bear its name. `answers` says that it
    names the message that it answers, which it may quote. `repeats` names the draft before it, in the same
    run, that says the same. `shown` is set where the text was read from a picture, and says where on it each
    stretch stands.
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
    published: Published | None = None
    quoted: tuple[tuple[int, int], ...] = ()
    pictures: tuple[Picture, ...] = ()
    sections: tuple[Section, ...] = ()
    attached: tuple[str, ...] = ()
    answers: bool = False
    repeats: str = ""
    shown: Shown | None = None

    @property
    def is_picture(self) -> bool:
        """Whether the text was read from a picture."""
        return self.shown is not None

    @property
    def published_text(self) -> str:
        """The text as it is published, which is all of it but for markup."""
        return self.published.text if self.published else self.text

    @cached_property
    def own_text(self) -> str:
        """What is published, as long as it is, with blanks for what others wrote."""
        return self._parted(theirs=False) if self.quoted_spans else self.published_text

    @cached_property
    def quoted_text(self) -> str:
        """What is published, as long as it is, with blanks for what others did not write."""
        return self._parted(theirs=True)

    def _parted(self, *, theirs: bool) -> str:
        quoted = bytearray(len(self.text) + 1)
        for start, end in self.quoted_spans:
            quoted[start:end] = b"\1" * (end - start)
        origins = self.published.starts if self.published else range(len(self.text))
        return "".join(
            char if char.isspace() or bool(quoted[origin]) == theirs else " "
            for char, origin in zip(self.published_text, origins, strict=True)
        )

    @cached_property
    def quoted_spans(self) -> tuple[tuple[int, int], ...]:
        """Stretches of the text that others wrote: quoted parts; of replies and e-mails, lines after ">"."""
        if self.kind in ("post", "comment"):  # in a comment a ">" would only hide what stands behind it
            return self.quoted
        return (*self.quoted, *(line.span() for line in _ANSWERED.finditer(self.text)))

    @property
    def posts(self) -> tuple[Section, ...]:
        """What is counted by itself: each section, or all of it but what it answers."""
        if self.sections or not self.quoted_spans:
            return self.sections or (Section(0, len(self.published_text)),)
        start = len(self.own_text) - len(self.own_text.lstrip())
        return (Section(start, max(start, len(self.own_text.rstrip()))),)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that a stretch of what is published stands for (end exclusive)."""
        if self.published is None or start == end:
            return start, end
        begin, last = self.published.span(start, end)
        if begin == last:  # of words that the source does not hold
            begin, last = min(begin, max(0, len(self.text) - 1)), min(last + 1, len(self.text))
        return begin, last

    def written(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch of the text that are published, markup left out."""
        if self.published is None:
            yield start, end
            return
        stretches = self._stretches
        for index in range(bisect_left(stretches, (start, start)), len(stretches)):
            first, stop = stretches[index]
            if first >= end:
                return
            if stop <= end:
                yield first, stop

    @cached_property
    def _stretches(self) -> tuple[tuple[int, int], ...]:
        """The parts of the text that are published, in order and apart from each other."""
        parts: list[tuple[int, int]] = []
        published = self.published
        for start, end in sorted(zip(published.starts, published.ends, strict=True)) if published else ():
            start = max(start, parts[-1][1]) if parts else start
            if start < end:
                parts.append((start, end))
        return tuple(parts)

    def unpublished(self) -> Iterator[tuple[int, int]]:
        """The parts of the text that are not published: markup, and what it keeps from view."""
        if self.published is None:
            return
        last = 0
        for start, end in self._stretches:
            if last < start:
                yield last, start
            last = end
        if last < len(self.text):
            yield last, len(self.text)

    @property
    def is_file_text(self) -> bool:
        """Whether the text is that of the whole file, so that its lines are the file's own."""
        return self.row is None and not self.places

    @property
    def part(self) -> str:
        """Name of the part of its file that it is, a row or a post of an archive; "" where it is all of it.

        Of a workbook of several sheets the row's name has the sheet's.
        """
        if self.shown:
            return self.shown.part
        place = self.places[0][1] if self.places else ""
        if self.row is not None:
            return place.rpartition(", column ")[0] or f"row {self.row}"
        return place.partition(", ")[0] if self.id else ""

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
