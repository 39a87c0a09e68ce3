"""`approve`, `config`, `rules` and `explain`."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smcheck import load_policy
from smcheck.checks import all_checks
from smcheck.cli import command_line
from smcheck.cli.group import NAMES
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["person", "Sam Example"], "Cllr Sam Example is here."),
        (["person", "Sandra Moss"], "Cllr Sandra Moss is here."),
        (["link", "https://www.example.org/x"], "See www.example.org/terms today."),
        (["contact", "07700 900123"], "Ring 07700900123 today."),
        (["contact", "jo@example.net"], "Write to JO@example.net today."),
        (["contact", "14 Elm Road"], "She lives at 14 Elm Rd, Exampleton."),
        (["finding", "draft.txt:1:5"], "You idiot."),
    ],
)
def test_an_approval_silences_its_finding(
    run: Run, council_folder: Path, arguments: list[str], text: str
) -> None:
    (council_folder / "draft.txt").write_text(text, encoding="utf-8")
    assert run("draft.txt", cwd=council_folder).returncode == 1
    done = run("approve", *arguments, "--by", "The Clerk", "--note", "asked", cwd=council_folder)
    assert done.returncode == 0, done.stderr
    report = run("draft.txt", "--output-format", "json", cwd=council_folder)
    assert report.returncode == 0
    data = json.loads(report.stdout)
    assert data["drafts"][0]["status"] == "clean"
    assert data["summary"]["decided"] == 1
    assert data["drafts"][0]["findings"][0]["decision"]["by"] == "The Clerk"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["link", "nonsense", "--by", "C"], "is no domain"),
        (["person", "Sam Example"], "--by"),
        (["person", "Sam Example", "--by", " "], "must not be empty"),
        (["link", "a.example", "--by", "C", "--until", "soon"], "--until must be a day"),
        (["link", "a.example", "--by", "C", "--on", "2026-02-01", "--until", "2026-01-01"], "lies before"),
        (["finding", "nonsense", "--by", "C"], "is no place"),
        (["finding", "none.txt:1:1", "--by", "C"], "there is no such file"),
        (["finding", "good.txt:1:1", "--by", "C"], "no open finding at line 1"),
        (["finding", "good.txt:row 2:1:1", "--by", "C"], "no open finding at row 2, line 1"),
        (["finding", ".:1:1", "--by", "C"], "this is a folder; give one draft"),
        (["link", "co.uk", "--by", "C"], "is shared by many websites"),
        (["link", "*.com", "--by", "C"], "is shared by many websites"),
        (["contact", "hello", "--by", "C"], "is no phone number"),
    ],
)
def test_a_bad_approval_is_refused(
    run: Run, council_folder: Path, arguments: list[str], message: str
) -> None:
    (council_folder / "good.txt").write_text("Hello there.", encoding="utf-8")
    done = run("approve", *arguments, cwd=council_folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert not (council_folder / "decisions.toml").exists()


def test_an_approval_needs_a_place_for_the_record(run: Run, tmp_path: Path) -> None:
    done = run("approve", "link", "example.org", "--by", "C", cwd=tmp_path)
    assert done.returncode == 2
    assert "smcheck init" in done.stderr


def test_config_shows_values_and_where_they_came_from(run: Run, council_folder: Path) -> None:
    done = run("config", cwd=council_folder)
    assert 'phones               ["01632 960999"]' in done.stdout
    assert f"({council_folder.resolve() / 'smcheck.toml'})" in done.stdout
    assert "(default)" in done.stdout
    data = json.loads(run("config", "--json", cwd=council_folder).stdout)
    assert data["fail_on"] == {"value": "warning", "from": "default"}


@pytest.mark.parametrize(
    "name", [rule.id for rule in load_policy().rules] + [check.name for check in all_checks()]
)
def test_every_rule_and_check_is_explained(name: str) -> None:
    data = json.loads(CliRunner().invoke(command_line, ["explain", name, "--json"]).stdout)
    assert name == data.get("id", data.get("name"))
    assert CliRunner().invoke(command_line, ["explain", name]).stdout.startswith(data.get("citation", name))


def test_explain_takes_the_names_people_use(run: Run, tmp_path: Path) -> None:
    assert "Rule 11 (section 4" in run("explain", "Rule 11", cwd=tmp_path).stdout
    page = run("explain", "slur", cwd=tmp_path).stdout
    assert "Not flagged:" in page
    assert "retard" not in page
    wrong = run("explain", "fone", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "is no rule or check" in wrong.stderr


def test_rules_lists_every_rule(run: Run, tmp_path: Path) -> None:
    text = run("rules", cwd=tmp_path).stdout
    data = json.loads(run("rules", "--json", cwd=tmp_path).stdout)
    assert len(data["rules"]) == len(load_policy().rules)
    assert all(rule["title"].split()[0] in text for rule in data["rules"])
    assert data["not_checked"] == {"rules": ["2", "7", "engagement-responsive"], "names": []}


CLAUSE = """\
id = "sampleton"
title = "Rules"
council = "Sampleton Parish Council"
adopted = "2025-01"
ask = "the Parish Clerk"

[[rule]]
id = "A.1"
section = "A"
heading = "Posts"
title = "Children and phones"
gist = "Neither is shown."
categories = ["personal-contact", "style-guide", "logo-use"]
checks = ["missing-waver"]
severity = "error"

