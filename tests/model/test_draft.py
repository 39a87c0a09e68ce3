from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck import Draft, Reviewer


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_positions_by_any_line_end(end: str) -> None:
    draft = Draft(f"one{end}two{end}three")
    assert draft.position(draft.text.index("three") + 2) == (3, 3)
    assert [draft.line(number) for number in (1, 2, 3)] == ["one", "two", "three"]


def test_columns_count_code_points() -> None:
    assert Draft("🎉é x").position(3) == (1, 4)


def test_the_place_is_the_last_that_begins_before() -> None:
    draft = Draft("title body", places=((0, "subject"), (6, "body")))
    assert (draft.place(0), draft.place(5), draft.place(6)) == ("subject", "subject", "body")
    assert Draft("x").place(0) is None


@given(st.text())
def test_a_position_leads_back_to_its_offset(text: str) -> None:
    draft = Draft(text)
    for offset in range(len(text) + 1):
        line, column = draft.position(offset)
        assert draft.line_starts[line - 1] + column - 1 == offset


def test_what_a_reply_answers_is_not_counted() -> None:
    reply = Draft("> Where is it?\n> Tell me\n\nAt the hall.\n", kind="reply")
    (post,) = reply.posts
    assert reply.text[post.start : post.end] == "At the hall."
    assert Draft(reply.text).posts == ((0, len(reply.text), ()),)
    long = Draft("> " + "very " * 100 + "\nThank you.", kind="reply", platforms=("x",))
    assert not Reviewer(select=["platform-limit"]).review(long).findings
    assert Reviewer(select=["platform-limit"]).review(Draft(long.text, platforms=("x",))).findings


@pytest.mark.parametrize(
    ("draft", "part"),
    [
        (Draft("a", "a.txt"), ""),
        (Draft("a", "a.docx", places=((0, "paragraph 1"),)), ""),
        (Draft("a", "a.jsonl", id="7", row=3), "row 3"),
        (Draft("a", "a.csv", row=3, places=((0, "row 3, column B"),)), "row 3"),
        (
            Draft("a", "a.xlsx", row=3, places=((0, "sheet June, row 3, column B, link"),)),
            "sheet June, row 3",
        ),
        (Draft("a", "tweets.js", id="71", places=((0, "post 71"),)), "post 71"),
    ],
)
def test_the_part_of_its_file_that_a_draft_is(draft: Draft, part: str) -> None:
    assert draft.part == part
