"""`election`, and the day for which `check` judges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POST = "Only Labour cares about the hall.\n"


def test_the_period_of_each_poll_is_shown(run: Run, council_folder: Path) -> None:
    with (council_folder / "smcheck.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[election]]\npoll = 2027-05-06\n")
    done = run(
        "election", "--json", "--date", "2027-04-01", "--election-date", "2027-10-14", cwd=council_folder
    )
    assert json.loads(done.stdout)["elections"] == [
        {"poll": "2027-05-06", "from": "2027-03-31", "under_way": True},
        {"poll": "2027-10-14", "from": "2027-09-09", "under_way": False},
    ]
    shown = run("election", "--date", "2027-04-01", cwd=council_folder).stdout
    assert "Poll on Thursday 6 May 2027: the period lasts from 31 March 2027" in shown
    assert "Local Government Act 1986" in " ".join(shown.split())


def test_without_a_poll_it_says_how_to_add_one(run: Run, tmp_path: Path) -> None:
    done = run("election", cwd=tmp_path)
    assert (done.returncode, "[[election]]" in done.stdout) == (0, True)


@pytest.mark.parametrize("day", ["soon", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_no_day_of_a_poll_is_refused(run: Run, tmp_path: Path, day: str) -> None:
    done = run("election", "--election-date", day, cwd=tmp_path)
    assert done.returncode == 2
    assert day in done.stderr


def severities(run: Run, folder: Path, *arguments: str) -> list[str]:
    done = run("--output-format", "json", "--select", "politics", *arguments, cwd=folder)
    drafts = json.loads(done.stdout)["drafts"]
    return [finding["severity"] for draft in drafts for finding in draft["findings"]]


def test_a_poll_and_a_day_may_be_given_for_one_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    poll = ("--election-date", "2027-05-06")
    assert severities(run, tmp_path, *poll, "--date", "2027-03-30", "post.txt") == ["warning"]
    assert severities(run, tmp_path, *poll, "--date", "2027-03-31", "post.txt") == ["error"]


def test_rows_of_a_schedule_are_judged_for_their_days(run: Run, tmp_path: Path) -> None:
    rows = f"date,text\n30/03/2027,{POST}31/03/2027,{POST}"
    (tmp_path / "plan.csv").write_text(rows, encoding="utf-8")
    poll = ("--election-date", "2027-05-06")
    assert severities(run, tmp_path, *poll, "plan.csv") == ["warning", "error"]
    assert severities(run, tmp_path, *poll, "--date", "2027-04-20", "plan.csv") == ["error", "error"]


def test_what_a_resident_wrote_is_not_judged_in_a_reply(run: Run, tmp_path: Path) -> None:
    thread = "> You are a useless lot, ring me on 07700 900123!\nThank you for telling us.\n"
    (tmp_path / "answer.txt").write_text(thread, encoding="utf-8")
    assert run("--kind", "reply", "answer.txt", cwd=tmp_path).returncode == 0
    assert run("answer.txt", cwd=tmp_path).returncode == 0
    assert run("--kind", "post", "answer.txt", cwd=tmp_path).returncode == 1
    (tmp_path / "answer.txt").write_text(thread.partition("\n")[0], encoding="utf-8")
    empty = run("--kind", "reply", "answer.txt", cwd=tmp_path)
    assert (empty.returncode, "the draft is empty" in empty.stderr) == (2, True)


def test_a_reply_is_found_where_it_stands_in_the_thread(run: Run, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("> Why?\nRing 07700 900123.\n", encoding="utf-8")
    done = run("--kind", "reply", "--output-format", "concise", "answer.txt", cwd=tmp_path)
    assert done.stdout.startswith("answer.txt:2:6: error phone:")


def test_a_word_list_is_tried(run: Run, tmp_path: Path) -> None:
    header = "term,category,role,strength,characteristic,note\n"
    (tmp_path / "own.csv").write_text(f"{header}bypass,politics,cause,,,\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text(f"{header}bypass,politics,couse,,,\n", encoding="utf-8")
    good = run("wordlists", "check", "own.csv", cwd=tmp_path)
    assert (good.returncode, "1 terms, nothing wrong" in good.stdout) == (0, True)
    bad = run("wordlists", "check", "own.csv", "bad.csv", cwd=tmp_path)
    assert (bad.returncode, "bad.csv:2:" in bad.stderr) == (2, True)


@pytest.mark.parametrize("site", ["bit.ly", "co.uk", "github.io", "localhost"])
def test_a_name_that_stands_for_no_one_website_is_not_cleared(
    run: Run, council_folder: Path, site: str
) -> None:
    done = run("approve", "link", site, "--by", "The Clerk", cwd=council_folder)
    assert done.returncode == 2
    assert site in done.stderr
