"""From bytes to text and back: UTF-8 and UTF-16 by their marks, else UTF-8, else Windows-1252."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from smcheck.model.errors import DraftError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = frozenset(map(chr, range(128)))
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")


class Encoding(NamedTuple):
    """How a text stands in a file: its byte order mark (may be empty) and its codec."""

    mark: bytes
    codec: str

    def encode(self, text: str) -> bytes:
        """The text as it would stand in the file."""
        return self.mark + text.encode(self.codec)


def decode(content: bytes) -> str:
    """Text of a file, its byte order mark removed; line ends stay as they are.

    Raises `DraftError` where the content is no text in a known encoding.
    """
    encoding = find_encoding(content)
    try:
        return content[len(encoding.mark) :].decode(encoding.codec)
    except UnicodeDecodeError as error:
        raise DraftError(f"the text cannot be decoded ({error}); save the draft as UTF-8") from error


def find_encoding(content: bytes) -> Encoding:
    """The encoding of a file's content; raises `DraftError` where it is no text."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return Encoding(mark, codec)
    if content.translate(None, _CONTROLS) != content:
        raise DraftError("this is a binary file, not a text; save the draft as plain text")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if (
            not set(content.decode("utf-8", "ignore")) - _ASCII
        ):  # else some of it is UTF-8: do not guess the rest
            return Encoding(b"", "cp1252")
    return Encoding(b"", "utf-8")
