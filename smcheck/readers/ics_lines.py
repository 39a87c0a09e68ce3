"""The lines of a component of a calendar as they are meant: whole, decoded, and only such as are read."""

from __future__ import annotations

import quopri
import re
from collections.abc import Collection, Iterable, Iterator

from smcheck.model.errors import DraftError
from smcheck.readers.decoding import decode

LONGEST_LINE = 1024 * 1024
"""Characters of one property; an attached file, which nobody reads, may be longer."""

_SHORT = 200  # characters of a property that says no words
_AS_MAIL = "QUOTED-PRINTABLE"
_HOW_WRITTEN = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})[:;]")
_LIST = "CATEGORIES"
_MARKS = ("BEGIN", "END")
_FILES = ("ATTACH", "IMAGE")
COMES_AGAIN = {"RRULE": "RRULE:FREQ=DAILY", "RDATE": "RDATE:20260101"}
"""Properties of which it only matters that they are there, and what stands for them."""


def properties(lines: Iterable[str], said: Collection[str], known: Collection[str]) -> Iterator[str]:
    """The properties that are `said` in words, and the beginning of those that must be `known`.

    A line that names no property is given out as it is. Raises `DraftError` where one is too long.
    """
    for line in _whole(lines):
        found = _NAME.match(line)
        name = found[1].upper() if found else ""
        if name in _FILES:
            yield line if len(line) <= LONGEST_LINE else f"{line.partition(':')[0]}:data:,"
        elif name in COMES_AGAIN:
            yield COMES_AGAIN[name]
        elif name == _LIST and len(line) <= LONGEST_LINE:
            yield f"X-{line}"  # of which the library makes no list, which takes long
        elif name in known:
            yield line[:_SHORT]
        elif not name or name in said or name in _MARKS:
            if len(line) > LONGEST_LINE:
                raise DraftError(f"a line of it has more than {LONGEST_LINE:,} characters; shorten it")
            yield line


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Each property as one line: folded ones, and those that older programs write as e-mails are."""
    pieces: list[str] = []
    as_mail = False
    for line in lines:
        if as_mail and pieces[-1].endswith("="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        elif line:
            if pieces:
                yield _decoded("".join(pieces))
            pieces = [line]
            as_mail = _AS_MAIL in line.partition(":")[0].upper()
    if pieces:
        yield _decoded("".join(pieces))


def _decoded(line: str) -> str:
    """A property with its value as it reads, where vCalendar 1.0 has it written as e-mails are."""
    head, colon, value = line.partition(":")
    if _AS_MAIL not in head.upper():
        return line
    text = decode(quopri.decodestring(value.encode()))
    return _HOW_WRITTEN.sub("", head) + colon + "\\n".join(text.splitlines())
