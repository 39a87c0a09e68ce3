"""E-mails: subject and body are the draft, the message that it answers or passes on is told apart.

Where a message has its text twice, the HTML is read; what only the plain text says is read as well. Texts of
every kind are read, invitations and attached ones too; other attachments, rich text and reports of delivery
are named as not reviewed, and pictures among them are looked at. Pictures that a message shows from the web
are named as not reviewed, unless they are small, hidden, or part of what it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from itertools import chain, islice

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item
from smcheck.readers.eml_text import of_windows, text_of, unflowed
from smcheck.readers.ics import said_in
from smcheck.readers.mail_body import (
    NO_TEXT,
    Body,
    add_body,
    alternatives,
    draft_of,
    joined,
    page_body,
    plain_body,
    with_body,
)
from smcheck.readers.parts import Parts

MOST_PARTS = 500
_LONGEST_HEADER = 10_000  # bytes of one that the library takes apart, in more than linear time
_HEADER = re.compile(rb"^(?:content-[a-z-]+|subject):[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE | re.IGNORECASE)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_MESSAGES = ("message/rfc822", "message/global")
_UNLIKE = ("text/rtf", "image/svg+xml")  # kinds that are not what they say: a code, and a text in a picture
_KEPT_APART = "x-apple-content-length"
_PLAIN_CODES = ("", "7bit", "8bit", "binary")
_PAGES = ("text/html", "text/x-amp-html")
_CALENDAR = "text/calendar"


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the message; raises `DraftError` where it cannot be read."""
    message = parsed(file.content)
    parts = Parts()
    subject = _header(message, "subject")
    if subject:
        parts.add("subject", subject, "\n\n")
    quoted: list[tuple[int, int]] = []
    body = _body(message)
    add_body(parts, quoted, body)
    pictures = [*body.pictures]
    for name, attached in _attached_texts(message):
        parts.add(f"attachment {shown_name(name)!r}", attached.text)
        pictures += attached.pictures
    for forwarded in _forwarded(message):
        theirs = _body(forwarded)
        text = "\n\n".join(filter(None, (_header(forwarded, "subject"), theirs.text)))
        add_body(parts, quoted, Body(text, ((0, len(text)),)))
        pictures += theirs.pictures
    if not body.text.strip() and not quoted and (not subject or _holds_more(message)):
        raise DraftError(NO_TEXT)
    answers = any(_header(message, name) for name in ("in-reply-to", "references"))
    draft = draft_of(parts, quoted, file.path, answers=answers)
    yield from with_body(draft, body, chain(pictures_in(message), pictures), file.choice)
    for name in _unread(message):
        yield DraftError(
            f"the attachment {shown_name(name)!r} was not reviewed; save it and check it on its own"
        )


def parsed(content: bytes) -> EmailMessage:
    """The message in its parts; raises `DraftError` where it is none, damaged, encrypted or too large."""
    if any(len(header[0]) > _LONGEST_HEADER for header in _HEADER.finditer(content)):
        raise DraftError(f"the message has a header of more than {_LONGEST_HEADER:,} bytes; shorten it")
    try:
        message = message_from_bytes(content, policy=policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise DraftError("this is no e-mail: it has no headers; save the message as .eml")
        if sum(1 for _ in islice(message.walk(), MOST_PARTS + 1)) > MOST_PARTS:
            raise DraftError(f"the message has more than {MOST_PARTS} parts; send it in pieces")
        kinds = {part.get_content_type() for part in message.walk()}
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise DraftError(f"the message is damaged ({type(error).__name__}); save it again") from error
    if not kinds.isdisjoint(_ENCRYPTED):
        raise DraftError("the message is encrypted; save it without encryption")
    return message


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(of_windows(str(message.get(name, ""))).split())
    except Exception as error:  # the library parses headers on demand, and raises whatever it runs into
        raise DraftError(f"the {name} is damaged ({type(error).__name__}); write it anew") from error


def _body(message: EmailMessage) -> Body:
    """All texts of a message that its reader is shown, one after the other."""
    return joined(_bodies(message))


def _bodies(part: EmailMessage) -> Iterator[Body]:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        yield from alternatives([body for inner in _inner(part) for body in _bodies(inner)])
    elif part.is_multipart() and kind not in _MESSAGES and part.get_content_maintype() != "message":
        for inner in _inner(part):
            yield from _bodies(inner)
    elif part.get_content_disposition() != "attachment" and _is_text(part):
        yield _body_of(part)


def _body_of(part: EmailMessage) -> Body:
    """What a part that is a text says."""
    kind, text = part.get_content_type(), text_of(part)
    if kind in _PAGES:
        return page_body(text)
    return plain_body(said_in(text) if kind == _CALENDAR else unflowed(part, text))


def _is_text(part: EmailMessage) -> bool:
    is_text = part.get_content_maintype() == "text" and part.get_content_type() not in _UNLIKE
    return is_text and not part.is_multipart()


def _attached_texts(message: EmailMessage) -> Iterator[tuple[str, Body]]:
    """Names of attachments that are texts, and what they say."""
    for part in message.walk():
        if _is_text(part) and part.get_content_disposition() == "attachment":
            yield part.get_filename() or part.get_content_type(), _body_of(part)


def _inner(part: EmailMessage) -> Iterator[EmailMessage]:
    yield from (inner for inner in part.iter_parts() if isinstance(inner, EmailMessage))


def _holds_more(message: EmailMessage) -> bool:
    """Whether the message holds anything but the texts that are read."""
    parts = message.walk()
    leaves = (part for part in parts if part.get_content_maintype() != "multipart" or not part.is_multipart())
    return any(part.get_content_maintype() != "text" for part in leaves)


def _forwarded(message: EmailMessage) -> Iterator[EmailMessage]:
    """Messages that are attached as such, those within others too."""
    for part in message.walk():
        if part.get_content_type() in _MESSAGES and part.is_multipart():
            yield from _inner(part)


def pictures_in(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the pictures of a message."""
    for part in message.walk():
        if part.get_content_maintype() == "image" and part.get_content_type() not in _UNLIKE:
            content = part.get_payload(decode=True)
            elsewhere = not content and _KEPT_APART in part  # which is told by itself
            if isinstance(content, bytes) and not elsewhere:
                yield part.get_filename() or "within the message", content


def _unread(message: EmailMessage) -> Iterator[str]:
    """Each part that nobody has looked into, by its name or else by its kind."""
    for part in message.walk():
        if not _is_text(part) and not _is_looked_at(part):
            yield part.get_filename() or part.get_content_type()


def _is_looked_at(part: EmailMessage) -> bool:
    kind, main = part.get_content_type(), part.get_content_maintype()
    if kind in _MESSAGES:  # the library takes no message apart that is in a code
        return str(part.get("content-transfer-encoding", "")).lower() in _PLAIN_CODES
    if main == "image":
        return kind not in _UNLIKE
    return kind in _SIGNATURES or (part.is_multipart() and main != "message")
