"""Mailboxes, Outlook's messages and saved pages: many, nested, cut short, lying about their own sizes."""

from __future__ import annotations

import struct
from functools import partial

from tests.readers.hostile.case import CLEAN, LONG, POST, Case, case
from tests.readers.outlook import (
    SUBJECT,
    Tree,
    attached,
    attached_message,
    binary,
    compound,
    fixed,
    message,
    packed,
    saved,
    text,
)

_FROM = "From jo@example.org Sat May  2 10:00:00 2026\n"
_HEAD = "From: a@example.org\nSubject: Fete\nContent-Type: text/plain; charset=utf-8\n\n"
_BODY, _PAGE, _RICH = 0x1000, 0x1013, 0x1009


def _box(*texts: str) -> bytes:
    return "".join(f"{_FROM}{_HEAD}{text}\n\n" for text in texts).encode()


def _cyclic() -> bytes:
    """A message in whose table of sectors every sector leads to itself."""
    content = bytearray(saved(SUBJECT, text(_BODY, POST + "a" * 5_000)))
    at = content.rindex(struct.pack("<I", 0xFFFFFFFD)) // 512 * 512
    content[at : at + 128] = struct.pack("<32I", *range(32))
    return bytes(content)


def _bomb() -> bytes:
    """Rich Text that unpacks to nine times its size."""
    body = (b"\xff" + b"\x0f\xff" * 8) * 58_000
    return struct.pack("<II4sI", len(body) + 12, 2**31, b"LZFu", 0) + body


def _nested(depth: int) -> bytes:
    inner: Tree = message(SUBJECT, text(_BODY, POST))
    for _ in range(depth):
        inner = message(SUBJECT, text(_BODY, CLEAN), attachments=[attached_message(inner)])
    return compound(inner)


def _many(count: int) -> bytes:
    return saved(SUBJECT, text(_BODY, POST), attachments=[attached(f"{at}.pdf", b"x") for at in range(count)])


def _page(body: str, kind: str = "text/html; charset=utf-8") -> bytes:
    return (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: {kind}\n\n{body}\n--b--\n"
    ).encode()


