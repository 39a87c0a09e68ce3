"""Nothing from a draft acts in an output: its control codes become signs."""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
KEPT = "\u200d\u200c"  # joiners inside emoji and some scripts
_FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f)")  # of England, Scotland, Wales


def visible(text: str) -> str:
    """The text on one line, each control, direction or surrogate code replaced by one visible sign."""
    text = text.replace("##[", "##(")  # a command of CI logs wherever it stands in a line
    if text.isprintable():
        return text
    parts = _FLAG.split(text)  # every second one is a flag
    return "".join(part if index % 2 else "".join(map(_visible, part)) for index, part in enumerate(parts))


def _visible(char: str) -> str:
    if char.isprintable() or char in KEPT:
        return char
    if char.isspace():
        return " "
    return _REPLACEMENT
