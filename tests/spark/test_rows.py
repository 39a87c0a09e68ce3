from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from smcheck import Council, Draft, Reviewer
from smcheck.spark.rows import NO_TEXT, NOT_UTF8, Cells, Post, broken, day_of, post_of, row_of

LIMIT = 1_000


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-05-07", dt.date(2021, 5, 7)),
        ("2021-05-07T09:00:00Z", dt.date(2021, 5, 7)),
        ("7/5/2021", dt.date(2021, 5, 7)),
        ("7 May 2021", dt.date(2021, 5, 7)),
        ("Wed Oct 10 20:19:24 +0000 2018", dt.date(2018, 10, 10)),
        ("1539202764", dt.date(2018, 10, 10)),
        ("1539202764123", dt.date(2018, 10, 10)),
        ("never", None),
        ("12", None),
        ("", None),
    ],
)
def test_days_are_read_however_archives_write_them(written: str, day: dt.date | None) -> None:
    assert day_of(written) == day


def test_the_month_may_stand_first() -> None:
    assert day_of("5/7/2021", month_first=True) == dt.date(2021, 5, 7)


def test_cells_become_a_draft() -> None:
    post = post_of(Cells("Héllo".encode(), 0, b"2021-05-07", b"Facebook Page, X", b"Reply"), LIMIT)
    assert post.draft == Draft("Héllo", kind="reply", platforms=("facebook", "x"), date=dt.date(2021, 5, 7))
    assert (post.platform, post.notices, post.problems) == ("facebook,x", (), ())


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (Cells(None), NO_TEXT),
        (Cells(b"\xff\xfe\x00"), NOT_UTF8),
        (Cells(None, 2_000), "the draft has 2,000 characters; the limit is 1,000 (max_characters)"),
        (Cells(None, problem="the line is not JSON"), "the line is not JSON"),
    ],
)
def test_what_cannot_be_reviewed_says_why(cells: Cells, problem: str) -> None:
    post = post_of(cells, LIMIT)
    assert (post.text, post.problems) == (None, (problem,))
    assert row_of(post, None)["status"] == "unreviewed"


def test_half_a_character_is_reviewed_all_the_same(reviewer: Reviewer) -> None:
    post = post_of(Cells("Ring 07700 900123 \ud800".encode("utf-8", "surrogatepass")), LIMIT)
    row = row_of(post, reviewer.review(post.draft))
    assert [each["check"] for each in row["findings"]] == ["phone"]


def test_what_is_not_known_of_a_post_is_remarked_and_told_masked() -> None:
    post = post_of(Cells(b"Hello", 0, b"07700 900123", b"Chirper", b"poem"), LIMIT)
    assert post.notices == (
        "the platform 'Chirper' is not known",
        "the date '••••• ••••••' cannot be read; it is judged for the day of the audit",
    )
    assert post.problems == (
        "'poem' is no kind of draft (post, reply, email, comment); it was judged as a post",
    )


def test_a_message_never_shows_a_number() -> None:
    review = Reviewer(Council(classifier=False)).review("Ring 07700 900123 or write to jo@example.org.")
    row: dict[str, Any] = row_of(Post("x"), review)
    assert [each["check"] for each in row["findings"]] == ["phone", "email"]
    assert "900123" not in str(row)
    assert "jo@" not in str(row)


def test_a_review_that_breaks_does_not_quote_the_post() -> None:
    row = broken(Post("Ring 07700 900123"), ValueError("07700 900123"))
    assert row["errors"] == [{"check": None, "message": "the review broke (ValueError); please report this"}]
