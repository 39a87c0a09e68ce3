"""Calendars (iCalendar): each event, task or journal entry is a draft, and the calendar's own words are one.

Read are the summary, the description and its form in HTML, the location, links, comments, categories, the
texts of reminders, and those whom an event names: organiser, contact and guests, as the calendar gives them
out. An event that comes again is read once; the day of one that does not is the draft's. Times, time zones
and positions on the map are not read; what is attached as a file, and an event that is broken, are named as
not reviewed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from smcheck.model.draft import BlankRow, Draft
from smcheck.model.errors import DraftError
from smcheck.model.masking import shown_name
from smcheck.readers.content import FileContent, Item, unread_within
from smcheck.readers.decoding import decode
from smcheck.readers.eml_text import unfolded
from smcheck.readers.html import publish, with_beside
from smcheck.readers.html_beside import Beside
from smcheck.readers.html_nodes import carried, leads_somewhere
from smcheck.readers.ics_lines import COMES_AGAIN, properties
from smcheck.readers.ics_pieces import CALENDAR, Piece, pieces
from smcheck.readers.markup import refuse_longer, words_of
from smcheck.readers.parts import Parts

if TYPE_CHECKING:
    from icalendar import Component

LONGEST = 8 * 1024 * 1024
"""Characters of a calendar that is read."""
MOST_EVENTS = 10_000
MOST_LINES = 300_000

_KINDS = {
    "VEVENT": "event", "VTODO": "task", "VJOURNAL": "journal entry", "VFREEBUSY": "time taken",
    "VALARM": "reminder", "PARTICIPANT": "participant", "VLOCATION": "location", "VRESOURCE": "resource",
}  # fmt: skip
_SAID = {  # properties whose words are published, and what their part of the draft is called
    "SUMMARY": "summary", "NAME": "name", "X-WR-CALNAME": "name", "DESCRIPTION": "description",
    "X-WR-CALDESC": "description", "X-ALT-DESC": "page", "STYLED-DESCRIPTION": "page", "LOCATION": "location",
    "X-APPLE-STRUCTURED-LOCATION": "location", "X-APPLE-TRAVEL-START": "location",
    "URL": "link", "CONFERENCE": "link",
    "X-GOOGLE-CONFERENCE": "link", "X-TICKETS-URL": "link", "STRUCTURED-DATA": "data", "ATTACH": "attachment",
    "IMAGE": "picture", "COMMENT": "comment", "CATEGORIES": "categories", "X-CATEGORIES": "categories",
    "RESOURCES": "resources",
    "X-COST": "cost", "CONTACT": "contact", "ORGANIZER": "organiser", "ATTENDEE": "guests",
    "CALENDAR-ADDRESS": "address",
}  # fmt: skip
_PEOPLE = ("ORGANIZER", "ATTENDEE", "CALENDAR-ADDRESS")
_NAMED_BY = (  # parameters that are shown
    "CN", "EMAIL", "SENT-BY", "X-TITLE", "X-ADDRESS", "LABEL", "FILENAME", "X-FILENAME",
)  # fmt: skip
_OTHER_FORM = "ALTREP"
_OF_PROGRAMS = ("calendar.google.com", "imip.me.com")  # whose addresses nobody writes to
_TAGS = r"/?(?:a|b|i|u|p|br|ul|ol|li|h[1-6]|div|span|strong|em|font|table|t[rdh]|html-blob)\b"
_TAG = re.compile(rf"<{_TAGS}[^<>]*>|&(?:amp|lt|gt|quot|nbsp|#\d{{1,6}});", re.IGNORECASE)
_NO_TAG = re.compile(rf"<(?!{_TAGS})", re.IGNORECASE)
_CUT_LINE = re.compile(rb"\r?\n[ \t]")
_DAYS = ("DTSTART", "DUE")
_ONE_OF_SEVERAL = "RECURRENCE-ID"
_KNOWN = ("UID", _ONE_OF_SEVERAL, *_DAYS)


def read(file: FileContent) -> Iterator[Item]:
    """A draft for each event and the like that says something; raises `DraftError` where there is none."""
    text = replace(file, content=_whole(file.content)).text
    refuse_longer(text, LONGEST)
    if text.count("\n") > MOST_LINES:
        raise DraftError(f"the calendar has more than {MOST_LINES:,} lines; split it")
    number, found, known = 0, False, set[tuple[str, str]]()
    for piece in pieces(text):
        number += piece.kind != CALENDAR
        if number > MOST_EVENTS:
            raise DraftError(f"the calendar has more than {MOST_EVENTS:,} events; split it")
        name = "calendar" if piece.kind == CALENDAR else f"{_KINDS.get(piece.kind, 'entry')} {number}"
        try:
            items = list(_items(piece, name, file, known))
        except DraftError as error:
            items = [DraftError(f"{name}: {error}")]
        found |= bool(items)
        yield from items or (BlankRow(number),)
    if not found:
        raise DraftError("no event in the file says anything; export the calendar as .ics again")


def said_in(text: str) -> str:
    """What a calendar says that is part of something else; all that it holds where some cannot be read."""
    with suppress(DraftError):
        items = [*read(FileContent(text.encode(), "calendar"))]
        if not any(isinstance(item, DraftError) for item in items):
            return "\n\n".join(item.text for item in items if isinstance(item, Draft))
    return unfolded(text)


def _whole(content: bytes) -> bytes:
    """The content, its long lines whole where a program has cut them within a character (RFC 5545, 3.1)."""
    with suppress(UnicodeDecodeError):
        content.decode("utf-8")
        return content
    whole = _CUT_LINE.sub(b"", content)
    with suppress(UnicodeDecodeError):
        whole.decode("utf-8")
        return whole
    return content


def _items(piece: Piece, name: str, file: FileContent, known: set[tuple[str, str]]) -> Iterator[Item]:
    """The draft of one component, unless it is known or says nothing, and what of it is not read."""
    component = _component(piece)
    parts, beside = Parts(), Beside()
    _Said(component, parts, beside, name).add()
    identifier = name.rpartition(" ")[2]
    if parts.text.strip() and not _is_known(component, parts.text, known):
        draft = Draft(parts.text, file.path, identifier, places=parts.places, date=_day(component))
        yield from with_beside(draft, beside, file.choice)
    else:
        yield from map(unread_within, dict.fromkeys(beside.unread))
    if any(what is None or what in _SAID for what, _ in component.errors):
        yield DraftError(f"{name}: a line of it is broken and was not reviewed; export the calendar again")


def _component(piece: Piece) -> Component:
    """What a component says, whatever it is: in an event the library reads on behind a broken line."""
    from icalendar import Component

    if piece.problem:
        raise DraftError(f"{piece.problem}, and it was not reviewed; export the calendar again")
    try:
        lines = properties(piece.lines[1:-1], _SAID, _KNOWN)
        with catch_warnings(action="ignore"):  # of time zones
            found = Component.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT")))
    except DraftError:
        raise
    except Exception as error:  # the library raises whatever its reading of a broken line runs into
        raise DraftError(f"it cannot be read ({type(error).__name__}); export the calendar again") from error
    if not hasattr(found, "property_items"):
        raise DraftError("it cannot be read; export the calendar again")
    return found


def _is_known(component: Component, text: str, known: set[tuple[str, str]]) -> bool:
    """Whether the same event has been read before, of which this is one more day."""
    same = (str(component.get("UID", "")), text)
    if _ONE_OF_SEVERAL in component and same in known:
        return True
    known.add(same)
    return False


def _day(component: Component) -> dt.date | None:
    """The day of what takes place once; None where it comes again, or does not say when."""
    if any(name in component for name in COMES_AGAIN):
        return None
    for name in _DAYS:
        with suppress(ValueError):  # a day that is none
            when = getattr(component.get(name), "dt", None)
            if isinstance(when, dt.date):
                return when.date() if isinstance(when, dt.datetime) else when
    return None


class _Said:
    """Adds what a component says, part by part, and what those within it say."""

    def __init__(self, component: Component, parts: Parts, beside: Beside, name: str) -> None:
        self._component, self._parts, self._beside, self._name = component, parts, beside, name

    def add(self) -> None:
        """Add the words of each property under its name, then the components within."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in self._component.property_items(recursive=False):
            if name in _SAID and (words := self._words(name, value)).strip():
                found[_SAID[name]].append(words)
            if name in _SAID and (other := self._other_form(value)).strip():
                found["page"].append(other)
        self._leave_out_twins(found)
        for kind in dict.fromkeys(_SAID.values()):
            if kind in found:
                self._parts.add(f"{self._name}, {kind}", "\n".join(dict.fromkeys(found[kind])), "\n\n")
        counts: defaultdict[str, int] = defaultdict(int)
        for inner in self._component.subcomponents:
            kind = _KINDS.get(inner.name or "", "entry")
            counts[kind] += 1
            _Said(inner, self._parts, self._beside, f"{self._name}, {kind} {counts[kind]}").add()

    def _leave_out_twins(self, found: defaultdict[str, list[str]]) -> None:
        """Leave out the plain description where the page says all of it, or a page that says no more."""
        plain, page = (words_of("\n".join(found.get(kind, ()))) for kind in ("description", "page"))
        if plain and plain <= page:
            del found["description"]
        elif page and page <= plain:
            del found["page"]

    def _words(self, name: str, value: Any) -> str:
        """What a property says, with those of its parameters that are shown."""
        from icalendar import vBinary

        parameters = getattr(value, "params", {})
        if isinstance(value, vBinary) or _holds_file(value, parameters):
            names = (str(parameters.get(key, "")) for key in ("FILENAME", "X-FILENAME", "FMTTYPE"))
            given = shown_name(next(filter(None, names), "without a name"))
            self._beside.unread.append(f"the file {given!r} of {self._name}")
            return ""
        words = _text(value)
        if _SAID[name] == "categories":
            words = ", ".join(map(str.strip, words.split(",")))
        if _SAID[name] == "page" and "<" in words:
            words = self._page(words)
        elif _SAID[name] == "description" and _TAG.search(words):  # as Google writes it
            words = self._page(_NO_TAG.sub("&lt;", words).replace("\n", "<br>"))
        shown = [unfolded(_mailbox(str(parameters[key]))) for key in _NAMED_BY if parameters.get(key)]
        if name in _PEOPLE:
            address = _mailbox(words)
            return f"{' '.join(shown)} <{address}>" if shown and address else address or " ".join(shown)
        return " ".join(filter(None, ("" if words[:4].lower() == "geo:" else words, *shown)))

    def _other_form(self, value: Any) -> str:
        """What a property says in its other form: a page that stands in an address, or where one is."""
        address = str(getattr(value, "params", {}).get(_OTHER_FORM, ""))
        file = carried(address)
        if file and file.kind.startswith("text/"):
            text = decode(file.content)
            return self._page(text) if file.kind == "text/html" else text
        if file:
            self._beside.unread.append(f"a file of the kind {shown_name(file.kind)!r} in {self._name}")
        return address if leads_somewhere(address) else ""

    def _page(self, source: str) -> str:
        """What a page says; what goes with it is kept."""
        page = publish(source)
        self._beside.unread += page.beside.unread
        self._beside.pictures += page.beside.pictures
        self._beside.attached += page.beside.attached
        self._beside.elsewhere.join(page.beside.elsewhere)
        return page.published.text.strip()


def _text(value: Any) -> str:
    """The words of a value, with what is escaped in them as it reads."""
    return str(value) if type(value).__name__ == "vText" else unfolded(str(value))


def _holds_file(value: Any, parameters: Any) -> bool:
    """Whether a property is a file, and not the address of one."""
    said = {str(parameters.get(key, "")).upper() for key in ("VALUE", "ENCODING")}
    return not said.isdisjoint(("BINARY", "BASE64")) or str(value)[:5].lower() == "data:"


def _mailbox(address: str) -> str:
    """An address of e-mail without what says that it is one; empty where only programs write to it."""
    address = address[len("mailto:") :] if address[: len("mailto:")].lower() == "mailto:" else address
    return "" if address.lower().endswith(_OF_PROGRAMS) else address
