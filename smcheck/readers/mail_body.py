"""The text of a message, whichever program keeps it: what its writer says, and what it quotes from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.readers.content import Choice, Item
from smcheck.readers.html import publish
from smcheck.readers.markup import words_of
from smcheck.readers.parts import Parts
from smcheck.readers.picture_drafts import with_within
from smcheck.readers.picture_unread import Unread

MOST_LINES = 2_000
"""Lines of a text in which the message that it answers must begin; the time grows by their square."""

NO_TEXT = "the message holds no text that can be read; write it first, or save it as text"

_QUOTED_LINES = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INLINE_PICTURE = re.compile(r"\[(?:cid:|image:)[^\]\n]{0,200}\]")


class Body(NamedTuple):
    """The text of a message, the stretches of it that are quoted, and what stands in it beside text.

    That is pictures, by their names, and what nobody has read; `elsewhere` are pictures that are not in it.
    """

    text: str
    quoted: tuple[tuple[int, int], ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    unread: tuple[str, ...] = ()
    elsewhere: tuple[Unread, ...] = ()


def with_body(
    draft: Draft, body: Body, pictures: Iterable[tuple[str, bytes]], choice: Choice
) -> Iterator[Item]:
    """The draft of a message with the pictures in it, and those that it shows from elsewhere."""
    yield from with_within(draft, pictures, choice)
    if choice.pictures:
        yield from (error for unread in body.elsewhere for error in unread.errors())


def joined(bodies: Iterable[Body]) -> Body:
    """Bodies one after the other."""
    whole, quoted = "", list[tuple[int, int]]()
    pictures, unread, elsewhere = list[tuple[str, bytes]](), list[str](), list[Unread]()
    for body in bodies:
        whole += "\n\n" if whole and body.text else ""
        quoted += [(len(whole) + start, len(whole) + end) for start, end in body.quoted]
        whole += body.text
        pictures += body.pictures
        unread += body.unread
        elsewhere += body.elsewhere
    return Body(whole, tuple(quoted), tuple(pictures), tuple(unread), tuple(elsewhere))


def add_body(parts: Parts, quoted: list[tuple[int, int]], body: Body) -> None:
    """Add a body, its own stretches and the quoted ones each by its name."""
    begin, last = len(parts), 0
    for start, end in _merged(body.quoted):
        if start > last:
            parts.add("body", body.text[last:start], "")
        parts.add("quoted part", body.text[start:end], "")
        quoted.append((begin + start, begin + end))
        last = end
    parts.add("body", body.text[last:])


def draft_of(parts: Parts, quoted: Sequence[tuple[int, int]], path: str, *, answers: bool) -> Draft:
    """The draft of a message of some parts and quoted stretches; `answers` says that it answers another."""
    length = len(parts.text)
    return Draft(
        parts.text,
        path,
        kind="email",
        places=parts.places,
        quoted=tuple((start, min(end, length)) for start, end in quoted if start < length),
        remarks=tuple(_on_quoted(parts.text, quoted, answers=answers)),
        answers=answers,
    )


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


def alternatives(bodies: Sequence[Body]) -> Iterator[Body]:
    """Of texts that should say the same: the last, the richest one, and what others say beside it."""
    said = words_of(bodies[-1].text) if bodies else set()
    for body in bodies[:-1]:
        if not words_of(_own(body)) <= said:
            yield body
        elif unsaid := "\n".join(_quoted_alone(body, said)):
            yield Body(unsaid, ((0, len(unsaid)),), body.pictures, body.unread)
        elif body.pictures or body.unread:
            yield body._replace(text="", quoted=())
    yield from bodies[-1:]


def _quoted_alone(body: Body, said: set[str]) -> Iterator[str]:
    """Lines that a body quotes and that are not said elsewhere."""
    lines = (line for start, end in _merged(body.quoted) for line in body.text[start:end].splitlines())
    return (line for line in lines if not words_of(_INLINE_PICTURE.sub("", line)) <= said)


def page_body(source: str) -> Body:
    """What a page says, with what it quotes; raises `DraftError` where it is too long."""
    page = publish(source)
    text = page.published.text
    quoted = (*page.quoted, *_quoted(text))
    return Body(text, quoted, tuple(page.beside.pictures), (), (page.beside.elsewhere,))


def plain_body(text: str) -> Body:
    """A plain text, with what it quotes."""
    return Body(text, _quoted(text))


def _own(body: Body) -> str:
    """The text without what it quotes, and without the names that programs give to pictures."""
    pieces, last = [], 0
    for start, end in _merged(body.quoted):
        pieces.append(body.text[last:start])
        last = end
    return _INLINE_PICTURE.sub("", " ".join((*pieces, body.text[last:])))


def _quoted(text: str) -> tuple[tuple[int, int], ...]:
    """What a message quotes: lines after ">", and the message below that it answers or passes on."""
    from quotequail import unwrap

    lines = [match.span() for match in _QUOTED_LINES.finditer(text)]
    begin = "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])
    found = unwrap(begin)
    if not found:
        return tuple(lines)
    own, below = found.get("text_top") or "", found.get("text_bottom") or ""
    start = begin.find(own) + len(own) if own else 0
    goes_on = not begin.rpartition("\n")[2].startswith(">")
    end = begin.rfind(below) if below else len(text if goes_on else begin)
    return (*lines, (start, max(start, end)))
