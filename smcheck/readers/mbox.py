"""Mailboxes (mbox): each message is a draft by itself, read as a single e-mail is.

A message begins below a line "From …" that names a sender or a time of day, stands at the beginning or
behind an empty line, and above a header; one with a sender's address, a day and a time needs no empty line.
Where lines of a text begin so and bear the mark > for that, the mark is taken away. A message that cannot be
read is named by its number, and the others are read.
"""

# Python's own mailbox module opens files by their path, and parts messages at every line that begins so.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers import eml
from smcheck.readers.content import FileContent, Item

MOST_MESSAGES = 10_000

_CLOCK = rb"[0-9]{1,2}:[0-9]{2}"
_BEGIN = re.compile(
    rb"(?:\A\s*From [^\n]*|\n\r?\nFrom (?:- |\r?(?=\n)|[^\s@]*@\S|[^\n]*" + _CLOCK + rb":[0-9]{2})[^\n]*"
    rb"|\nFrom \S{1,320} +[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]{2} " + _CLOCK + rb"[^\n]*)"
    rb"\n(?=>?[!-9;-~]{1,200}:)"
)
_MARKED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def read(file: FileContent) -> Iterator[Item]:
    """A draft for every message; raises `DraftError` where the file is no mailbox, or holds too many."""
    content = file.content.removeprefix(b"\xef\xbb\xbf")
    begins = [match.span() for match in _BEGIN.finditer(content)]
    if not begins or content[: begins[0][0]].strip():
        raise DraftError(
            "this is no mailbox: it does not begin with a line 'From …'; export it as mbox again"
        )
    if len(begins) > MOST_MESSAGES:
        raise DraftError(f"the mailbox has more than {MOST_MESSAGES:,} messages; export it in pieces")
    ends = [*(start for start, _ in begins[1:]), len(content)]
    for number, ((_, start), end) in enumerate(zip(begins, ends, strict=True), 1):
        message = _MARKED.sub(b"", content[start:end])
        yield from _items(FileContent(message, file.path, file.choice), number)


def _named(item: Item, name: str, number: str) -> Item:
    """A draft, or what stands in place of one, by the name of its message."""
    if isinstance(item, Draft):
        places = tuple((start, f"{name}, {place}") for start, place in item.places)
        if item.shown:  # a picture of the message
            part = f"{name}, {item.shown.part}"
            return replace(item, id=part, places=places, shown=replace(item.shown, part=part))
        return replace(item, id=number, places=places)
    return type(item)(f"{name}: {item}") if isinstance(item, DraftError) else item


def _items(message: FileContent, number: int) -> Iterator[Item]:
    """The draft of one message and what of it is not read, by the message's number."""
    name = f"message {number}"
    try:
        for item in eml.read(message):
            yield _named(item, name, str(number))
    except DraftError as error:
        yield DraftError(f"{name}: {error}")
    except Exception as error:  # one message that no reader foresaw must not hide the others
        yield DraftError(f"{name}: it cannot be read ({type(error).__name__}); save it by itself")
