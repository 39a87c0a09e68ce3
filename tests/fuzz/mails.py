"""E-mails: parts within parts, in the charsets and codes that programs send them in."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from email.header import Header
from html import escape

from smcheck.model.masking import shown_name
from tests.fuzz.author import Author, Document
from tests.fuzz.pages import element

_CHARSETS = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16", "koi8-r", "iso-8859-15", "")
_CODES = ("7bit", "quoted-printable", "base64", "8bit")
_HEAD = b"From: A. Clerk <clerk@example.gov.uk>\nTo: B. Resident <b@example.org>\nMIME-Version: 1.0\n"
_OTHER_KINDS = (
    "application/pdf", "application/octet-stream", "application/msword", "audio/mpeg", "image/svg+xml",
    "application/json", "message/delivery-status", "message/disposition-notification", "application/x-unknown",
)  # fmt: skip
_MULTIPLE = ("mixed", "related", "alternative", "digest", "signed", "report", "parallel")


def mail(author: Author) -> Document:
    """A message."""
    parts = _Parts(author)
    return author.document("a.eml", parts.message(parts.part(), outermost=True))


class _Parts:
    """Writes the parts of a message; each has its own boundary and, where attached, its own name."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self._number = 0

    def message(self, part: bytes, *, outermost: bool = False) -> bytes:
        """A message with its subject."""
        where = "subject" if outermost else "subject of a message within"
        subject = Header(
            f"{self.author.one(('', 'é ', 'Re: '))}{self.author.said(where)}", self._header_charset()
        )
        answers = self.author.one((b"", b"In-Reply-To: <a@example.org>\n"))
        return _HEAD + b"Subject: " + subject.encode().encode() + b"\n" + answers + part

    def _header_charset(self) -> str:
        return self.author.one(("utf-8", "iso-8859-1"))

    def part(self) -> bytes:
        """A text, or something that holds several parts."""
        return self.author.deeper(self._any, self._text)

    def _any(self) -> bytes:
        kinds: tuple[Callable[[], bytes], ...] = (
            self._text, self._page, self._several, self._attached_text, self._attached, self._forwarded,
            self._calendar, self._same_twice, self._pictured,
        )  # fmt: skip
        return self.author.one(kinds)()

    def _text(self) -> bytes:
        lines = self.author.some(self._line, 1, 4)
        if self.author.chance():
            return self._flowed(lines)
        return self._coded("text/plain", "\n".join(lines))

    def _line(self) -> str:
        begin, where = self.author.one(
            (("", "text"), ("> ", "quoted text"), ("On Monday, Jo wrote:\n> ", "answered"))
        )
        return begin + self.author.said(where)

    def _flowed(self, lines: list[str]) -> bytes:
        words = " \n".join((*lines[0].split(" "), *lines[1:]))
        return self._coded(
            self.author.one(("text/plain; format=flowed", "text/plain; format=flowed; delsp=no")), words
        )

    def _page(self) -> bytes:
        quote = self.author.one(
            ("{}", '<blockquote type="cite">{}</blockquote>', '<div class="gmail_quote">{}</div>')
        )
        inner = element(self.author) if self.author.chance() else f"<p>{escape(self.author.said('page'))}</p>"
        return self._coded("text/html", quote.format(inner))

    def _same_twice(self) -> bytes:
        """A text and a page that say the same, and one of them something more."""
        same, more, where = (
            self.author.said("said twice"),
            self.author.said("said once"),
            self.author.chance(),
        )
        plain, page = (f"{same}\n{more}", same) if where else (same, f"{same} {more}")
        return self._joined(
            "alternative", [self._coded("text/plain", plain), self._coded("text/html", f"<p>{page}</p>")]
        )

    def _calendar(self) -> bytes:
        name = self.author.one(("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"))
        said = self.author.said(f"calendar's {name}")
        folded = "\r\n ".join(self.author.pieces(f"{name}:{said}"))
        return self._coded(
            "text/calendar; method=REQUEST",
            f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        )

    def _several(self) -> bytes:
        return self._joined(self.author.one(_MULTIPLE), self.author.some(self.part, 1, 3))

    def _joined(self, kind: str, parts: list[bytes]) -> bytes:
        self._number += 1
        mark = f"=_b{self._number}".encode()
        inner = b"".join(b"--" + mark + b"\n" + part + b"\n" for part in parts)
        head = f'Content-Type: multipart/{kind}; boundary="{mark.decode()}"\n\n'.encode()
        return (
            head + self.author.one((b"", b"This is a message in parts.\n")) + inner + b"--" + mark + b"--\n"
        )

    def _named(self) -> str:
        self._number += 1
        name = f" {self.author.unseen('name of a file')}" if self.author.chance() else ""
        return f"file{self._number}{name}.bin"

    def _attached_text(self) -> bytes:
        name = self._named()
        kind = self.author.one(
            ("text/plain", "text/html", "text/csv", "text/rtf", "text/x-vcard", "text/enriched")
        )
        place = self.author.one(("attachment", "inline"))
        more = f'Content-Disposition: {place}; filename="{name}"\n'
        said = self.author.said(f"{place} {kind}", shown_name(name))
        return self._coded(
            kind, f"{{\\rtf1 {{\\b {said[:5]}}}{said[5:]}}}" if kind == "text/rtf" else said, more
        )

    def _attached(self) -> bytes:
        name = self._named()
        kind = self.author.one(_OTHER_KINDS)
        place = self.author.one(("attachment", "inline", ""))
        more = f'Content-Disposition: {place}; filename="{name}"\n' if place else ""
        text = self.author.said(f"{kind}", shown_name(name) if place else kind)
        if kind.startswith("message/"):
            return (
                f"Content-Type: {kind}\n{more}\nReporting-MTA: dns; mx.example.org\nX-Said: {text}\n".encode()
            )
        return self._coded(kind, f"<svg><text>{text}</text></svg>", more)

    def _pictured(self) -> bytes:
        more = f'Content-Disposition: attachment; filename="{self._named()}"\n'
        return self._coded("image/jpeg", self.author.one(("\xff\xd8\xff\xe1\0", "x")), more)

    def _forwarded(self) -> bytes:
        kind = self.author.one(("message/rfc822", "message/global"))
        if self.author.number(0, 4) == 4:
            text = self.author.said("coded message", kind)
            inner = base64.encodebytes(f"Subject: x\n\n{text}\n".encode())
            return f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n".encode() + inner
        inner = self.message(self.part())
        more = self.author.one((b"", b"Content-Disposition: attachment\n"))
        return f"Content-Type: {kind}\n".encode() + more + b"\n" + inner

    def _coded(self, kind: str, text: str, more: str = "") -> bytes:
        """A part whose text is in a charset and a code that can hold it."""
        charset = self.author.one(_CHARSETS)
        codec = charset or "utf-8"
        try:
            raw = text.encode(codec)
        except UnicodeEncodeError:
            charset = codec = "utf-8"
            raw = text.encode()
        code = self.author.one(_CODES)
        if codec == "utf-16" or (code == "7bit" and not raw.isascii()):
            code = "base64"
        said = f"; charset={charset}" if charset else ""
        head = f"Content-Type: {kind}{said}\nContent-Transfer-Encoding: {code}\n{more}\n"
        packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(code, bytes)
        return head.encode() + packed(raw) + b"\n"
