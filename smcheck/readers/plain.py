"""Text files: the whole file is one draft."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.draft import BlankRow, Draft
from smcheck.errors import DraftError

SUFFIXES = (".txt", ".text", ".md", ".markdown", "")


def read(text: str, path: str) -> Iterator[Draft | DraftError | BlankRow]:
    """The one draft of the file."""
    yield Draft(text, path)