[[rule]]
id = "A.2"
section = "A"
heading = "Posts"
title = "Nothing twice"
gist = "Nothing is posted twice."
categories = ["plain-paper"]
severity = "note"
"""


def test_rules_lists_what_no_check_looks_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(CLAUSE, encoding="utf-8")
    (tmp_path / "smcheck.toml").write_text('policy = "policy.toml"\n', encoding="utf-8")
    text = run("rules", cwd=tmp_path).stdout
    assert "         not checked: style-guide, logo-use, missing-waver\n" in text
    assert "         not checked: plain-paper\n" in text
    assert text.partition("Not checked; read the draft for these yourself:\n")[2].splitlines()[:5] == [
        "  - A.2: Nothing twice",
        "  - style-guide",
        "  - logo-use",
        "  - missing-waver; did you mean 'missing-waiver'?",
        "  - plain-paper",
    ]
    data = json.loads(run("rules", "--json", cwd=tmp_path).stdout)
    assert [rule["not_checked"] for rule in data["rules"]] == [
        ["style-guide", "logo-use", "missing-waver"],
        ["plain-paper"],
    ]
    assert data["not_checked"] == {
        "rules": ["A.2"],
        "names": ["style-guide", "logo-use", "missing-waver", "plain-paper"],
    }
    explained = run("explain", "A.2", cwd=tmp_path).stdout
    assert "Not checked:\n  - plain-paper" in explained


def test_a_finding_of_a_sheet_is_waived_in_its_row_only(run: Run, council_folder: Path) -> None:
    (council_folder / "p[1].csv").write_text("id,message\n1,You idiot\n2,You fool\n", encoding="utf-8")
    shown = run("p[1].csv", "--output-format", "concise", cwd=council_folder).stdout
    place = shown.split(": ")[0]
    assert place == "p[1].csv:row 2:1:5"
    assert run("approve", "finding", place, "--by", "C", cwd=council_folder).returncode == 0
    drafts = json.loads(run("p[1].csv", "--output-format", "json", cwd=council_folder).stdout)["drafts"]
    assert [draft["status"] for draft in drafts] == ["clean", "findings"]


def test_a_finding_of_a_sheet_is_waived_whatever_another_row_holds(run: Run, council_folder: Path) -> None:
    rows = "id,message\n1,a,b\n2,You idiot\n"
    (council_folder / "posts.csv").write_text(rows, encoding="utf-8")
    assert run("approve", "finding", "posts.csv:row 3:1:5", "--by", "C", cwd=council_folder).returncode == 0
    refused = run("approve", "finding", "posts.csv:row 3:1:1", "--by", "C", cwd=council_folder)
    assert (refused.returncode, "row 2 has 3 cells" in refused.stderr) == (2, True)


def test_a_waiver_holds_from_any_folder(run: Run, council_folder: Path) -> None:
    inner = council_folder / "drafts"
    inner.mkdir()
    (inner / "a.txt").write_text("Ring 07700 900123", encoding="utf-8")
    run("approve", "contact", "07700900123", "--by", "C", "--scope", "drafts/*", cwd=council_folder)
    assert run("drafts/a.txt", cwd=council_folder).returncode == 0
    assert run("a.txt", cwd=inner).returncode == 0


def test_a_fingerprint_from_before_there_was_a_key_is_refused(run: Run, council_folder: Path) -> None:
    (council_folder / "smcheck.key").unlink()
    done = run("approve", "finding", "0123456789abcdef", "--by", "C", cwd=council_folder)
    assert done.returncode == 2
    assert "run smcheck again" in done.stderr
    assert run("approve", "finding", "0123456789abcdef", "--by", "C", cwd=council_folder).returncode == 0


def test_the_pre_election_period_is_among_the_settings(council_folder: Path, run: Run) -> None:
    with (council_folder / "smcheck.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[election]]\npoll = 2027-05-06\nfrom = 2027-04-01\n")
    done = run("config", "--json", cwd=council_folder)
    assert json.loads(done.stdout)["election"]["value"] == ["2027-04-01 to 2027-05-06"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("person", "Sam Example", "--scope", "SummerFair"), "covers nothing; give any, #SummerFair"),
        (("person", "!!!"), "is no name"),
        (("link", "example.org", "--pre-election"), "is for a person only"),
    ],
)
def test_an_approval_that_could_cover_nothing_is_refused(
    council_folder: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = run("approve", *arguments, "--by", "C", cwd=council_folder)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert not (council_folder / "decisions.toml").exists()


@pytest.mark.parametrize("name", ["Cllr Example", "Sammy Example", "sam example"])
def test_an_approval_finds_the_person_by_any_form_of_the_name(
    council_folder: Path, run: Run, name: str
) -> None:
    done = run(
        "approve", "person", name, "--by", "C", "--scope", "drafts\\", "--pre-election", cwd=council_folder
    )
    assert done.returncode == 0
    (record,) = tomllib.loads((council_folder / "decisions.toml").read_text(encoding="utf-8"))["decision"]
    assert (record["subject"], record["scope"], record["pre_election"]) == ("Sam Example", "drafts/*", True)


def test_only_the_command_asked_for_is_loaded() -> None:
    script = (
        "import sys; from smcheck.cli import command_line; command_line(['rules'], standalone_mode=False);"
        f"print(*(name for name in {NAMES} if 'smcheck.cli.' + name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "rules"


def test_the_help_names_every_command(run: Run, tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path).stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2].isalpha()] == [
        *NAMES, "smcheck",
    ]  # fmt: skip
