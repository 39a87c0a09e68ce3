"""Signs that nobody sees and that show letters or figures in another order than they stand in."""

from __future__ import annotations

import re
from unicodedata import bidirectional

_TURNS_ALL = "\u202e"  # right-to-left override
_TURNS_FIGURES = ("\u202b", "\u2067")  # right-to-left embedding and isolate
_STRETCH = re.compile(r"[\u202b\u202e\u2067][^\u202c\u2069\n]*")
_WRITTEN_SO = ("R", "AL")  # classes of letters that are written from right to left (Unicode, UAX 9)


def turned_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text is shown otherwise than it reads, in code points: from each sign to what ends it."""
    return tuple(found.span() for found in _STRETCH.finditer(text)) if is_turned(text) else ()


def is_turned(text: str) -> bool:
    """Whether the text is shown otherwise than it reads, by signs for scripts that it does not hold."""
    if _TURNS_ALL in text:
        return True
    signs = any(sign in text for sign in _TURNS_FIGURES)
    return signs and not any(bidirectional(char) in _WRITTEN_SO for char in text)
