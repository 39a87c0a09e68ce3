"""A post that stood before in the run is told of, once, with the place of the first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck import Request, Reviewed, Run
from smcheck.run import ToReview

POLICY = """\
id = "sampleton"
title = "Social Media Policy"
council = "Sampleton Parish Council"
adopted = "2025-01"
ask = "the Clerk"

[[rule]]
id = "D"
section = "2"
heading = "Posting"
title = "Nothing twice"
gist = "The same post is not put up again."
categories = ["duplicate"]
severity = "warning"
"""
TEXT = "The library is shut on Monday for the stocktake and opens again on Tuesday."
MARKET = "The market is on the green from nine to one with bread, cheese and plants."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose policy forbids repeats."""
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    config = (
        'policy = "policy.toml"\nclassifier = false\nlanguage_model = false\n[council]\nname = "Sampleton"\n'
    )
    (tmp_path / "smcheck.toml").write_text(config, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, **texts: str) -> None:
    (folder / "drafts").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "drafts" / f"{name}.txt").write_text(text, encoding="utf-8")


def told(*paths: str, **asked: object) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """The draft, severity, message and rules of each finding; Windows' paths as others."""
    run = Run(Request(paths=paths, **asked))  # type: ignore[arg-type]
    return [
        (
            Path(event.review.draft.path).name
            + (f":{event.review.draft.row}" if event.review.draft.row else ""),
            found.severity.value,
            found.message.replace("\\", "/"),
            found.rules,
        )
        for event in run.events()
        if isinstance(event, Reviewed)
        for found in event.review.findings
    ]


def test_only_the_later_one_is_told_and_names_the_first(folder: Path) -> None:
    written(folder, a=TEXT, b="Bins are a day late this week because of the holiday.", c=TEXT, d=TEXT)
    message = "the same text stands in drafts/a.txt"
    assert told("drafts") == [("c.txt", "note", message, ("D",)), ("d.txt", "note", message, ("D",))]


def test_case_blanks_links_hashtags_and_handles_do_not_tell_texts_apart(folder: Path) -> None:
    written(folder, a=TEXT, b=f"{TEXT.upper()}\n\n #OurLibrary @ExampleTC https://www.example.com/library")
    assert [name for name, *_ in told("drafts")] == ["b.txt"]


@pytest.mark.parametrize("other", ["Happy Christmas, everybody!", TEXT.replace("Monday", "Friday")])
def test_few_words_and_other_words_are_no_repeat(folder: Path, other: str) -> None:
    written(folder, a=TEXT, b=other, c="Happy Christmas, everybody!")
    assert told("drafts") == []


def test_replies_and_the_same_file_twice_are_no_repeat(folder: Path) -> None:
    written(folder, a=TEXT, b=TEXT)
    assert told("drafts", kind="reply") == []
    assert told("drafts/a.txt", "drafts/a.txt") == []


def scheduled(folder: Path, *rows: tuple[str, str, str]) -> None:
    lines = [f'"{day}","{network}","{text}"' for day, network, text in rows]
    (folder / "plan.csv").write_text("\n".join(["date,network,message", *lines]) + "\n", encoding="utf-8")


def test_a_weekly_post_comes_again_and_one_of_the_same_week_is_told(folder: Path) -> None:
    scheduled(
        folder,
        ("2026-06-05", "Facebook", MARKET),
        ("2026-06-12", "Facebook", MARKET),
        ("2026-06-13", "Facebook", MARKET),
    )
    assert told("plan.csv") == [("plan.csv:4", "note", "the same text stands in plan.csv, row 3", ("D",))]


def test_one_text_for_two_platforms_is_no_repeat(folder: Path) -> None:
    scheduled(folder, ("2026-06-05", "Facebook", MARKET), ("2026-06-05", "X", MARKET))
    assert told("plan.csv") == []


def test_what_the_cache_holds_of_a_text_alone_is_not_said_of_its_repeat(folder: Path) -> None:
    written(folder, a=TEXT)
    assert told("drafts") == []
    written(folder, b=TEXT)
    assert [name for name, *_ in told("drafts")] == ["b.txt"]
    (folder / "drafts" / "a.txt").unlink()
    assert told("drafts") == []


def test_the_walk_before_a_review_tells_the_same_each_time(folder: Path) -> None:
    written(folder, a=TEXT, b=TEXT)
    run = Run(Request(paths=("drafts",)))
    walks = [[read.draft.repeats for read in run.drafts() if isinstance(read, ToReview)] for _ in range(2)]
    assert walks[0] == walks[1]
    assert [bool(repeats) for repeats in walks[0]] == [False, True]


def test_a_file_s_name_is_told_as_it_is(folder: Path) -> None:
    written(folder, **{"a for the council": TEXT, "b": TEXT})
    assert [message for _, _, message, _ in told("drafts")] == [
        "the same text stands in drafts/a for the council.txt"
    ]


def archive(folder: Path, *posts: tuple[str, str, str]) -> None:
    entries = [
        {"tweet": {"id_str": number, "full_text": text, "created_at": day}} for number, day, text in posts
    ]
    (folder / "tweets.js").write_text(f"window.YTD.tweets.part0 = {json.dumps(entries)}", encoding="utf-8")


def test_posts_of_an_archive_are_told_apart(folder: Path) -> None:
    monday, friday = "Mon Jun 01 09:00:00 +0000 2026", "Fri Jun 05 09:00:00 +0000 2026"
    later = "Fri Jun 19 09:00:00 +0000 2026"
    archive(folder, ("71", monday, TEXT), ("72", monday, MARKET), ("73", friday, TEXT), ("74", later, TEXT))
    assert told("tweets.js") == [("tweets.js", "note", "the same text stands in tweets.js, post 71", ("D",))]
    assert set(told("tweets.js", "tweets.js")) == set(told("tweets.js"))


def test_lines_of_jsonl_are_told_apart(folder: Path) -> None:
    lines = [json.dumps({"id": "same", "text": text}) for text in (TEXT, MARKET, TEXT)]
    (folder / "posts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    message = "the same text stands in posts.jsonl, row 1"
    assert told("posts.jsonl") == [("posts.jsonl:3", "note", message, ("D",))]


def test_rows_of_one_number_on_two_sheets_are_told_apart(folder: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for title in ("June", "July"):
        sheet = book.active if title == "June" else book.create_sheet()
        sheet.title = title
        sheet.append(["message"])
        sheet.append([TEXT])
    book.save(folder / "plan.xlsx")
    message = "the same text stands in plan.xlsx, sheet June, row 2"
    assert told("plan.xlsx") == [("plan.xlsx:2", "note", message, ("D",))]
    assert set(told("plan.xlsx", "plan.xlsx")) == set(told("plan.xlsx"))


def test_e_mails_are_no_repeat(folder: Path) -> None:
    for name in ("a", "b"):
        mail = f"From: clerk@example.org\nTo: jo@example.net\nSubject: Library\n\n{TEXT}\n"
        (folder / f"{name}.eml").write_text(mail, encoding="utf-8")
    assert [row for row in told("a.eml", "b.eml") if "same text" in row[2]] == []


def test_nothing_is_told_where_no_rule_governs_it(folder: Path) -> None:
    (folder / "policy.toml").write_text(POLICY.replace('"duplicate"', '"tone"'), encoding="utf-8")
    written(folder, a=TEXT, b=TEXT)
    assert told("drafts") == []
