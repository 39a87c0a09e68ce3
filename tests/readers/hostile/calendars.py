"""Calendars: endless, nested, broken or lying, and numbers kept where whoever has the calendar sees them."""

from __future__ import annotations

import base64

from tests.readers.hostile.case import CLEAN, LONG, POST, Case, Outcome, Words, case, words


def _calendar(lines: Words) -> bytes:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{words(lines)}\nEND:VCALENDAR\n".replace("@", POST).encode()


def _event(lines: Words) -> bytes:
    return _calendar(lambda: f"BEGIN:VEVENT\nUID:1\n{words(lines)}\nEND:VEVENT")


_CODED = base64.b64encode(POST.encode()).decode()
_EVENTS: list[tuple[str, Words, Outcome, str]] = [
    ("summary", "SUMMARY:@", "read", "an ordinary event"),
    ("folded", "SUMMARY:" + "\n ".join(POST), "read", "a letter to the line"),
    ("page", f"DESCRIPTION:{CLEAN}\nX-ALT-DESC;FMTTYPE=text/html:<p>@", "read", "the number in the page alone"),
    ("plain", f"DESCRIPTION:@\nX-ALT-DESC:<p>{CLEAN}", "read", "the number in the plain text alone"),
    ("contact", f"SUMMARY:{CLEAN}\nCONTACT:@", "read", "the number in the contact"),
    ("guest", f"SUMMARY:{CLEAN}\nATTENDEE;CN=Jo 07700 900123:mailto:jo@example.org", "read", "the number in a name"),
    ("location", f"SUMMARY:{CLEAN}\nLOCATION:@", "read", "the number in the place"),
    ("title", f'SUMMARY:{CLEAN}\nX-APPLE-STRUCTURED-LOCATION;X-TITLE="@":geo:1,2', "read", "a place of Apple's"),
    ("alarm", f"SUMMARY:{CLEAN}\nBEGIN:VALARM\nDESCRIPTION:@\nEND:VALARM", "read", "the number in a reminder"),
    ("alarm-in-alarm", "BEGIN:VALARM\nBEGIN:X-A\nDESCRIPTION:@\nEND:X-A\nEND:VALARM", "read", "deep within"),
    ("lower", "summary:@", "read", "a property in small letters"),
    ("twice", f"SUMMARY:{CLEAN}\nSUMMARY:@", "read", "two summaries"),
    ("no-colon", f"SUMMARY:{CLEAN}\nDESCRIPTION @", "either", "a line that is none"),
    ("script", "SUMMARY:@\nX-ALT-DESC:<p>Tea<script>a()</script>", "named", "a page that runs"),
    ("page-deep", lambda: "SUMMARY:@\nX-ALT-DESC:" + "<div>" * 100_000, "either", "elements in elements"),
    ("attached", f"SUMMARY:{CLEAN}\nATTACH;VALUE=BINARY;ENCODING=BASE64;FMTTYPE=text/plain:{_CODED}", "refused", "a file within"),
    ("no-day", "SUMMARY:@\nDTSTART:99999999T999999", "read", "a day that is none"),
    ("every-second", "SUMMARY:@\nDTSTART:20260101\nRRULE:FREQ=SECONDLY", "read", "an event of every second"),
    ("many-days", lambda: "SUMMARY:@\nRDATE:" + ",".join(["20260101"] * 100_000), "either", "100,000 days"),
    ("many-guests", lambda: "SUMMARY:@\n" + "ATTENDEE:mailto:a@example.org\n" * 100_000, "either", "as many guests"),
    ("many-parameters", lambda: "SUMMARY" + ";X=a" * 200_000 + ":@", "either", "200,000 parameters"),
    ("long-line", lambda: "SUMMARY:@" + "a" * LONG, "either", "a line of 8 MB"),
    ("long-folds", lambda: "SUMMARY:@" + "\n a" * 2_000_000, "either", "two million folds"),
    ("quotes", lambda: 'SUMMARY;X="' + '"";X="' * 100_000 + ":@", "either", "quotes that do not end"),
    ("escapes", lambda: "SUMMARY:@" + "\\\\" * 2_000_000, "either", "two million escapes"),
    ("deep", lambda: "SUMMARY:@\n" + "BEGIN:X-A\n" * 100_000, "either", "parts in parts, 100,000 deep"),
    ("deep-closed", lambda: "SUMMARY:@\n" + "BEGIN:X-A\n" * 5_000 + "END:X-A\n" * 5_000, "either", "5,000 deep"),
]  # fmt: skip
_CALENDARS: list[tuple[str, Words, Outcome, str]] = [
    ("own", "X-WR-CALDESC:@", "read", "the number in the calendar's own words"),
    ("task", "BEGIN:VTODO\nSUMMARY:@\nEND:VTODO", "read", "a task"),
    ("unknown", "BEGIN:X-THING\nSUMMARY:@\nEND:X-THING", "read", "something that nobody knows"),
    ("unended", "BEGIN:VEVENT\nSUMMARY:@", "refused", "an event that does not end"),
    ("crossed", "BEGIN:VEVENT\nBEGIN:VALARM\nSUMMARY:@\nEND:VEVENT\nEND:VALARM", "refused", "ends that cross"),
    ("only-ends", lambda: "END:VEVENT\n" * 500_000 + "SUMMARY:@", "either", "nothing but ends"),
    ("bad-zone", "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:x\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY:@\nEND:VEVENT", "read", "a time zone that is none"),
    ("many-events", lambda: "BEGIN:VEVENT\nSUMMARY:Tea\nEND:VEVENT\n" * 20_000 + "BEGIN:VEVENT\nSUMMARY:@\nEND:VEVENT", "either", "20,000 events"),
]  # fmt: skip

CASES: tuple[Case, ...] = (
    *(
        case(f"ics-{name}", ".ics", lambda lines=lines: _event(lines), outcome, why)  # type: ignore[misc]
        for name, lines, outcome, why in _EVENTS
    ),
    *(
        case(f"ics-{name}", ".ics", lambda lines=lines: _calendar(lines), outcome, why)  # type: ignore[misc]
        for name, lines, outcome, why in _CALENDARS
    ),
    case("ics-empty", ".ics", bytes, "refused", "nothing", phone=False),
    case("ics-text", ".ics", POST.encode, "refused", "a plain text"),
    case(
        "ics-wide",
        ".ics",
        lambda: _event("SUMMARY:@").decode().encode("utf-16"),
        "read",
        "two bytes a letter",
    ),
)
"""Every case of calendars."""
