"""Paragraphs and bullets in lines as wide as the terminal, for pages to read there.

No line ends within a command, an address or an option: words are parted at blanks alone.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable

_WIDEST = 90


def paragraph(text: str, indent: str = "", *, first: str | None = None) -> str:
    """The text in lines as wide as the terminal, each after the indent; the first after `first`, if given."""
    return textwrap.fill(
        text,
        min(shutil.get_terminal_size().columns, _WIDEST),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def bullets(items: Iterable[str]) -> Iterable[str]:
    """Each item as a bullet, in lines as wide as the terminal."""
    for item in items:
        yield paragraph(item, "    ", first="  - ")
