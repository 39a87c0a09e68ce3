"""Calendars: events with all that they give out, folded and escaped as programs do, some of them broken."""

from __future__ import annotations

from tests.fuzz.author import Author, Document
from tests.fuzz.texts import encoded

_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "X-WR-CALDESC", "summary")
_UNREAD = ("X-UNKNOWN", "TRANSP", "CLASS", "STATUS")
_DAYS = (
    "DTSTART:20260502T100000Z",
    "DTSTART;TZID=Nowhere:20260502T100000",
    "DTSTART:soon",
    "RRULE:FREQ=NEVER",
    "DUE:1",
)
_KINDS = ("VEVENT", "VTODO", "VJOURNAL", "X-THING")


def calendar(author: Author) -> Document:
    """A calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number in range(1, author.number(1, 4) + 1):
        lines += _component(author, author.one(_KINDS), number)
    lines.append("END:VCALENDAR")
    return author.document("a.ics", encoded(author, author.one(("\r\n", "\n")).join(lines)))


def _component(author: Author, kind: str, number: int) -> list[str]:
    lines = [f"BEGIN:{kind}", f"UID:{number}"]
    for _ in range(author.number(1, 4)):
        lines += _property(author, number)
    if author.chance():
        lines += ["BEGIN:VALARM", *_text(author, "DESCRIPTION", "a reminder"), "END:VALARM"]
    return [*lines, f"END:{kind}"]


def _property(author: Author, number: int) -> list[str]:
    made = author.one(("text", "text", "page", "guest", "link", "unread", "day", "broken"))
    if made == "text":
        return _text(author, author.one(_TEXTS), "a text")
    if made == "page":
        return _folded(author, f"X-ALT-DESC;FMTTYPE=text/html:<p>{author.said('a page')}")
    if made == "guest":
        named = author.mark("a guest's name").replace(" ", author.one((" ", "-")))
        return _folded(author, f'ATTENDEE;CN="{named}":mailto:a@example.org')
    if made == "link":
        return [f"URL:https://example.org/{author.mark('a link').replace(' ', '-')}"]
    if made == "unread":
        return [f"{author.one(_UNREAD)}:{author.unseen('what programs read')}"]
    if made == "broken":
        return [f"DESCRIPTION {author.said('a broken line', f'{number}: a line of it is broken')}"]
    return [author.one(_DAYS)]


def _text(author: Author, name: str, where: str) -> list[str]:
    words = author.one(("", "é ", "Tea\\, cake\\n", "; ")) + author.said(where)
    return _folded(author, f"{name}{author.one(('', ';LANGUAGE=en'))}:{words}")


def _folded(author: Author, line: str) -> list[str]:
    first, *rest = author.pieces(line)
    return [first, *(f" {piece}" for piece in rest)]
