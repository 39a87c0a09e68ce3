"""Sheets of scheduling tools, parted by commas and the like: which cells are posts, for when and for where."""

from __future__ import annotations

import datetime as dt

import pytest

from smcheck import Draft
from smcheck.model.draft import BlankRow
from smcheck.readers import csv, read_content, schedule
from tests.readers.documents import PHONE, drafts, errors, found


@pytest.mark.parametrize(
    ("content", "texts", "rows"),
    [
        ('date,time_24hr,message_text\n1,2,Hello\n1,2,\n3,4,"Two\nlines"\n', ["Hello", "Two\nlines"], [2, 4]),
        ("id;Text\n1;Bins\n", ["Bins"], [2]),
        ("01/02/2026 10:00,A much longer message,http://x\n", ["A much longer message"], [1]),
        ("post\tplatforms\nHello\tx\n", ["Hello"], [2]),
        ("caption,date\nshort,a rather long date cell\n", ["short"], [2]),
        ("message,caption\nHello,Ring me\nBye,\n", ["Hello", "Ring me", "Bye"], [2, 2, 3]),
        ("id,Post text,Internal notes\n1,Hello,a very long internal note\n", ["Hello"], [2]),
        ("id,message\n1,Hello,,\n", ["Hello"], [2]),
    ],
)
def test_sheets_of_scheduling_tools(content: str, texts: list[str], rows: list[int]) -> None:
    assert errors(content, "p.csv") == []
    assert [(draft.text, draft.row) for draft in drafts(content, "p.csv")] == list(
        zip(texts, rows, strict=True)
    )


def test_a_sheets_place_names_row_and_column() -> None:
    (draft,) = drafts(f'id,message\n9,"Hello,\nring {PHONE}"\n', "p.csv")
    (finding,) = found(draft, "phone")
    assert (draft.id, finding.place, finding.line, finding.column) == ("9", "row 2, column B", 2, 6)


def test_columns_past_the_alphabet_have_two_letters() -> None:
    header = ",".join([*["x"] * 27, "message"])
    (draft,) = drafts(f"{header}\n{',' * 27}Hello\n", "p.csv")
    assert draft.place(0) == "row 2, column AB"


def test_blank_rows_of_a_sheet_are_told_apart() -> None:
    items = list(read_content(b"\nid,message\n1,\n,,\n2,Hello\n", "p.csv"))
    assert [item.row for item in items if isinstance(item, BlankRow)] == [1, 3, 4]
    assert [item.row for item in items if isinstance(item, Draft)] == [5]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (",,\n,,\n", "holds no posts"),
        ("id,message\n", "holds no posts"),
        ("id,message\n1, \n", "holds no posts"),
        ("id,message\n1,Hello, ring 07700 900123\n", "row 2 has 3 cells, the header 2"),
        ("id,message\n1\n", "row 2 has 1 cell"),
        ('id,message\n1,"Hello', "cannot be read"),
    ],
)
def test_a_sheet_whose_posts_cannot_be_told_is_an_error(content: str, message: str) -> None:
    (error,) = errors(content, "p.csv")
    assert message in error


PLAN = "id,Notes for us,Copy\n1,a note,a post\n"


@pytest.mark.parametrize(
    ("content", "column", "texts"),
    [
        (PLAN, "", ["a post"]),
        (PLAN, "Notes for us", ["a note"]),
        (PLAN, " notes  FOR us ", ["a note"]),
        (PLAN, "b", ["a note"]),
        (PLAN, "A", ["1"]),
        (
            "x,Come to the fete on Saturday\na longer note than the posts,no\n",
            "B",
            ["Come to the fete on Saturday", "no"],
        ),
        ("Name,Blurb\nx,Hello\n", "B", ["Blurb", "Hello"]),  # a header of no known name may be a post
        ("b,message\nx,Hello\n", "B", ["x"]),
    ],
)
def test_the_column_of_the_posts_can_be_named(content: str, column: str, texts: list[str]) -> None:
    assert [draft.text for draft in drafts(content, "p.csv", column)] == texts


def test_a_named_column_leaves_day_and_number_in_place() -> None:
    (draft,) = drafts("id,date,Blurb\n9,2026-05-06,Hello\n", "p.csv", "Blurb")
    assert (draft.id, draft.date) == ("9", dt.date(2026, 5, 6))


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("Notse for us", "no column 'Notse for us'; did you mean 'Notes for us'? (it has 'id', 'Notes for us', 'Copy')"),
        ("D", "no column 'D' (it has 'id', 'Notes for us', 'Copy')"),
        (" ", "no column ' ' (it has 'id', 'Notes for us', 'Copy')"),
    ],
)  # fmt: skip
def test_an_unknown_column_is_an_error_that_names_those_there_are(column: str, message: str) -> None:
    assert errors(PLAN, "p.csv", column) == [f"the sheet has {message}"]


SCHEDULE = """\
date,time_24hr,message_text,platforms
05/23/2026,09:00,One,"Facebook Page, X"
,,Two,Instagram
soon,,Three,TikTok
,,Four,
"""


def test_a_schedule_says_when_and_where_a_row_will_be_posted() -> None:
    one, two, three, four = drafts(SCHEDULE, "plan.csv")
    assert (one.date, one.platforms, one.remarks) == (dt.date(2026, 5, 23), ("facebook", "x"), ())
    assert (two.date, two.platforms, two.remarks) == (None, ("instagram",), ())
    assert (three.date, three.platforms) == (None, ())
    assert three.remarks == (
        "row 4: the platform 'TikTok' is not known",
        "row 4: the date 'soon' cannot be read; the row is judged for today",
    )
    assert (four.date, four.platforms, four.remarks) == (None, (), ())


def test_a_schedule_without_a_header_has_its_dates_found() -> None:
    rows = "01/05/2026 09:00,The market is open on Saturday,\n31/05/2026 10:00,The hall is shut today,\n"
    assert [draft.date for draft in drafts(rows, "plan.csv")] == [dt.date(2026, 5, 1), dt.date(2026, 5, 31)]


@pytest.mark.parametrize("name", ["MOST_ROWS", "MOST_COLUMNS"])
def test_a_sheet_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(schedule, name, 1)
    (error,) = errors("id,message\n1,Hello\n", "p.csv")
    assert error.startswith("the sheet has more than")


def test_rows_beyond_the_limit_are_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MOST_ROWS", 2)
    (error,) = errors('id,message\n1,Hello\n2,Bye\n3,"no end', "p.csv")
    assert error.startswith("the sheet has more than")
