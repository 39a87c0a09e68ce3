"""E-mails: subject and body are the draft, the message that it answers or passes on is told apart.

Where a message has its text twice, the HTML is read; what only the plain text says is read as well. Texts of
every kind are read, invitations and attached ones too; other attachments, rich text and reports of delivery
are named as not reviewed, and pictures among them are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from itertools import islice
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item
from smcheck.readers.eml_text import of_windows, text_of, unflowed, unfolded
from smcheck.readers.html import publish
from smcheck.readers.parts import Parts
from smcheck.readers.picture_drafts import with_within

MOST_PARTS = 500
_LONGEST_HEADER = 10_000  # bytes of one that the library takes apart, in more than linear time
_HEADER = re.compile(rb"^(?:content-[a-z-]+|subject):[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE | re.IGNORECASE)
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_MESSAGES = ("message/rfc822", "message/global")
_UNLIKE = ("text/rtf", "image/svg+xml")  # kinds that are not what they say: a code, and a text in a picture
_PLAIN_CODES = ("", "7bit", "8bit", "binary")
_PAGES = ("text/html", "text/x-amp-html")
_CALENDAR = "text/calendar"
_QUOTED_LINES = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INLINE_PICTURE = re.compile(r"\[(?:cid:|image:)[^\]\n]{0,200}\]")


class Body(NamedTuple):
    """The text of a message, and the stretches of it that are quoted."""

    text: str
    quoted: tuple[tuple[int, int], ...] = ()


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the message; raises `DraftError` where it cannot be read."""
    message = _parsed(file.content)
    parts = Parts()
    subject = _header(message, "subject")
    if subject:
        parts.add("subject", subject, "\n\n")
    quoted: list[tuple[int, int]] = []
    body = _body(message)
    _add(parts, quoted, body)
    for name, text in _attached_texts(message):
        parts.add(f"attachment {shown_name(name)!r}", text)
    for forwarded in _forwarded(message):
        text = "\n\n".join(filter(None, (_header(forwarded, "subject"), _body(forwarded).text)))
        _add(parts, quoted, Body(text, ((0, len(text)),)))
    if not body.text.strip() and not quoted and (not subject or _holds_more(message)):
        raise DraftError("the message holds no text that can be read; write it first, or save it as text")
    answers = any(_header(message, name) for name in ("in-reply-to", "references"))
    length = len(parts.text)
    draft = Draft(
        parts.text,
        file.path,
        kind="email",
        places=parts.places,
        quoted=tuple((start, min(end, length)) for start, end in quoted if start < length),
        remarks=tuple(_on_quoted(parts.text, quoted, answers=answers)),
        answers=answers,
    )
    yield from with_within(draft, _pictures(message), words=file.choice.pictures)
    for name in _unread(message):
        yield DraftError(
            f"the attachment {shown_name(name)!r} was not reviewed; save it and check it on its own"
        )


def _parsed(content: bytes) -> EmailMessage:
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


def _add(parts: Parts, quoted: list[tuple[int, int]], body: Body) -> None:
    """Add a body, its own stretches and the quoted ones each by its name."""
    begin, last = len(parts), 0
    for start, end in _merged(body.quoted):
        if start > last:
            parts.add("body", body.text[last:start], "")
        parts.add("quoted part", body.text[start:end], "")
        quoted.append((begin + start, begin + end))
        last = end
    parts.add("body", body.text[last:])


def _on_quoted(text: str, quoted: Sequence[tuple[int, int]], *, answers: bool) -> Iterator[str]:
    """A remark on what is taken for somebody else's: how long it is, and how it is judged."""
    theirs = [text[start:end] for start, end in quoted]
    lines = sum(len(part.strip().splitlines()) for part in theirs)
    if lines:
        judged = "not judged, but for contact details" if answers else "judged more mildly"
        size = f"{lines:,} line{'s' if lines > 1 else ''}, {sum(map(len, theirs)):,} characters"
        yield f"the quoted part ({size}) is taken for somebody else's and was {judged}"


def _merged(spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The stretches in order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _body(message: EmailMessage) -> Body:
    """All texts of a message that its reader is shown, one after the other."""
    whole = ""
    quoted: list[tuple[int, int]] = []
    for body in _bodies(message):
        whole += "\n\n" if whole else ""
        quoted += [(len(whole) + start, len(whole) + end) for start, end in body.quoted]
        whole += body.text
    return Body(whole, tuple(quoted))


def _bodies(part: EmailMessage) -> Iterator[Body]:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        yield from _alternatives([body for inner in _inner(part) for body in _bodies(inner)])
    elif part.is_multipart() and kind not in _MESSAGES and part.get_content_maintype() != "message":
        for inner in _inner(part):
            yield from _bodies(inner)
    elif part.get_content_disposition() != "attachment" and _is_text(part):
        yield _body_of(part)


def _body_of(part: EmailMessage) -> Body:
    """What a part that is a text says."""
    kind, text = part.get_content_type(), text_of(part)
    if kind in _PAGES:
        return _page(text)
    return _plain(unfolded(text) if kind == _CALENDAR else unflowed(part, text))


def _is_text(part: EmailMessage) -> bool:
    is_text = part.get_content_maintype() == "text" and part.get_content_type() not in _UNLIKE
    return is_text and not part.is_multipart()


def _attached_texts(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """Names and texts of attachments that are texts."""
    for part in message.walk():
        if _is_text(part) and part.get_content_disposition() == "attachment":
            yield part.get_filename() or part.get_content_type(), _body_of(part).text


def _inner(part: EmailMessage) -> Iterator[EmailMessage]:
    yield from (inner for inner in part.iter_parts() if isinstance(inner, EmailMessage))


def _alternatives(bodies: list[Body]) -> Iterator[Body]:
    """Of texts that should say the same: the last, the richest one, and what others say beside it."""
    said = _words(bodies[-1].text) if bodies else set()
    for body in bodies[:-1]:
        if not _words(_own(body)) <= said:
            yield body
        elif unsaid := "\n".join(_quoted_alone(body, said)):
            yield Body(unsaid, ((0, len(unsaid)),))
    yield from bodies[-1:]


def _quoted_alone(body: Body, said: set[str]) -> Iterator[str]:
    """Lines that a body quotes and that are not said elsewhere."""
    lines = (line for start, end in _merged(body.quoted) for line in body.text[start:end].splitlines())
    return (line for line in lines if not _words(_INLINE_PICTURE.sub("", line)) <= said)


def _page(source: str) -> Body:
    page = publish(source)
    text = page.published.text
    return Body(text, (*page.quoted, *_quoted(text)))


def _plain(text: str) -> Body:
    return Body(text, _quoted(text))


def _own(body: Body) -> str:
    """The text without what it quotes, and without the names that programs give to pictures."""
    pieces, last = [], 0
    for start, end in _merged(body.quoted):
        pieces.append(body.text[last:start])
        last = end
    return _INLINE_PICTURE.sub("", " ".join((*pieces, body.text[last:])))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """What a message quotes: lines after ">", and the message below that it answers or passes on."""
    from quotequail import unwrap

    lines = [match.span() for match in _QUOTED_LINES.finditer(text)]
    found = unwrap(text)
    if not found:
        return tuple(lines)
    own, below = found.get("text_top") or "", found.get("text_bottom") or ""
    start = text.find(own) + len(own) if own else 0
    end = text.rfind(below) if below else len(text)
    return (*lines, (start, max(start, end)))


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


def _pictures(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.walk():
        if part.get_content_maintype() == "image":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
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
