"""Where a draft shows a picture that goes with it."""

from __future__ import annotations


def place_of(text: str, name: str) -> tuple[int, int]:
    """The stretch of the text that names a picture, or else its first line."""
    named = text.find(name)
    if named >= 0:
        return named, named + len(name)
    start = len(text) - len(text.lstrip())
    return start, len(text[: _line_end(text, start)].rstrip())


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
