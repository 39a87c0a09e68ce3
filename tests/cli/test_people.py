from __future__ import annotations

import json
from pathlib import Path

import pytest

from smcheck.people.risks import RISKY
from tests.cli.conftest import Run


def test_the_roster_is_listed_with_what_to_mind(council_folder: Path, run: Run) -> None:
    done = run("people", cwd=council_folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "Name\tGroup\tAlso found as\tMind",
        "Sam Example\tcouncillor\tCllr, Councillor, Deputy Mayor, Sammy, @CllrSamExample\tExample is an ordinary word",
        "Alex Specimen\temployee\tTown Clerk's assistant\tSpecimen is an ordinary word",
        RISKY,
    ]


def test_somebody_is_added_named_and_removed(council_folder: Path, run: Run) -> None:
    added = run(
        "people", "add", "Robin  Green", "--group", "employee", "--role", "Warden", cwd=council_folder
    )
    assert added.stdout.splitlines() == [
        "Robin Green (employee) is on the roster, people.toml",
        f"Mind: Green is an ordinary word. {RISKY}",
    ]
    done = run("--output-format", "json", "-", cwd=council_folder, stdin="Robin Green has green bins.")
    assert [f["message"] for f in json.loads(done.stdout)["drafts"][0]["findings"]] == [
        "Robin Green (employee) is named"
    ]
    assert run("people", "add", "robin green", "--group", "employee", cwd=council_folder).returncode == 2
    assert "no longer" in run("people", "remove", "Robin Green", cwd=council_folder).stdout
    again = run("people", "remove", "Robin Green", cwd=council_folder)
    assert (again.returncode, "nobody named Robin Green" in again.stderr) == (2, True)


STAFF = "Name,Role,Group,Pay\nHelen Rourke,Town Clerk,Staff,1\nSam Example,,Member,2\nJo Nobody,,,3\n"


def test_a_list_is_imported_after_a_preview(council_folder: Path, run: Run) -> None:
    (council_folder / "staff.csv").write_text(STAFF, encoding="utf-8")
    before = (council_folder / "people.toml").read_text(encoding="utf-8")
    refused = run("people", "import", "staff.csv", cwd=council_folder, stdin="n\n")
    assert refused.stdout.splitlines()[:5] == [
        "Name\tGroup\tAlso found as\tMind",
        "Helen Rourke\temployee\tTown Clerk\t",
        "Sam Example\tcouncillor\t\ton the roster already",
        "Left out: row 4: no group for Jo Nobody; give the list a column Group, or add --group",
        "Not read: column 'Pay'",
    ]
    assert (council_folder / "people.toml").read_text(encoding="utf-8") == before
    assert (
        "Added 1 to people.toml" in run("people", "import", "staff.csv", "--yes", cwd=council_folder).stdout
    )
    assert "Helen Rourke" in (council_folder / "people.toml").read_text(encoding="utf-8")
    assert "all are listed" in run("people", "import", "staff.csv", "--yes", cwd=council_folder).stdout


@pytest.mark.parametrize("arguments", [("list",), ("add", "A B", "--group", "employee"), ("remove", "A B")])
def test_there_must_be_a_council(tmp_path: Path, run: Run, arguments: tuple[str, ...]) -> None:
    done = run("people", *arguments, cwd=tmp_path)
    assert (
        done.returncode,
        "no settings (smcheck.toml) were found; smcheck init makes them" in done.stderr,
    ) == (2, True)


POSTS = '{"id": "a", "text": "Thanks to @CllrSamExample and Priya Raghunathan."}\n{"id": "b", "text": "Bins at 7am."}\n'


def test_mentions_are_found_as_json(council_folder: Path, run: Run) -> None:
    (council_folder / "posts.jsonl").write_text(POSTS, encoding="utf-8")
    done = run("people", "find", "--output-format", "json", "posts.jsonl", cwd=council_folder)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "drafts": [
            {
                "path": "posts.jsonl",
                "id": "a",
                "row": 1,
                "mentions": [
                    {
                        "start": 10,
                        "end": 25,
                        "text": "@CllrSamExample",
                        "person": "Sam Example",
                        "judgement": "roster",
                    },
                    {
                        "start": 30,
                        "end": 47,
                        "text": "Priya Raghunathan",
                        "person": None,
                        "judgement": "private",
                    },
                ],
            },
            {"path": "posts.jsonl", "id": "b", "row": 2, "mentions": []},
        ]
    }


def test_mentions_are_found_as_a_table(council_folder: Path, run: Run) -> None:
    (council_folder / "fair.txt").write_text("Bins.\nA talk on Charles Dickens.\n", encoding="utf-8")
    done = run("people", "find", "fair.txt", cwd=council_folder)
    assert done.stdout.splitlines() == [
        "Where\tWords\tJudged\tWho or why",
        "fair.txt:2:11\tCharles Dickens\thistorical\t",
    ]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("Bins at 7am.", 0, "No mention of a person was found.\n"),
        ("", 2, ""),
    ],
)
def test_the_exit_code_says_whether_somebody_is_named(
    council_folder: Path, run: Run, content: str, code: int, said: str
) -> None:
    (council_folder / "draft.txt").write_text(content, encoding="utf-8")
    done = run("people", "find", "draft.txt", cwd=council_folder)
    assert (done.returncode, done.stdout) == (code, said)
    assert ("the file is empty" in done.stderr) == (code == 2)
