"""Where reports go: several in one run, files, and the choice under continuous integration."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from smcheck.cli.outputs import default_format
from smcheck.reporters import Format
from tests.cli.conftest import Run

BAD, GOOD = "Ring Jo on 07700 900123.", "The library is open on Saturday."


@pytest.fixture
def drafts(council_folder: Path) -> Path:
    (council_folder / "bad.txt").write_text(BAD, encoding="utf-8")
    (council_folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return council_folder


def test_several_reports_in_one_run(run: Run, drafts: Path) -> None:
    outputs = [f"{name}=report.{name}" for name in ("html", "json", "csv", "junit", "sarif")]
    options = [part for output in outputs for part in ("--output", output)]
    done = run(*options, "bad.txt", "good.txt", cwd=drafts)
    assert done.returncode == 1
    assert "bad.txt: DO NOT POST" in done.stdout
    found = json.loads((drafts / "report.json").read_text(encoding="utf-8"))
    assert [draft["status"] for draft in found["drafts"]] == ["findings", "clean"]
    rows = list(csv.DictReader((drafts / "report.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["check"] for row in rows} == {"phone", "named-person"}
    suites = ET.fromstring((drafts / "report.junit").read_text(encoding="utf-8"))  # noqa: S314  # our own
    assert [case.get("name") for case in suites.iter("testcase")] == ["bad.txt", "good.txt"]
    sarif = json.loads((drafts / "report.sarif").read_text(encoding="utf-8"))
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"phone", "named-person"}
    assert "Sign-off" in (drafts / "report.html").read_text(encoding="utf-8")


def test_a_csv_file_opens_right_in_excel_and_a_pipe_is_plain(run: Run, drafts: Path) -> None:
    done = run("--output-format", "csv", "--output", "csv=found.csv", "bad.txt", cwd=drafts)
    written = (drafts / "found.csv").read_bytes()
    assert written.startswith("\ufeff".encode())
    assert b"\r\n" in written
    assert done.stdout.startswith('"path"')


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--output", "html"], "--output must name a file too, as in html=report"),
        (["--output", "html="], "--output must name a file too"),
        (["--output", "htm=x"], "'htm' is no format; did you mean 'html'?"),
        (["--output", "json=bad.txt"], "bad.txt is a draft"),
        (["--output", "json=./bad.txt"], "bad.txt is a draft"),
        (["--output", "json=x", "--output", "csv=x"], "x is to hold two reports"),
        (["--output", "json=x", "--output-file", "x"], "x is to hold two reports"),
        (["--output", "json=no/such/folder"], "the report cannot be written"),
    ],
)
def test_outputs_that_cannot_be(run: Run, drafts: Path, options: list[str], message: str) -> None:
    done = run(*options, "bad.txt", cwd=drafts)
    assert done.returncode == 2
    assert message in done.stderr
    assert (drafts / "bad.txt").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [({}, Format.FULL), ({"GITHUB_ACTIONS": "true"}, Format.GITHUB), ({"CI": "true"}, Format.FULL)],
)
def test_the_format_under_continuous_integration(environment: dict[str, str], chosen: Format) -> None:
    assert default_format(environment) is chosen


def test_github_actions_get_commands_unless_told_otherwise(run: Run, drafts: Path) -> None:
    environment = {"GITHUB_ACTIONS": "true"}
    done = run("bad.txt", cwd=drafts, environment=environment)
    assert "::error file=bad.txt,line=1,col=12,title=smcheck phone::" in done.stdout
    done = run("--output-format", "full", "bad.txt", cwd=drafts, environment=environment)
    assert "bad.txt: DO NOT POST" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="no head on Windows")
def test_a_closed_pipe_does_not_cut_off_the_other_report(drafts: Path) -> None:
    for number in range(300):
        (drafts / f"{number}.txt").write_text(BAD, encoding="utf-8")
    command = f"({sys.executable} -m smcheck --output json=all.json .; echo code $? >&2) | head -1"
    done = subprocess.run(["sh", "-c", command], cwd=drafts, capture_output=True, text=True, check=False)
    assert "code 1" in done.stderr
    assert json.loads((drafts / "all.json").read_text(encoding="utf-8"))["summary"]["drafts"] == 302


def test_notices_are_said_once(run: Run, drafts: Path) -> None:
    run("approve", "link", "example.org", "--by", "C", "--scope", "good.txt", cwd=drafts)
    for name, where in (("full", "stdout"), ("markdown", "stdout"), ("concise", "stderr"), ("csv", "stderr")):
        done = run("--date", "2026-11-22", "--output-format", name, "good.txt", cwd=drafts)
        said = {"stdout": done.stdout, "stderr": done.stderr}
        other = "stderr" if where == "stdout" else "stdout"
        assert ("is not used" in said[where], "is not used" in said[other]) == (True, False), name


def test_the_column_of_the_posts_may_be_named(run: Run, drafts: Path) -> None:
    (drafts / "p.csv").write_text(f"id,Post text,Notes\n1,{GOOD},{BAD}\n", encoding="utf-8")
    assert run("p.csv", cwd=drafts).returncode == 0
    assert run("--column", "notes", "p.csv", cwd=drafts).returncode == 1
    assert run("--column", "C", "p.csv", cwd=drafts).returncode == 1
    done = run("--column", "Texts", "p.csv", cwd=drafts)
    assert done.returncode == 2
    assert "no column 'Texts'" in done.stderr


def test_a_message_is_an_email_and_its_quoted_part_is_somebody_elses(run: Run, drafts: Path) -> None:
    message = (
        "Subject: Re: Bins\nReferences: <1@example.org>\nContent-Type: text/plain; charset=utf-8\n\n"
        "Thank you, we will look into it.\n\n"
        "On Tue, 3 Mar 2026 at 10:15, Jo Bloggs <jo@example.org> wrote:\n> You idiots! Ring me on 07700 900123.\n"
    )
    (drafts / "answer.eml").write_text(message, encoding="utf-8")
    done = run("--output-format", "json", "--ignore", "accessibility", "answer.eml", cwd=drafts)
    findings = json.loads(done.stdout)["drafts"][0]["findings"]
    quoted = {finding["check"]: finding for finding in findings if finding["place"] == "quoted part"}
    assert set(quoted) == {"phone", "email"}
    assert quoted["phone"]["severity"] == "note"
    assert quoted["phone"]["excerpt"] == "••••• ••••23"
    assert "missing-waiver" in {finding["check"] for finding in findings}
    assert done.returncode == 0
