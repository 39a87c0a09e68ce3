"""Sheets of scheduling tools, parted by commas and the like: which cells are posts, for when and for where."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from smcheck import Draft
from smcheck.model.draft import BlankRow
from smcheck.readers import csv, read_content, schedule
from smcheck.readers.content import Choice
from smcheck.readers.headers import PUBLISHED, Tool, read_header, tools
from tests.readers.documents import PHONE, drafts, errors, found, parts


@pytest.mark.parametrize(
    ("content", "texts", "rows"),
    [
        ('date,time_24hr,message_text\n1,2,Hello\n1,2,\n3,4,"Two\nlines"\n', ["Hello", "Two\nlines"], [2, 4]),
        ("id;Text\n1;Bins\n", ["Bins"], [2]),
        ("01/02/2026 10:00,A much longer message,http://x\n", ["A much longer message\nhttp://x"], [1]),
        ("post\tplatforms\nHello\tx\n", ["Hello"], [2]),
        ("caption,date\nshort,a rather long date cell\n", ["short"], [2]),
        ("message,caption\nHello,Ring me\nBye,\n", ["Hello\nRing me", "Bye"], [2, 3]),
        ("When to post,Where,What we will say\n1/5/26,X,Hello\n", ["Hello"], [2]),
        ("Post no.,Details\n1,Hello\n2,Bye\n", ["Hello", "Bye"], [2, 3]),
        ("Post owner,Draft\nTom,Hello\n", ["Hello"], [2]),
        ("Content theme,Wording\nfete,Hello\n", ["Hello"], [2]),
        ("Week commencing,Topic of post,Draft wording\n1/5/26,fete,Hello\n", ["Hello"], [2]),
        ("Title,Body\nFete,Come\n", ["Fete\nCome"], [2]),
        ("Tweet permalink,Tweet text\nhttps://x.com/a/1,Hello\n", ["Hello"], [2]),
        ("Post,Facebook,X\nHello,TRUE,\n", ["Hello"], [2]),
        ("Plan for June\n\nDate,Text\n1/6/26,Hello\n", ["Hello"], [4]),
        ("Post tonight\nBins\n", ["Post tonight", "Bins"], [1, 2]),
        ("sep=;\nText;Date\nHello, all;1/6/26\n", ["Hello, all"], [2]),
        ("Text|Date\nHello, all|1/6/26\n", ["Hello, all"], [2]),
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
    assert [item.row for item in items if isinstance(item, BlankRow)] == [3, 4]
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
        ("Name,Piece\nx,Hello\n", "B", ["Piece", "Hello"]),  # a header of no known name may be a post
        ("b,message\nx,Hello\n", "B", ["x"]),
    ],
)
def test_the_column_of_the_posts_can_be_named(content: str, column: str, texts: list[str]) -> None:
    chosen = [column] if column else []
    assert [draft.text for draft in drafts(content, "p.csv", *chosen)] == texts


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
    undated = ("row 3 has no date; it is judged for today",)
    assert (two.date, two.platforms, two.remarks) == (None, ("instagram",), undated)
    assert (three.date, three.platforms) == (None, ())
    assert three.remarks == (
        "row 4: the platform 'TikTok' is not known",
        "row 4: the date 'soon' cannot be read; it is judged for today",
    )
    assert (four.date, four.platforms) == (None, ())


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


TEXT = "Come to the fete on Saturday at two"


def test_a_row_is_one_draft_of_all_that_will_be_published() -> None:
    sheet = (
        f"First comment,Title,Text,Link,Alt text\nMore below,Fete,{TEXT},https://fete.example/a,A poster\n"
    )
    (draft,) = drafts(sheet, "p.csv")
    assert parts(draft) == [
        ("row 2, column B", "Fete"),
        ("row 2, column C", TEXT),
        ("row 2, column D", "https://fete.example/a"),
        ("row 2, column E", "A poster"),
        ("row 2, column A", "More below"),
    ]
    assert [draft.text[start:end] for start, end, _ in draft.sections] == [
        f"{TEXT}\nhttps://fete.example/a",
        "More below",
    ]


def test_a_text_for_one_network_is_measured_by_its_limit() -> None:
    sheet = f"Date,Facebook,X\n1/6/26,{'Fete! ' * 60},{'Fete? ' * 60}\n2/6/26,{'Fete! ' * 60},Fete\n"
    first, second = drafts(sheet, "p.csv")
    (finding,) = found(first, "platform-limit")
    assert finding.place == "row 2, column C"
    assert set(first.text[finding.start : finding.end]) <= set("Fete? ")
    assert found(second, "platform-limit") == []


def test_a_first_comment_a_title_and_an_alternative_text_do_not_count_to_the_limit() -> None:
    sheet = f"Title,Text,First comment,Alt text,Platform\n{'A' * 99},{'B' * 200},{'C' * 99},{'D' * 99},X\n"
    (draft,) = drafts(sheet, "p.csv")
    assert found(draft, "platform-limit") == []
    (draft,) = drafts(sheet.replace("B" * 200, "B" * 281), "p.csv")
    assert len(found(draft, "platform-limit")) == 1


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (
            f"Text,Piece\nHello,{TEXT}\n",
            "column B ('Piece') may hold texts to be published, and was not reviewed; say --column B if it "
            "does (and --column for every other that does), --not-column B if not",
        ),
        (
            f"Text,Platform\nHello,{TEXT}\n",
            "column B ('Platform') may hold texts to be published, and was not reviewed; say --column B if it "
            "does (and --column for every other that does), --not-column B if not",
        ),
        (
            f"Text,Notes\nHello,\n,{TEXT}\n",
            "row 3 has no post, but a text in column B ('Notes'), which was not reviewed; move it, or say "
            "--not-column B",
        ),
    ],
)
def test_what_may_be_published_and_cannot_be_told_is_an_error(content: str, error: str) -> None:
    assert errors(content, "p.csv") == [error]
    assert [draft.text for draft in drafts(content, "p.csv")] == ["Hello"]
    quiet = list(read_content(content.encode(), "p.csv", Choice(others=("B",))))
    assert [type(item) for item in quiet if not isinstance(item, BlankRow)] == [Draft]


def test_two_columns_may_be_said_to_hold_posts() -> None:
    sheet = f"Date,Piece,Other,Id\n1/6/26,Hello,{TEXT},{TEXT} too\n"
    (draft,) = drafts(sheet, "p.csv", "B", "Other")
    assert draft.text == f"Hello\n{TEXT}"


@pytest.mark.parametrize("text", ["See https://bit.ly/x", "wa.me/447700900123", "https://bit.ly/fete"])
def test_a_column_of_links_is_reviewed(text: str) -> None:
    (draft,) = drafts(f"Text,Link\nHello,{text}\n", "p.csv")
    assert draft.text == f"Hello\n{text}"


def test_what_stands_above_the_header_is_said_not_to_be_reviewed() -> None:
    first, second = drafts(f"Plan for June\n,,\nDate,Text\n1/6/26,{TEXT}\n2/6/26,Hello\n", "p.csv")
    assert first.remarks == ("row 1 was not reviewed, since it stands above the header",)
    assert second.remarks == ()


@pytest.mark.parametrize("tool", tools(), ids=lambda tool: tool.name)
def test_the_sheets_of_each_tool_are_known(tool: Tool) -> None:
    for role, headers in tool.headers.items():
        for header in headers:
            said = read_header(header)
            assert said.role or said.networks, header
            assert said.role in PUBLISHED or role not in PUBLISHED, header


def test_headers_that_people_write() -> None:
    said = {
        "text": "What we will say|Draft wording|Suggested text|Post text (max 280)|Copy for Facebook|Blurb",
        "date": "When to post|Week commencing|Date & time|scheduled_at|Posting Time|postAtSpecificTime (YYYY)",
        "platform": "Where|Platform(s)|Social network",
        "comment": "First comment|Comment(s)",
        "person": "Post owner|Posted by|Who posts it|Approved by",
        "label": "Content theme|Topic of post|Type of post",
        "id": "Post no.|Tweet permalink|id",
        "alt": "Alt text|Image description|Alternative text",
        "media": "Photo|Link to picture|Image URL",
        "notes": "Notes|Internal notes|Notes for us",
        "title": "Title|Headline",
    }
    for role, headers in said.items():
        assert {header: read_header(header).role for header in headers.split("|")} == dict.fromkeys(
            headers.split("|"), role
        )


@pytest.mark.parametrize(
    "post",
    ["Post tonight", "Message residents", "Bins", "Come to the fete", "Update: bins late", "Hello, all"],
)
def test_a_short_post_is_no_header(post: str) -> None:
    assert read_header(post).role is None
    first, *_ = drafts(f"{post}\nBins are late\n", "p.csv")
    assert post.startswith(first.text)


def test_a_thousand_rows_with_a_cell_far_out_cost_little() -> None:
    far = "," * 900 + "x"
    sheet = "Text\n" + f"Hello{far}\n" * 1000
    began = time.process_time()
    found = errors(sheet, "p.csv")
    assert time.process_time() - began < 3
    assert len(found) == 1000


def test_names_that_may_be_personal_are_masked() -> None:
    sheet = f"Text,Ring {PHONE} notes,Platform\nHello,{TEXT},Jo on {PHONE}\n"
    said = " ".join([*errors(sheet, "p.csv"), *drafts(sheet, "p.csv")[0].remarks])
    assert "•" in said or "·" in said
    assert "900123" not in said
