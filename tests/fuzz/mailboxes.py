"""Mailboxes of several messages, and messages as Outlook keeps them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from smcheck.model.masking import shown_name
from tests.fuzz.author import Author, Document
from tests.fuzz.mails import mail
from tests.readers.outlook import (
    Tree,
    attached,
    attached_message,
    binary,
    compound,
    fixed,
    message,
    packed,
    text,
)

_FROM = b"From jo@example.org Sat May  2 10:00:00 2026\n"


def mailbox(author: Author) -> Document:
    """A mailbox."""
    content = b""
    for number in range(1, author.number(1, 3) + 1):
        before = len(author.marks)
        written = mail(author).content.replace(b"\nFrom ", b"\n>From ")
        named = f"message {number}: the message"  # which cannot be read at all
        author.marks[before:] = [replace(mark, named=(*mark.named, named)) for mark in author.marks[before:]]
        content += _FROM + written.rstrip(b"\n") + b"\n\n"
    return author.document("a.mbox", content)


def outlook(author: Author) -> Document:
    """A message as Outlook saves it."""
    return author.document("a.msg", compound(_message(author)))


def _message(author: Author) -> Tree:
    attachments = author.some(lambda: author.deeper(lambda: _attachment(author), lambda: _text(author)), 0, 2)
    return message(text(0x0037, author.said("subject")), _bodies(author), attachments=attachments)


def _bodies(author: Author) -> dict[str, bytes]:
    """The text in one form or in several, which may say different things."""
    found: dict[str, bytes] = {}
    forms = author.one(("plain", "bytes", "page", "rich", "plain page", "plain rich", "bytes page rich"))
    for form in forms.split():
        said = f"{author.one(('', 'é ', '> '))}{author.said(f'body ({form})')}"
        if form == "page":
            found |= binary(0x1013, f"<p>{escape(said)}".encode()) | fixed(32, x3FDE=65001)
        elif form == "rich":
            found |= packed(rf"{{\rtf1\ansi {said.replace('é', chr(92) + 'u233 ?')}}}")
        else:
            found |= text(0x1000, said, "utf-16-le" if form == "plain" else "cp1252")
    return found


def _attachment(author: Author) -> Tree:
    if author.chance():
        return attached_message(_message(author))
    return _text(author) if author.chance() else _other(author)


def _text(author: Author) -> Tree:
    return attached(f"{author.number(1, 99)}.txt", author.said("attached text").encode())


def _other(author: Author) -> Tree:
    name = f"file{author.number(1, 99)}.pdf"
    return attached(name, author.said("attached file", shown_name(name)).encode())