CASES: tuple[Case, ...] = (
    case("mbox-ordinary", ".mbox", partial(_box, POST), "read", "an ordinary mailbox"),
    case("mbox-second", ".mbox", partial(_box, CLEAN, POST), "read", "the number in the second message"),
    case("mbox-marked", ".mbox", partial(_box, f"{CLEAN}\n>From here: {POST}"), "read", "a line that was marked"),
    case("mbox-from-within", ".mbox", partial(_box, f"{CLEAN}\n\nFrom here: {POST}"), "read", "one that was not"),
    case("mbox-lying", ".mbox", partial(_box, f"{CLEAN}\n\n{_FROM}X: y\n{POST}"), "either", "a message within a text"),
    case("mbox-many", ".mbox", lambda: _box(*["Tea"] * 11_000, POST), "either", "11,000 messages"),
    case("mbox-many-froms", ".mbox", lambda: _FROM.encode() * 150_000 + _HEAD.encode() + POST.encode(), "either", "nothing but beginnings"),
    case("mbox-long", ".mbox", lambda: _box("a" * LONG, POST), "either", "a message of 8 MB"),
    case("mbox-broken", ".mbox", lambda: _box(POST) + f"{_FROM}Content-Type: application/pkcs7-mime\n\nx\n".encode(), "named", "one that is encrypted"),
    case("mbox-no-from", ".mbox", lambda: (_HEAD + POST).encode(), "refused", "a single message"),
    case("mbox-empty", ".mbox", bytes, "refused", "nothing", phone=False),
    case("mbox-before", ".mbox", lambda: f"{POST}\n\n".encode() + _box(CLEAN), "refused", "a text before the messages"),
    case("emlx-lying", ".emlx", lambda: b"5\n" + (_HEAD + POST).encode(), "refused", "a length that ends within a header"),
    case("emlx-huge", ".emlx", lambda: b"999999999999\n" + (_HEAD + POST).encode(), "refused", "one that is beyond the end"),
    case("msg-ordinary", ".msg", lambda: saved(SUBJECT, text(_BODY, POST)), "read", "an ordinary message"),
    case("msg-page", ".msg", lambda: saved(SUBJECT, text(_BODY, CLEAN), binary(_PAGE, f"<p>{POST}".encode())), "read", "the number in the page alone"),
    case("msg-rich", ".msg", lambda: saved(SUBJECT, packed(rf"{{\rtf1\ansi {POST}}}")), "read", "Rich Text and nothing else"),
    case("msg-attached", ".msg", lambda: saved(SUBJECT, text(_BODY, CLEAN), attachments=[attached("a.txt", POST.encode())]), "read", "the number in a text that is attached"),
    case("msg-within", ".msg", partial(_nested, 3), "read", "messages in messages"),
    case("msg-nested", ".msg", partial(_nested, 100), "either", "messages in messages, 100 deep"),
    case("msg-many", ".msg", partial(_many, 800), "named", "800 attachments"),
    case("msg-object", ".msg", lambda: saved(SUBJECT, text(_BODY, POST), attachments=[{**fixed(8, x3705=6), "__substg1.0_3701000D": {"a": b"x"}}]), "named", "an object of another program"),
    case("msg-sealed", ".msg", lambda: saved(SUBJECT, text(_BODY, POST), kind="IPM.Note.SMIME"), "refused", "encrypted"),
    case("msg-bomb", ".msg", lambda: saved(SUBJECT, binary(_RICH, _bomb())), "refused", "Rich Text that unpacks to much", phone=False),
    case("msg-bad-rich", ".msg", lambda: saved(SUBJECT, text(_BODY, POST), binary(_RICH, bytes(64))), "refused", "Rich Text that is none"),
    case("msg-cyclic", ".msg", _cyclic, "either", "sectors that lead to themselves"),
    case("msg-cut", ".msg", lambda: saved(SUBJECT, text(_BODY, POST))[:1_500], "either", "cut short", phone=False),
    case("msg-zeros", ".msg", lambda: saved(SUBJECT)[:512] + bytes(4_096), "refused", "a header and zeros", phone=False),
    case("msg-ends-of-sectors", ".msg", lambda: saved(SUBJECT, text(_BODY, POST))[:512] + b"\xff" * 4_096, "refused", "a table of free sectors", phone=False),
    case("msg-empty", ".msg", bytes, "refused", "nothing", phone=False),
    case("msg-text", ".msg", lambda: (_HEAD + POST).encode(), "refused", "an e-mail of the other kind"),
    case("msg-other", ".msg", lambda: compound({"WordDocument": POST.encode()}), "refused", "a Word document of old"),
    case("msg-long-page", ".msg", lambda: saved(SUBJECT, binary(_PAGE, b"<p>" + b"a" * 2_000_000)), "refused", "a page of 2 MB", phone=False),
    case("msg-deep-page", ".msg", lambda: saved(SUBJECT, binary(_PAGE, b"<div>" * 100_000 + POST.encode())), "either", "elements in elements"),
    case("mht-ordinary", ".mht", partial(_page, f"<p>{POST}"), "read", "an ordinary page"),
    case("mht-attribute", ".mhtml", partial(_page, f"<p>{CLEAN}<img alt='{POST}' src='cid:1'>"), "either", "alternative text"),
    case("mht-text", ".mht", partial(_page, POST, "text/plain"), "refused", "no page in it"),
    case("mht-script", ".mht", partial(_page, f"<p>{POST}<script>a()</script>"), "named", "a page that runs"),
    case("mht-deep", ".mht", lambda: _page("<div>" * 100_000 + POST), "either", "elements in elements"),
    case("mht-long", ".mht", lambda: _page(f"<p>{POST}" + "a" * LONG), "refused", "a page of 8 MB"),
)  # fmt: skip
"""Every case of mailboxes and the like."""
