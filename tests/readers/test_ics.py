"""Calendars: every event is a draft of its own, with all that it gives out, and what is broken is named."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time

import pytest

from smcheck.model.draft import BlankRow
from smcheck.readers import read_content
from tests.readers.documents import PHONE, drafts, errors, found, only, parts

FETE = "UID:1@example.org\nSUMMARY:The fete"


def calendar(*events: str, own: str = "", zone: str = "") -> str:
    """A calendar of events, each given by its lines."""
    within = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{own}{zone}{within}END:VCALENDAR\n".replace("\n", "\r\n")


def test_every_event_is_a_draft_of_its_own() -> None:
    first, second = drafts(calendar(FETE, "SUMMARY:The fair\nDTSTART:20260502T100000Z"), "a.ics")
    assert (first.text, first.id, first.part) == ("The fete", "1", "event 1")
    assert (second.text, second.id, second.part) == ("The fair", "2", "event 2")
    assert (first.date, second.date) == (None, dt.date(2026, 5, 2))
    assert (second.kind, second.row, second.is_file_text) == ("post", None, False)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("SUMMARY;LANGUAGE=en:Tea\\, cake", ("event 1, summary", "Tea, cake")),
        ("DESCRIPTION:Ring\\n07700 90\n 0123", ("event 1, description", f"Ring\n{PHONE}")),
        ("LOCATION:The hall\\; Mill Lane", ("event 1, location", "The hall; Mill Lane")),
        ("URL:https://example.org/a", ("event 1, link", "https://example.org/a")),
        ("ATTACH:https://example.org/a.pdf", ("event 1, attachment", "https://example.org/a.pdf")),
        ("CONTACT:Jo\\, 01632 960001", ("event 1, contact", "Jo, 01632 960001")),
        ("ORGANIZER;CN=Jo:MAILTO:jo@example.org", ("event 1, organiser", "Jo <jo@example.org>")),
        ('ATTENDEE;CN="Jo, A":mailto:jo@example.org', ("event 1, guests", "Jo, A <jo@example.org>")),
        ("ATTENDEE:mailto:jo@example.org", ("event 1, guests", "jo@example.org")),
        ("CATEGORIES:Tea,Cake", ("event 1, categories", "Tea, Cake")),
        ("COMMENT:Bring a chair", ("event 1, comment", "Bring a chair")),
        ("X-ALT-DESC;FMTTYPE=text/html:<p>A <b>cake</b>\\, too", ("event 1, page", "A cake, too")),
        ("STYLED-DESCRIPTION;FMTTYPE=text/html:<i>A cake</i>", ("event 1, page", "A cake")),
        ("x-alt-desc:A cake", ("event 1, page", "A cake")),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9", ("event 1, summary", "Café")),
        (
            'DESCRIPTION;ALTREP="data:text/html,%3Cp%3EA%20%3Cb%3Ecake%3C%2Fb%3E":Tea',
            ("event 1, page", "A cake"),
        ),
        (
            'DESCRIPTION;ALTREP="https://example.org/a.html":Tea',
            ("event 1, page", "https://example.org/a.html"),
        ),
        ('DESCRIPTION;ALTREP="CID:part3@example.org":Tea', ("event 1, description", "Tea")),
        (
            "DESCRIPTION:Ring <b>077</b>00 900123<br>or\\n<jo@example.org>",
            ("event 1, description", f"Ring {PHONE}\nor\n<jo@example.org>"),
        ),
        ("DESCRIPTION:Tea &amp\\; cake", ("event 1, description", "Tea & cake")),
        (
            "DESCRIPTION:Ring Jo <jo@example.org>\\; 1 < 2",
            ("event 1, description", "Ring Jo <jo@example.org>; 1 < 2"),
        ),
        (
            "ATTACH;FILENAME=Ring Jo.pdf:https://example.org/a",
            ("event 1, attachment", "https://example.org/a Ring Jo.pdf"),
        ),
        (
            'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="1 Mill Lane\\nLeigh";X-TITLE=Hall:geo:51.54,0.65',
            ("event 1, location", "Hall 1 Mill Lane\nLeigh"),
        ),
        (
            'X-APPLE-TRAVEL-START;X-ADDRESS="1 Mill Lane";X-TITLE=Home:geo:51.54,0.65',
            ("event 1, location", "Home 1 Mill Lane"),
        ),
        ("ORGANIZER;CN=Events:mailto:c_1@group.calendar.google.com", ("event 1, organiser", "Events")),
        ("SUMMARY;QUOTED-PRINTABLE:Caf=E9", ("event 1, summary", "Café")),
        (
            "DESCRIPTION;ENCODING=quoted-printable:Ring 077=\n00=20900123=0D=0Aplease",
            ("event 1, description", f"Ring {PHONE}\nplease"),
        ),
        ("DESCRIPTION:Ring=\n 07700 900123", ("event 1, description", "Ring=07700 900123")),
        ("DESCRIPTION:A fold\n\n ed line", ("event 1, description", "A folded line")),
    ],
)
def test_what_an_event_gives_out_is_read(line: str, part: tuple[str, str]) -> None:
    assert part in parts(only(calendar(line), "a.ics"))


@pytest.mark.parametrize(("cut", "read"), [(b"Caf\xc3\r\n \xa9", "Café"), (b"\xc3\xa9\xe2\x80\n\t\x99s", "é’s"), (b"Caf\xe9", "Café")])  # fmt: skip
def test_a_line_may_be_cut_within_a_character(cut: bytes, read: str) -> None:
    content = b"BEGIN:VEVENT\r\nSUMMARY:" + cut + b"\r\nLOCATION:Hall\r\nEND:VEVENT\r\n"
    assert only(content, "a.ics").text == f"{read}\n\nHall"


def test_numbers_and_guests_are_seen_by_the_checks() -> None:
    guest = "ATTENDEE;CN=Jo Bloggs:mailto:jo.bloggs@example.net"
    draft = only(calendar(f"{FETE}\nDESCRIPTION:Ring {PHONE}\n{guest}"), "a.ics")
    assert [finding.place for finding in found(draft, "phone")] == ["event 1, description"]
    assert [finding.place for finding in found(draft, "email")] == ["event 1, guests"]


@pytest.mark.parametrize("line", ["DTSTAMP:2026=", "X-A;ENCODING=QUOTED-PRINTABLE:=AA=", "DTSTAMP:20260101T000000Z", "GEO:51.5;-0.1", "TRANSP:OPAQUE", "X-WHAT:Private", "UID:a@b.c"])  # fmt: skip
def test_what_only_programs_read_is_no_part_of_the_draft(line: str) -> None:
    assert only(calendar(f"SUMMARY:The fete\n{line}"), "a.ics").text == "The fete"


def test_a_page_that_says_the_same_as_the_description_takes_its_place() -> None:
    same = only(
        calendar("DESCRIPTION:A cake\nX-ALT-DESC:<p>A cake<a href='https://example.org'>!</a>"), "a.ics"
    )
    assert [name for name, _ in parts(same)] == ["event 1, page"]
    more = only(calendar(f"DESCRIPTION:A cake\\, ring {PHONE}\nX-ALT-DESC:<p>A cake"), "a.ics")
    assert [name for name, _ in parts(more)] == ["event 1, description"]
    other = only(calendar("DESCRIPTION:A cake\nX-ALT-DESC:<p>Tea"), "a.ics")
    assert [name for name, _ in parts(other)] == ["event 1, description", "event 1, page"]


def test_a_picture_that_an_events_page_shows_from_the_web_is_named() -> None:
    shown = "X-ALT-DESC:<p>A cake<img src='https://a.example/cake.png'>"
    (said,) = errors(calendar(f"SUMMARY:The fete\n{shown}"), "a.ics")
    assert said.startswith("1 picture was not reviewed (cake.png on a.example): it lies on the web")


def test_reminders_and_what_else_is_within_an_event_are_read() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT1H\nDESCRIPTION:Ring Jo\nEND:VALARM"
    draft = only(calendar(f"{FETE}\n{alarm}\n{alarm.replace('Jo', 'Al')}"), "a.ics")
    assert parts(draft)[1:] == [
        ("event 1, reminder 1, description", "Ring Jo"),
        ("event 1, reminder 2, description", "Ring Al"),
    ]
    assert draft.part == "event 1"


def test_tasks_journals_and_the_calendars_own_words_are_drafts() -> None:
    text = calendar(own="X-WR-CALNAME:Jo's diary\nX-WR-CALDESC:What Jo does\n").replace(
        "END:VCALENDAR",
        "BEGIN:VTODO\r\nSUMMARY:Post it\r\nDUE;VALUE=DATE:20260501\r\nEND:VTODO\r\n"
        "BEGIN:VJOURNAL\r\nDESCRIPTION:It rained\r\nEND:VJOURNAL\r\nEND:VCALENDAR",
    )
    task, journal, own = drafts(text, "a.ics")
    assert (task.part, task.text, task.date) == ("task 1", "Post it", dt.date(2026, 5, 1))
    assert (journal.part, journal.text) == ("journal entry 2", "It rained")
    assert (own.part, own.text) == ("calendar", "Jo's diary\n\nWhat Jo does")


def test_an_event_that_comes_again_is_read_once_and_has_no_day() -> None:
    weekly = f"{FETE}\nDTSTART:20200101\nRRULE:FREQ=WEEKLY"
    moved = f"{FETE}\nDTSTART:20200109\nRECURRENCE-ID:20200108"
    changed = f"{FETE}\\, in the hall\nDTSTART:20200116\nRECURRENCE-ID:20200115"
    first, last = drafts(calendar(weekly, moved, changed), "a.ics")
    assert (first.text, first.date) == ("The fete", None)
    assert (last.text, last.date) == ("The fete, in the hall", dt.date(2020, 1, 16))


def test_two_events_of_the_same_words_are_both_read() -> None:
    assert len(drafts(calendar(FETE, FETE.replace("1@", "2@")), "a.ics")) == 2


@pytest.mark.parametrize("start", ["DTSTART;TZID=Nowhere/There:20260502T100000", "DTSTART;TZID=Europe/London:20260502T100000", "DTSTART;VALUE=DATE:20260502"])  # fmt: skip
def test_time_zones_do_no_harm(start: str) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Nowhere/There\nBEGIN:STANDARD\nDTSTART:rubbish\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    assert only(calendar(f"{FETE}\n{start}", zone=zone), "a.ics").date == dt.date(2026, 5, 2)


@pytest.mark.parametrize("start", ["DTSTART:soon", "DTSTART:20261345", "DTSTART:"])
def test_a_day_that_is_none_is_left_out(start: str) -> None:
    assert only(calendar(f"{FETE}\n{start}"), "a.ics").date is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (calendar(FETE, "SUMMARY").replace("\r\n", "\n"), "event 2: a line of it is broken"),
        (calendar(FETE).replace("END:VCALENDAR", "BEGIN:VEVENT\r\nSUMMARY:a"), "event 2: it has no end"),
        (calendar(f"SUMMARY:a\nBEGIN:VALARM\nDESCRIPTION:{PHONE}", FETE), "event 1: what begins as VALARM ends as VEVENT"),
        (calendar(f"{FETE}\nBEGIN:VEVENT\nSUMMARY:b"), "event 1: it has no end"),
        (calendar(f"{FETE}\nATTACH;VALUE=BINARY;ENCODING=BASE64;FMTTYPE=text/plain:TG9y"), "the file 'text/plain' of event 1"),
        (calendar(f"{FETE}\nATTACH;ENCODING=BASE64;X-FILENAME=a.doc:TG9y"), "the file 'a.doc' of event 1"),
        (calendar(f"{FETE}\nATTACH;VALUE=URI:data:text/plain;base64,TG9y"), "the file 'without a name' of event 1"),
        (calendar(f'{FETE}\nDESCRIPTION;ALTREP="data:application/pdf;base64,TG9y":Tea'), "the kind 'application/pdf' in event 1"),
        (calendar(f"{FETE}\nATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME=a.doc:TG9y"), "the file 'a.doc' of event 1"),
        (calendar(f"{FETE}\nATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME=a.doc:{'TG9y' * 300_000}"), "the file 'a.doc' of event 1"),
        (calendar(FETE, f"SUMMARY:{'a' * 1_100_000}"), "event 2: a line of it has more than"),
        (calendar(f"{FETE}\nX-ALT-DESC:<p>Tea<script>a()</script>"), "script"),
    ],
)  # fmt: skip
def test_what_is_broken_or_not_read_is_named_and_the_rest_is_read(text: str, told: str) -> None:
    assert any(told in error for error in errors(text, "a.ics"))
    assert drafts(text, "a.ics")


@pytest.mark.parametrize("text", [calendar(), calendar("DTSTART:20260501"), "BEGIN:VCALENDAR\nEND:VCALENDAR"])
def test_a_file_in_which_no_event_says_anything_is_an_error(text: str) -> None:
    assert (
        errors(text, "a.ics")[-1] == "no event in the file says anything; export the calendar as .ics again"
    )


@pytest.mark.parametrize(
    "line",
    [
        f"CATEGORIES:{'a,' * 500_000}",
        f"RRULE:FREQ=DAILY;BYDAY={'MO,' * 900_000}",
        f"DESCRIPTION{';ENCODING=QUOTED-PRINTABLE' * 20_000}:" + "=41=\n" * 100_000,
    ],
    ids=["categories", "recurrence", "quoted-printable"],
)
def test_no_line_takes_long(line: str) -> None:
    begun = time.process_time()
    assert drafts(calendar(f"{FETE}\n{line}"), "a.ics")
    assert time.process_time() - begun < 5


def test_a_calendar_of_too_many_lines_is_an_error() -> None:
    assert "300,000 lines" in errors(calendar("COMMENT:a\n" * 300_001), "a.ics")[0]


def test_what_is_no_calendar_is_an_error() -> None:
    assert errors("Tea at three", "a.ics") == [
        "calendar: a line of it is broken and was not reviewed; export the calendar again"
    ]


def test_an_event_without_words_is_passed_over_and_counted() -> None:
    assert BlankRow(2) in list(read_content(calendar(FETE, "DTSTART:20260501").encode(), "a.ics"))


def test_nothing_of_the_library_is_loaded_for_other_files() -> None:
    program = "import sys; from smcheck.readers import read_content; list(read_content(b'Tea', 'a.txt')); print('icalendar' in sys.modules)"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
