"""How things are shown: texts of a draft so that nothing in them acts, days and months in words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence

_REPLACEMENT = "\ufffd"
_FEW = 3
KEPT = "\u200d\u200c"  # joiners inside emoji and some scripts
_COMMAND = re.compile(r"##(vso|teamcity|)\[", re.IGNORECASE)
"""What logs of Azure Pipelines and TeamCity take for a command, wherever it stands in a line."""
_FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f)")  # of England, Scotland, Wales


def visible(text: str) -> str:
    """The text on one line, each control, direction or surrogate code replaced by one visible sign."""
    text = without_commands(text)
    if text.isprintable():
        return text
    parts = _FLAG.split(text)  # every second one is a flag
    return "".join(part if index % 2 else "".join(map(_visible, part)) for index, part in enumerate(parts))


def without_commands(text: str) -> str:
    """The text with what a log would take for a command made none; as long as it was."""
    return _COMMAND.sub(r"##\1(", text)


def json_text(data: object, indent: int | None = None) -> str:
    """JSON in ASCII, on one line unless it is indented, in which no log finds a command."""
    return json.dumps(data, indent=indent).replace("##", r"#\u0023")


def first_few(names: Sequence[str]) -> str:
    """The first three of some names, and whether there are more."""
    return ", ".join(names[:_FEW]) + (" and more" if names[_FEW:] else "")


def day_in_words(day: dt.date) -> str:
    """A day such as 7 May 2026."""
    return f"{day.day} {day:%B %Y}"


def month_in_words(written: str) -> str:
    """A month such as 2021-05 in words: May 2021."""
    return f"{dt.date.fromisoformat(f'{written}-01'):%B %Y}"


def _visible(char: str) -> str:
    if char.isprintable() or char in KEPT:
        return char
    if char.isspace():
        return " "
    return _REPLACEMENT
