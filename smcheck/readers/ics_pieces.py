"""The components of a calendar, each by itself, so that one that is broken does not hide the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

CALENDAR = "VCALENDAR"

_ZONE = "VTIMEZONE"
_ENTRIES = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")  # which no other component holds
_MARK = re.compile(r"(BEGIN|END):([A-Z0-9-]{1,60})[ \t]*", re.IGNORECASE)
_DEEPEST = 50
_ENDLESS = "it has no end"


class Piece(NamedTuple):
    """The lines of one component; `problem` says why they are no whole one."""

    kind: str
    lines: list[str]
    problem: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The components in their order, time zones left out; the calendar's own words come last."""
    own: list[str] = []
    lines: list[str] = []
    kinds: list[str] = []  # of the components that are open
    for line in text.split("\n"):
        line = line.removesuffix("\r")
        mark = _MARK.fullmatch(line)
        begins, kind = (mark[1].upper() == "BEGIN", mark[2].upper()) if mark else (False, "")
        if kinds and (kind == CALENDAR or (begins and kind in _ENTRIES)):
            yield Piece(kinds[0], lines, _ENDLESS)
            lines, kinds = [], []
        if kind == CALENDAR:
            continue
        if begins:
            kinds.append(kind)
        if not kinds:
            own += [] if kind else [line]
            continue
        lines.append(line)
        if kind and not begins:
            yield from _ended(kind, kinds, lines)
            lines = lines if kinds else []
    if kinds:
        yield Piece(kinds[0], lines, _ENDLESS)
    if any(map(str.strip, own)):
        yield Piece(CALENDAR, [f"BEGIN:{CALENDAR}", *own, f"END:{CALENDAR}"])


def _ended(kind: str, kinds: list[str], lines: list[str]) -> Iterator[Piece]:
    """End the innermost component that is open, and with the outermost give out the whole."""
    outer, inner = kinds[0], kinds.pop()
    if inner != kind:
        kinds.clear()
        yield Piece(outer, lines, f"what begins as {inner} ends as {kind}")
    elif len(kinds) > _DEEPEST:
        kinds.clear()
        yield Piece(outer, lines, "it holds parts too deep within each other")
    elif not kinds and kind != _ZONE:
        yield Piece(outer, lines)
