"""From bytes to text and back: UTF-8 and UTF-16 by their marks, else UTF-8, else what a page declares.

What is none of these is Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from smcheck.model.errors import DraftError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_DECLARED_WITHIN = 1024  # bytes in which browsers look for it (HTML Living Standard, 13.2.3.2)
_ASCII = frozenset(map(chr, range(128)))
# Codecs of the standard library whose labels browsers know, but for those that are not a superset of ASCII.
_CODECS = frozenset(
    "cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 cp1250 cp1251 cp1252 cp1253 "
    "cp1254 cp1255 cp1256 cp1257 cp1258 gbk gb18030 big5 big5hkscs euc_jp euc_kr cp932 cp949".split()
)
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
    if _decodes(content, "utf-8"):
        return Encoding(b"", "utf-8")
    declared = _declared(content)
    if declared and _decodes(content, declared):
        return Encoding(b"", declared)
    mixed = set(content.decode("utf-8", "ignore")) - _ASCII  # some of it is UTF-8: do not guess the rest
    return Encoding(b"", "utf-8" if mixed else "cp1252")


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _declared(content: bytes) -> str:
    """The codec that a page declares; empty where it declares none that browsers know."""
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    if not found:
        return ""
    from webencodings import lookup

    encoding = lookup(found[1].decode("ascii", "ignore"))
    return encoding.codec_info.name if encoding and encoding.codec_info.name in _CODECS else ""
