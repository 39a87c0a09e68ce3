"""Text files: the whole file is one draft."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.draft import Draft
from smcheck.errors import DraftError

SUFFIXES = (".txt", ".text", ".md", "")


def read(text: str, path: str) -> Iterator[Draft | DraftError]:
    """The one draft of the file."""
    yield Draft(text, path)
