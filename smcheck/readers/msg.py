"""Messages of Outlook: read as [e-mails](eml.md) are.

Subject and body are the draft, the message that it answers or passes on is told apart. The body may be plain,
a page or Rich Text, packed as Outlook does; what only one of them says is read. Texts that are attached and
messages within the message are read, pictures are looked at, other attachments are named as not reviewed. Of
appointments, contacts and tasks only the subject and the text are read, which is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.decoding import decode
from smcheck.readers.html import LONGEST
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
from smcheck.readers.markup import refuse_longer
from smcheck.readers.msg_store import Store, opened
from smcheck.readers.parts import Parts
from smcheck.readers.picture_names import SUFFIXES
from smcheck.readers.rtf import page_within, within

_SUBJECT, _CLASS, _PLAIN, _PAGE, _RICH = 0x0037, 0x001A, 0x1000, 0x1013, 0x1009
_ANSWERS = (0x1042, 0x1039)  # what it answers, and what went before that
_NAMES = (0x3707, 0x3704, 0x3001)  # of an attachment: the long one, the short one, the one that is shown
_MIME, _DATA = 0x370E, 0x3701
_MESSAGES = ("ipm.note", "ipm.post", "ipm.stickynote", "report.", "ipm.document", "ipm.outlook.recall")
_SEALED, _SIGNED = "ipm.note.smime", "ipm.note.smime.multipartsigned"
_TEXTS = (".txt", ".text", ".md", ".csv", ".tsv", ".ics", ".htm", ".html")
_LARGEST_RICH = 1024 * 1024  # bytes as packed, which the library unpacks one by one
_DEEPEST = 20  # messages within messages


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the message; raises `DraftError` where it cannot be read."""
    message = opened(file.content)
    _refuse_sealed(message)
    parts, quoted = Parts(), list[tuple[int, int]]()
    subject = " ".join(message.text(_SUBJECT).split())
    if subject:
        parts.add("subject", subject, "\n\n")
    body = _body(message)
    add_body(parts, quoted, body)
    attached = _Attached(message, parts, quoted, body)
    if not body.text.strip() and not quoted and (not subject or attached.unread):
        raise DraftError(NO_TEXT)
    answers = any(message.text(number) for number in _ANSWERS)
    draft = draft_of(parts, quoted, file.path, answers=answers)
    yield from with_body(draft, body, attached.pictures, file.choice)
    kind = message.text(_CLASS).casefold()
    if kind and not kind.startswith(_MESSAGES):
        form = "as .ics" if kind.startswith(("ipm.appointment", "ipm.schedule")) else "as text"
        yield DraftError(f"this is no e-mail, and only its subject and text were reviewed; save it {form}")
    yield from map(unread_within, dict.fromkeys(attached.unread_within))
    for name in attached.unread:
        yield DraftError(
            f"the attachment {shown_name(name)!r} was not reviewed; save it and check it on its own"
        )


def _refuse_sealed(message: Store) -> None:
    kind = message.text(_CLASS).casefold()
    if kind.startswith(_SEALED) and not kind.startswith(_SIGNED):
        raise DraftError("the message is encrypted, or signed and packed away; save it without that")


def _body(message: Store) -> Body:
    """What the message says in its forms: the richest, and what others say beside it."""
    plain = _plain_form(message)
    bodies = [plain_body(plain)] if plain.strip() else []
    page = _page_form(message)
    rich = _rich_form(message)
    if rich is not None and (packed := page_within(rich)) is not None:
        page = page or packed
    elif rich is not None:
        found = within(rich)
        text = plain_body(_of_moderate_length(found.text))
        bodies.append(text._replace(pictures=tuple(found.pictures), unread=tuple(found.unread)))
    if page.strip():
        bodies.append(page_body(page))
    return joined(
        alternatives([body for body in bodies if body.text.strip() or body.pictures or body.unread])
    )


def _plain_form(message: Store) -> str:
    return _of_moderate_length(message.text(_PLAIN))


def _page_form(message: Store) -> str:
    raw = message.content(_PAGE)
    if raw is None:
        return message.text(_PAGE)
    raw, codec = raw.rstrip(b"\0"), message.codec_of_bytes()
    if codec in ("", "cp1252"):  # which programs also say of UTF-8
        return decode(raw)
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return decode(raw)


def _rich_form(message: Store) -> bytes | None:
    """The Rich Text of the message, unpacked; raises `DraftError` where it is too long, or damaged."""
    packed = message.content(_RICH)
    if not packed or len(packed) < 16:
        return None
    if len(packed) > _LARGEST_RICH:
        raise DraftError("the text of the message is too long; save it as .eml, or copy it into a draft")
    from compressed_rtf import decompress

    try:
        rich: bytes = decompress(packed)
    except Exception as error:  # the library raises just that
        raise DraftError(f"the text of the message is damaged ({error}); save it again") from error
    return rich if rich.strip(b"\0 \r\n") else None


def _of_moderate_length(text: str) -> str:
    refuse_longer(text, LONGEST)
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Attached:
    """What is attached to a message: its texts and messages are added to the draft, the rest is sorted."""

    def __init__(self, message: Store, parts: Parts, quoted: list[tuple[int, int]], body: Body) -> None:
        self.pictures = [*body.pictures]
        self.unread: list[str] = []
        self.unread_within = [*body.unread]
        self._parts, self._quoted = parts, quoted
        self._add(message, 0)

    def _add(self, message: Store, depth: int) -> None:
        for attachment in message.attachments():
            name = attachment.text(*_NAMES).strip()
            within = attachment.message_within()
            if within is not None and depth < _DEEPEST:
                self._add_message(within, depth)
                continue
            content = None if within else attachment.content(_DATA)
            kind = attachment.text(_MIME).strip().casefold()
            if content is not None and _is_text(name, kind):
                text = _attached_text(name, kind, content)
                self._parts.add(f"attachment {shown_name(name or kind)!r}", text.text)
                self.pictures += text.pictures
            elif content is not None and _is_picture(name, kind):
                self.pictures.append((name or "within the message", content))
            else:
                self.unread.append(name or kind or "without a name")

    def _add_message(self, message: Store, depth: int) -> None:
        _refuse_sealed(message)
        body = _body(message)
        self.pictures += body.pictures
        self.unread_within += body.unread
        text = "\n\n".join(filter(None, (" ".join(message.text(_SUBJECT).split()), body.text)))
        add_body(self._parts, self._quoted, Body(text, ((0, len(text)),)))
        self._add(message, depth + 1)


def _is_text(name: str, kind: str) -> bool:
    return name.casefold().endswith(_TEXTS) or (
        kind.startswith("text/") and kind not in ("text/rtf", "text/xml")
    )


def _is_picture(name: str, kind: str) -> bool:
    named = name.casefold().endswith(SUFFIXES)
    return named or (kind.startswith("image/") and kind != "image/svg+xml")


def _attached_text(name: str, kind: str, content: bytes) -> Body:
    text = _of_moderate_length(decode(content))
    if name.casefold().endswith((".htm", ".html")) or kind == "text/html":
        return page_body(text)
    is_calendar = name.casefold().endswith(".ics") or kind == "text/calendar"
    return Body(said_in(text) if is_calendar else text)
