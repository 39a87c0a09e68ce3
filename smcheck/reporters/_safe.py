"""Nothing from a draft acts in an output."""

from __future__ import annotations

_REPLACEMENT = "\ufffd"
_KEPT = "\u200d\u200c"  # joiners inside emoji and some scripts


def visible(text: str) -> str:
    """The text on one line, each control, direction or surrogate code replaced by one visible sign."""
    text = text.replace("##[", "##(")  # a command of CI logs wherever it stands in a line
    if text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char.isprintable() or char in _KEPT:
        return char
    if char.isspace():
        return " "
    return _REPLACEMENT
