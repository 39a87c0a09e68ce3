"""Text files: the whole file is one draft.

The encoding may be UTF-8, UTF-16 with its mark, or that of Windows (cp1252). In a reply or an e-mail, lines
that begin with > are somebody else's and not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.model.draft import Draft
from smcheck.readers.content import FileContent, Item


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the file."""
    yield Draft(file.text, file.path)
