"""Messages of Apple Mail: read as [e-mails](eml.md) are, without what the program notes about them.

Attachments that the program keeps in files of their own are named as not reviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers import eml
from smcheck.readers.content import FileContent, Item

_ELSEWHERE = "x-apple-content-length"
_LENGTH = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the message; raises `DraftError` where it cannot be read, or is cut short."""
    begin = _LENGTH.match(file.content)
    if not begin:
        raise DraftError("this is no message of Apple Mail; save it from Mail as .eml (File, Save As)")
    end = begin.end() + int(begin[1])
    if end > len(file.content):
        raise DraftError("the message is cut short; save it from Mail as .eml (File, Save As)")
    content = file.content[begin.end() : end]
    yield from eml.read(FileContent(content, file.path, file.choice))
    if _ELSEWHERE.encode() in content.lower():
        for name in dict.fromkeys(_kept_elsewhere(eml.parsed(content))):
            yield DraftError(
                f"the attachment {shown_name(name)!r} lies in a file of its own and was not reviewed"
            )


def _kept_elsewhere(message: EmailMessage) -> Iterator[str]:
    """Names of the parts of which only the head is in the message; those that are named anyhow left out."""
    for part in message.walk():
        holds_it = str(part.get_payload()).strip()
        if _ELSEWHERE in part and part.get_content_maintype() in ("text", "image") and not holds_it:
            yield part.get_filename() or part.get_content_type()
