"""Text files: the whole file is one draft."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.draft import Draft
from smcheck.readers.opened import Item, Opened


def read(opened: Opened) -> Iterator[Item]:
    """The one draft of the file."""
    yield Draft(opened.text, opened.path)
