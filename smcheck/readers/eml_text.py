"""The text of a part of a message: decoded, and with the line breaks that only carry it undone."""

from __future__ import annotations

import re
from contextlib import suppress
from email.errors import (
    InvalidBase64CharactersDefect,
    InvalidBase64LengthDefect,
    InvalidBase64PaddingDefect,
)
from email.message import EmailMessage
from typing import NamedTuple

from smcheck.model.errors import DraftError
from smcheck.readers.decoding import decode
from smcheck.readers.html import LONGEST
from smcheck.readers.markup import refuse_longer

_LONGEST_BODY = 4 * LONGEST  # bytes
_SLOW = ("punycode", "idna", "unicode_escape", "raw_unicode_escape")
_FOLDED = re.compile(r"\n[ \t]")  # a long line of a calendar goes on behind a blank (RFC 5545)
_WESTERN = ("cp1252", "windows-1252")
_C1 = re.compile(r"[\x80-\x9f]")
_ESCAPED = re.compile(r"\\([nN,;\\])")
_CODECS = {
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "unicode": "utf-16",  # as Internet Explorer and Word say
}
_DAMAGED = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect, InvalidBase64PaddingDefect)
_DEPTH = re.compile(r">*")
_SIGNATURE = "-- "


def text_of(part: EmailMessage) -> str:
    """The text of one part; raises `DraftError` where it cannot be decoded."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or any(isinstance(defect, _DAMAGED) for defect in part.defects):
        raise DraftError("the message's text is damaged; save the message again")
    charset = str(part.get_content_charset("utf-8"))
    if len(content) > _LONGEST_BODY or charset in _SLOW:
        raise DraftError(
            "the message's text is too long, or in a code that no program uses; save it as UTF-8"
        )
    try:
        text = _decoded(
            content, _CODECS.get(charset, charset), declared=part.get_content_charset() is not None
        )
    except (ValueError, LookupError) as error:
        raise DraftError(f"the message's text cannot be decoded ({error}); save it as UTF-8") from error
    refuse_longer(text, LONGEST)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, charset: str, *, declared: bool) -> str:
    """The text in its charset, or in that which it shows to be in where the declared one cannot be right."""
    if not declared:
        return decode(content)
    if charset in _WESTERN and not content.isascii():
        with suppress(UnicodeDecodeError):
            return content.decode("utf-8")
    return content.decode(charset)


def of_windows(text: str) -> str:
    """A header with the signs of Windows where programs say that they are Latin 1."""
    return _C1.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", "replace"), text)


def unfolded(calendar: str) -> str:
    """The lines of a calendar whole, with what is escaped in them as it reads."""
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], _FOLDED.sub("", calendar))


class _Line(NamedTuple):
    """A line of flowed text: how deep it is quoted, its words, and whether the next one goes on."""

    depth: int
    text: str
    goes_on: bool


def unflowed(part: EmailMessage, text: str) -> str:
    """The text with its soft line breaks undone, where the part says that it has such (RFC 3676).

    Only lines that are quoted as deep as each other are one.
    """
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glued = str(part.get_param("delsp", "")).lower() == "yes"
    paragraphs: list[str] = []
    before: _Line | None = None
    for line in map(_flowed_line, text.split("\n")):
        if before and before.goes_on and before.depth == line.depth and line.text != _SIGNATURE:
            paragraphs[-1] = (paragraphs[-1][:-1] if glued else paragraphs[-1]) + line.text
        else:
            paragraphs.append(">" * line.depth + " " * bool(line.depth) + line.text)
        before = line
    return "\n".join(paragraphs)


def _flowed_line(line: str) -> _Line:
    depth = len(_DEPTH.match(line)[0])  # type: ignore[index]
    words = line[depth:].removeprefix(" ")
    return _Line(depth, words, words.endswith(" ") and words != _SIGNATURE)
