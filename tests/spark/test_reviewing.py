"""The door from Python: a frame of posts in, a frame of findings out."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from smcheck import ConfigError, Council, Decision, Decisions, Draft, Reviewer
from smcheck.model.version import __version__
from smcheck.spark import review
from smcheck.spark.recipe import Recipe
from smcheck.spark.rows import post_of, row_of
from tests.conftest import TODAY
from tests.spark.posts import posts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

QUIET = Council(classifier=False, language_model=False)


def rows(frame: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in frame.collect()]


def by_id(frame: DataFrame) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows(frame)}


def test_posts_come_back_as_the_plain_reviewer_sees_them(spark: SparkSession, council: Council) -> None:
    council = replace(council, classifier=False, language_model=False)
    written = list(posts(1_000))
    frame = spark.createDataFrame(written, "id string, text string, day string, platform string")
    found = by_id(review(frame, day="day", platform="platform", council=council, date=TODAY, quick=True))
    reviewer = Reviewer(council, date=TODAY, quick=True)
    left_out = reviewer.review("x").notices
    for each in written:
        row = found[each.id]
        assert row.pop("id") == each.id
        assert (row.pop("policy"), row.pop("version")) == ("leigh-on-sea", __version__)
        post = post_of(_cells(each.text, each.day, each.platform), 10_000)
        assert row == row_of(post, reviewer.review(post.draft) if post.text else None, left_out)
    assert {row["status"] for row in found.values()} == {"clean", "findings", "unreviewed"}


def _cells(text: str | None, day: str, platform: str) -> Any:
    from smcheck.spark.rows import Cells

    return Cells(text.encode() if text is not None else None, 0, day.encode(), platform.encode())


def test_nothing_is_lost_and_nothing_ends_the_job(spark: SparkSession) -> None:
    poisoned = [
        ("1", "The library is open."), (None, "The hall is open."), ("3", None), ("4", ""), ("5", "x" * 10_000_000),
        ("6", "Ring 07700 900123 \U0001f600‮ \x00"), ("7", "= cmd"), ("8", "(" * 20_000),
    ]  # fmt: skip
    found = by_id(review(spark.createDataFrame(poisoned, "id string, text string"), council=QUIET))
    assert {name: row["status"] for name, row in found.items()} == {
        "1": "clean", None: "clean", "3": "unreviewed", "4": "unreviewed", "5": "unreviewed", "6": "unreviewed",
        "7": "clean", "8": "clean",
    }  # fmt: skip
    said = [row["errors"][0]["message"] for row in (found["3"], found["4"], found["5"])]
    assert said == [
        "the post has no text",
        "the draft is empty; write the post first",
        "the draft has 10,000,000 characters; the limit is 1,048,576 (max_characters)",
    ]


def test_bytes_are_read_as_utf_8_and_other_bytes_are_told(spark: SparkSession) -> None:
    halves = "half \ud800".encode("utf-8", "surrogatepass")
    frame = spark.createDataFrame(
        [(1, b"Ring 07700 900123"), (2, b"\xff\xfe\xfa"), (3, halves), (4, None)], "id int, text binary"
    )
    found = by_id(review(frame, council=QUIET))
    assert [each["check"] for each in found["1"]["findings"]] == ["phone"]
    assert found["2"]["errors"] == [{"check": None, "message": "the text is bytes that are no UTF-8"}]
    assert [found[name]["status"] for name in "34"] == ["clean", "unreviewed"]


def test_bytes_that_are_no_text_in_a_column_of_texts_are_told(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("1", b"\xff\xfe\xfa")], "id string, bytes binary")
    frame = frame.selectExpr("id", "cast(bytes as string) as text")
    (row,) = rows(review(frame, council=QUIET))
    assert row["errors"][0]["message"] == "the text is bytes that are no UTF-8"


@pytest.mark.parametrize(
    ("value", "kind"),
    [(5, "bigint"), (2.5, "double"), (["a"], "array<string>"), ({"a": "b"}, "map<string,string>")],
)
def test_a_column_that_holds_no_texts_is_told(spark: SparkSession, value: object, kind: str) -> None:
    frame = spark.createDataFrame([("1", value)], f"id string, text {kind}")
    (row,) = rows(review(frame, council=QUIET))
    assert row["status"] == "unreviewed"
    assert row["errors"][0]["message"] == f"the column 'text' holds no texts, but values of the type {kind}"


def test_days_and_platforms_may_be_of_any_type(spark: SparkSession) -> None:
    frame = spark.createDataFrame(
        [(1, "a.b", dt.date(2021, 5, 7), dt.datetime(2021, 5, 7, 23, 30), 1620429000, ["x", "facebook"])],
        "`post id` int, `the text` string, day date, at timestamp, seconds bigint, networks array<string>",
    )
    for name in ("day", "at", "seconds"):
        (row,) = rows(review(frame, "the text", "post id", day=name, platform="networks", council=QUIET))
        assert (row["id"], row["day"], row["platform"]) == ("1", dt.date(2021, 5, 7), "x,facebook")


def test_the_text_comes_out_only_where_it_is_asked_for(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("1", "Ring 07700 900123"), ("2", None)], "id string, text string")
    assert "text" not in review(frame, council=QUIET).columns
    assert [row["text"] for row in rows(review(frame, council=QUIET, keep_text=True))] == [
        "Ring 07700 900123",
        None,
    ]


def test_a_missing_column_is_told_at_once(spark: SparkSession) -> None:
    frame = spark.createDataFrame([("1", "a")], "id string, txet string")
    with pytest.raises(ConfigError, match="there is no column 'text'; did you mean 'txet'"):
        review(frame, council=QUIET)
    with pytest.raises(ConfigError, match="is no check, category or rule"):
        review(frame, "txet", select=("phoen",))


def test_settings_people_lists_and_decisions_travel_with_the_work(
    spark: SparkSession, council_folder: Path, council: Council
) -> None:
    (council_folder / "ours.csv").write_text(
        "term,category,role,strength,characteristic,note\nzibblework,advertising,always,,,\n",
        encoding="utf-8",
    )
    council = replace(council, wordlists=("ours.csv",), classifier=False)
    decisions = Decisions((Decision("person", "Sam Example", "Town Clerk", TODAY),), key=b"5" * 32)
    texts = [
        "Cllr Sam Example opens the fair.",
        "The zibblework is done.",
        "Ring us on 01632 960999.",
        "Alex Specimen was late again.",
    ]
    frame = spark.createDataFrame(list(enumerate(texts)), "id int, text string")
    found = rows(review(frame, council=council, decisions=decisions, date=TODAY))
    plain = Reviewer(council, decisions=decisions, date=TODAY)
    assert [row["findings"] for row in found] == [
        row_of(post_of(_cells(text, "", ""), 1000), plain.review(Draft(text)))["findings"] for text in texts
    ]
    assert [[(each["check"], each["decided"]) for each in row["findings"]] for row in found[:3]] == [
        [("named-person", True)],
        [("advertising", False)],
        [],
    ]


def test_the_key_is_in_no_plan_and_no_setting(spark: SparkSession) -> None:
    key = os.urandom(24).hex().encode()
    decisions = Decisions(key=key, has_key=True)
    frame = spark.createDataFrame([("1", "Ring 07700 900123")], "id string, text string")
    found = review(frame, council=QUIET, decisions=decisions)
    (row,) = rows(found)
    assert (
        row["findings"][0]["fingerprint"]
        == Reviewer(QUIET, decisions=decisions).review("Ring 07700 900123").findings[0].fingerprint
    )
    plan = found._jdf.queryExecution().toString()
    said = (plan, str(spark.sparkContext.getConf().getAll()), str(row), repr(Recipe.of(Reviewer(QUIET))))
    assert not any(key.decode() in each or key.hex() in each for each in said)


def test_a_recipe_seals_what_findings_depend_on(council: Council) -> None:
    def seal(council: Council = council, **chosen: Any) -> str:
        given: dict[str, Any] = {"decisions": Decisions(key=b"5" * 32), "date": TODAY} | chosen
        return Recipe.of(Reviewer(council, **given)).seal

    decided = Decisions((Decision("link", "example.org", "Town Clerk", TODAY),), key=b"5" * 32)
    others = (
        seal(replace(council, phones=())),
        seal(select=("phone",)),
        seal(quick=True),
        seal(date=dt.date(2020, 1, 1)),
        seal(decisions=decided),
        seal(decisions=Decisions(key=b"6" * 32)),
    )
    assert seal() == seal()
    assert len({seal(), *others}) == 7
    (council.folder / "people.toml").write_text("", encoding="utf-8")
    assert seal() not in others
