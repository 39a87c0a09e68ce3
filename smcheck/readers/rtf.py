"""Rich Text Format: body, tables, text boxes, headers, footers and notes.

Tracked insertions are part of the post, and so is hidden text, as in Word documents; tracked deletions and
comments are not. A link reads `[words](target)` and a picture `![description]()`, as Markdown writes them.
Pictures are looked at; objects of other programs, and fields that draw in a file, are named as not reviewed.
"""

# Libraries that turn such files into text (striprtf and its like) give one text without places, and keep
# neither deleted text, notes, text boxes nor objects apart; so this room reads the format itself.

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.model.errors import DraftError
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.markup import whole_words
from smcheck.readers.parts import Parts
from smcheck.readers.picture_drafts import with_within
from smcheck.readers.rtf_sinks import Body, Sink
from smcheck.readers.rtf_walk import Walk

SIGN = b"{\\rtf"
_NUMBERED = ("footnote", "endnote")
_FROM_PAGE = b"\\fromhtml"
_HEAD = 4_096  # bytes within which a packed page is announced


def read(file: FileContent) -> Iterator[Item]:
    """The one draft of the document; raises `DraftError` where it cannot be read, or holds no text."""
    content = _begun(file.content)
    parts = Parts()
    body = Body(parts)
    walk = Walk(body)
    walk.read(content)
    body.end_paragraph()
    counts: Counter[str] = Counter()
    for kind, text in sorted(walk.aside, key=lambda aside: aside[0] in _NUMBERED):
        counts[kind] += 1
        parts.add(f"{kind} {counts[kind]}" if kind in _NUMBERED else kind, whole_words(text))
    draft = Draft(parts.text, file.path, places=parts.places)
    items = list(with_within(draft, walk.pictures, file.choice)) if walk.pictures else [draft]
    if not items or (items == [draft] and not parts.text.strip()):
        raise DraftError("the document holds no text; write the post first")
    yield from items
    if walk.is_cut:
        yield DraftError("the document is cut short, or damaged; save it again")
    if walk.behind.strip(b"\0 \t\r\n"):
        walk.unread.append("what stands behind its end")
    for what in dict.fromkeys(walk.unread):
        yield unread_within(what)


class Within(NamedTuple):
    """What a document within a message holds: all its text, its pictures, and what nobody has read."""

    text: str = ""
    pictures: Sequence[tuple[str, bytes]] = ()
    unread: Sequence[str] = ()


def within(content: bytes) -> Within:
    """What a document holds; raises `DraftError` where it cannot be read."""
    body = Sink("body")
    walk = Walk(body)
    walk.read(_begun(content))
    text = "\n".join(filter(str.strip, (body.taken(), *(text for _, text in walk.aside))))
    return Within(text, walk.pictures, walk.unread)


def page_within(content: bytes) -> str | None:
    """The source of the page that a mail program has packed into a document; None where it has none."""
    if _FROM_PAGE not in content[:_HEAD]:
        return None
    body = Sink("body")
    Walk(body, as_page=True).read(_begun(content))
    return body.taken()


def _begun(content: bytes) -> bytes:
    """The document without what may stand before it."""
    begun = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begun.startswith(SIGN):
        raise DraftError("this is no file in Rich Text Format, whatever its name says; save it again")
    return begun
