"""Paragraphs and bullets in lines as wide as the terminal, for pages to read there."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable

_WIDEST = 90


def paragraph(text: str, indent: str = "") -> str:
    """The text in lines as wide as the terminal, each after the indent."""
    return textwrap.fill(text, _width(), initial_indent=indent, subsequent_indent=indent)


def bullets(items: Iterable[str]) -> Iterable[str]:
    """Each item as a bullet, in lines as wide as the terminal."""
    for item in items:
        yield textwrap.fill(item, _width(), initial_indent="  - ", subsequent_indent="    ")


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)
