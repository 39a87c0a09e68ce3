"""From bytes to text: UTF-8 and UTF-16 by their marks, else UTF-8, else Windows-1252."""

from __future__ import annotations

import codecs

from smcheck.errors import DraftError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = frozenset(map(chr, range(128)))
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")


def decode(content: bytes) -> str:
    """Text of a file, its byte order mark removed; line ends stay as they are.

    Raises `DraftError` where the content is no text in a known encoding.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if content.translate(None, _CONTROLS) != content:
        raise DraftError("this is a binary file, not a text; save the draft as plain text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        if set(content.decode("utf-8", "ignore")) - _ASCII:  # some of it is UTF-8: do not guess the rest
            return _strictly(content, "utf-8")
        return _strictly(content, "cp1252")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DraftError(f"the text cannot be decoded ({error}); save the draft as UTF-8") from error
