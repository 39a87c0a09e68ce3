from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck import Draft, DraftError, Reviewer
from smcheck.draft import BlankRow
from smcheck.readers import read_content, read_file
from smcheck.readers.dates import month_first, read_day
from smcheck.readers.decoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_read_right_with_right_columns(encoding: str) -> None:
    text = "Café – ring 07700 900123\r\n"
    content = text.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    assert decode(content) == text
    (finding,) = Reviewer().review(decode(content)).findings
    assert (finding.line, finding.column) == (1, 13)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"caf\xe9 \x81\x8d", "cannot be decoded"),
        (b"\xef\xbb\xbf\xff", "cannot be decoded"),
        (b"\xff\xfea", "cannot be decoded"),
        ("You are a wаnker".encode() + b" caf\xe9", "cannot be decoded"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
    ],
)
def test_what_is_no_text_is_an_error(content: bytes, message: str) -> None:
    (error,) = read_content(content, "x.txt")
    assert isinstance(error, DraftError)
    assert message in str(error)


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (error,) = read_file(tmp_path / "none.txt")
    assert isinstance(error, DraftError)
    assert "cannot be read" in str(error)


@pytest.mark.parametrize("name", ["fete.doc", "FETE.PDF", "a.ods"])
def test_formats_that_no_reader_knows_are_said_so(name: str) -> None:
    (error,) = read_content(b"PK\x03\x04", name)
    assert "files cannot be read; save the draft as .docx" in str(error)


def test_jsonl_gives_a_draft_a_line_and_names_bad_lines() -> None:
    content = b'{"id": 7, "text": "one\\ntwo"}\n\n{"text": 5}\nnonsense\n{"text": "x"}'
    found = list(read_content(content, "posts.jsonl"))
    drafts = [item for item in found if isinstance(item, Draft)]
    errors = [str(item) for item in found if isinstance(item, DraftError)]
    assert [(draft.text, draft.id, draft.row) for draft in drafts] == [("one\ntwo", "7", 1), ("x", None, 5)]
    assert errors[0].startswith("line 3 must be an object")
    assert errors[1].startswith("line 4 is not JSON")


@pytest.mark.parametrize(
    ("content", "texts", "rows"),
    [
        ('date,time_24hr,message_text\n1,2,Hello\n1,2,\n3,4,"Two\nlines"\n', ["Hello", "Two\nlines"], [2, 4]),
        ("id;Text\n1;Bins\n", ["Bins"], [2]),
        ("01/02/2026 10:00,A much longer message,http://x\n", ["A much longer message"], [1]),
        ("post\tplatforms\nHello\tx\n", ["Hello"], [2]),
        ("caption,date\nshort,a rather long date cell\n", ["short"], [2]),
        ("message,caption\nHello,Ring me\nBye,\n", ["Hello", "Ring me", "Bye"], [2, 2, 3]),
    ],
)
def test_sheets_of_scheduling_tools(content: str, texts: list[str], rows: list[int]) -> None:
    found = list(read_content(content.encode(), "p.csv"))
    assert not [item for item in found if isinstance(item, DraftError)]
    drafts = [item for item in found if isinstance(item, Draft)]
    assert [draft.text for draft in drafts] == texts
    assert [draft.row for draft in drafts] == rows


def test_a_sheets_place_names_row_and_column() -> None:
    (draft,) = read_content(b"id,message\n9,Hello\n", "p.csv")
    assert isinstance(draft, Draft)
    assert (draft.id, draft.place(0)) == ("9", "row 2, column B")


def test_blank_rows_of_a_sheet_are_told_apart() -> None:
    found = list(read_content(b"\nid,message\n1,\n,,\n2,Hello\n", "p.csv"))
    assert [item.row for item in found if isinstance(item, BlankRow)] == [1, 3, 4]
    assert [item.row for item in found if isinstance(item, Draft)] == [5]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (",,\n,,\n", "holds no posts"),
        ("id,message\n", "holds no posts"),
        ("id,message\n1, \n", "holds no posts"),
        ("id,message\n1,Hello, ring 07700 900123\n", "row 2 has 3 cells, the header 2"),
        ("id,message\n1\n", "row 2 has 1 cells"),
        ('id,message\n1,"Hello', "cannot be read"),
    ],
)
def test_a_sheet_whose_posts_cannot_be_told_is_an_error(content: str, message: str) -> None:
    errors = [str(item) for item in read_content(content.encode(), "p.csv") if isinstance(item, DraftError)]
    assert len(errors) == 1
    assert message in errors[0]


def test_a_header_may_hold_more_words(tmp_path: Path) -> None:
    content = b"id,Post text,Internal notes\n1,Hello,a very long internal note\n"
    (draft,) = read_content(content, "p.csv")
    assert isinstance(draft, Draft)
    assert (draft.text, draft.row) == ("Hello", 2)


SCHEDULE = """\
date,time_24hr,message_text,platforms
05/23/2026,09:00,One,"Facebook Page, X"
,,Two,Instagram
soon,,Three,TikTok
"""


def test_a_schedule_says_when_and_where_a_row_will_be_posted() -> None:
    one, two, three = (
        draft for draft in read_content(SCHEDULE.encode(), "plan.csv") if isinstance(draft, Draft)
    )
    assert (one.date, one.platforms, one.remarks) == (dt.date(2026, 5, 23), ("facebook", "x"), ())
    assert (two.date, two.platforms, two.remarks) == (None, ("instagram",), ())
    assert (three.date, three.platforms) == (None, ())
    assert three.remarks == (
        "row 4: the platform 'TikTok' is not known",
        "row 4: the date 'soon' cannot be read; the row is judged for today",
    )


def test_a_schedule_without_a_header_has_its_dates_found() -> None:
    rows = "01/05/2026 09:00,The market is open on Saturday,\n31/05/2026 10:00,The hall is shut today,\n"
    drafts = [draft for draft in read_content(rows.encode(), "plan.csv") if isinstance(draft, Draft)]
    assert [draft.date for draft in drafts] == [dt.date(2026, 5, 1), dt.date(2026, 5, 31)]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-05-06", "2026-05-06"),
        ("2026-05-06T09:00:00Z", "2026-05-06"),
        ("2026/05/06", "2026-05-06"),
        ("06/05/2026 09:00", "2026-05-06"),
        ("6.5.2026", "2026-05-06"),
        ("6 May 2026", "2026-05-06"),
        ("May 6, 2026 9am", "2026-05-06"),
        ("12:30", None),
        ("every Monday", None),
        ("99/99/2026", None),
        ("1/" * 100_000, None),
        ("x" * 1_000_000, None),
    ],
)
def test_days_as_people_write_them(cell: str, day: str | None) -> None:
    assert read_day(cell) == (dt.date.fromisoformat(day) if day else None)


def test_a_column_that_can_only_be_american_is_read_so() -> None:
    assert month_first(["05/06/2026", "05/23/2026"])
    assert not month_first(["05/06/2026", "23/05/2026"])
    assert not month_first(["05/06/2026", "", "soon"])
    assert read_day("05/06/2026", month_first=True) == dt.date(2026, 5, 6)
