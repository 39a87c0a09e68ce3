"""Messages of Apple Mail: read as [e-mails](eml.md) are, without what the program notes about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.model.errors import DraftError
from smcheck.readers import eml
from smcheck.readers.content import FileContent, Item

_LENGTH = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the message; raises `DraftError` where it cannot be read, or is cut short."""
    begin = _LENGTH.match(file.content)
    if not begin:
        raise DraftError("this is no message of Apple Mail; save it from Mail as .eml (File, Save As)")
    end = begin.end() + int(begin[1])
    if end > len(file.content):
        raise DraftError("the message is cut short; save it from Mail as .eml (File, Save As)")
    yield from eml.read(FileContent(file.content[begin.end() : end], file.path, file.choice))
