"""`smcheck record`: the record checked, printed and pruned from the command line."""

from __future__ import annotations

import datetime as dt
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from justhtml import JustHTML
from typer.testing import CliRunner

from smcheck import ConfigError, Council, Decision, Draft, Review, Reviewer, load_council
from smcheck.cli import command_line
from smcheck.model.review import ReviewError
from smcheck.record import LIMITS, Record, Recorder, note_decision, open_record
from smcheck.review.engine import Engine
from smcheck.run import NotReviewed, Reviewed
from tests.cli.conftest import Run
from tests.cli.terminal import in_terminal

BAD = Draft("Ring 07700 900123 before you moan, you idiot! Ring 07700 900124.", "drafts/fete <b>.txt")
NAMED = Draft("Cllr Sam Example opens the library on Saturday.", "drafts/posts.csv", id="p7", row=7)
CLEAN = Draft("The library is open on Saturday.", "drafts/library.txt")
MISSING = Review(Draft("", "none.txt"), errors=(ReviewError("none.txt", "there is no such file"),))
CLEARED = Decision(
    "person",
    "Sam Example",
    "Town Clerk",
    dt.date(2026, 10, 1),
    dt.date(2040, 3, 31),
    note="Asked <i>him</i>.",
)


@pytest.fixture
def recording(council_folder: Path) -> Council:
    """The council, keeping a record."""
    path = council_folder / "smcheck.toml"
    path.write_text('record = "record"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    return load_council(path)


@pytest.fixture
def filled(recording: Council, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A record of two runs and two decisions, of this month."""
    monkeypatch.setenv("SMCHECK_REVIEWER", "J. Clerk")
    reviewer = Reviewer(recording)
    for drafts in ((BAD, CLEAN), (BAD,)):
        recorder = Recorder(by="J. Clerk")
        for draft in drafts:
            recorder.add(Reviewed(reviewer.review(draft), reviewer))
        recorder.close(1)
    note_decision(recording, CLEARED, "J. Clerk")
    contact = Decision("contact", "07700 900123", "Town Clerk", dt.date(2026, 10, 1))
    note_decision(recording, contact, "J. Clerk")
    reviewer.decisions.known = (CLEARED,)
    monkeypatch.setenv("SMCHECK_REVIEWER", "Volunteer")
    recorder = Recorder(by="Volunteer")
    recorder.add(Reviewed(reviewer.review(NAMED), reviewer))
    recorder.add(NotReviewed("none.txt", "there is no such file or folder", reviewer))
    recorder.close(2)
    return open_record(recording)


def this_month(record: Record) -> str:
    return record.paths()[-1].stem


def test_a_record_in_order_is_said_to_be(filled: Record, run: Run) -> None:
    done = run("record", "verify", cwd=filled.folder.parent)
    month = this_month(filled)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"The record record is in order: 7 entries, numbers 1 to 7, in 1 month ({month})",
        "What no check can find:",
        *(f"  - {limit}" for limit in LIMITS),
    ]


def test_damage_is_named_with_file_and_line(filled: Record, run: Run) -> None:
    path = filled.paths()[-1]
    path.write_bytes(path.read_bytes().replace(b"J. Clerk", b"J. Other", 1))
    done = run("record", "verify", cwd=filled.folder.parent)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{path}:1: the line was changed")
    assert "The record record is damaged" in done.stdout


def test_what_a_crash_has_left_is_a_note(filled: Record, run: Run) -> None:
    path = filled.paths()[-1]
    path.write_bytes(path.read_bytes() + b'{"by"')
    done = run("record", "verify", cwd=filled.folder.parent)
    assert (done.returncode, done.stdout.startswith("Note: ")) == (0, True)


def test_what_cannot_be_checked_gives_2(council_folder: Path, run: Run) -> None:
    path = council_folder / "smcheck.toml"
    none_kept = run("record", "verify", cwd=council_folder)
    assert (none_kept.returncode, "no record is kept" in none_kept.stderr) == (2, True)
    path.write_text('record = "record"\n', encoding="utf-8")
    nothing = run("record", "verify", cwd=council_folder)
    assert (nothing.returncode, "there is no record" in nothing.stderr) == (2, True)
    (council_folder / "smcheck.key").unlink()
    no_key = run("record", "verify", cwd=council_folder)
    assert (no_key.returncode, "there is no key file" in no_key.stderr) == (2, True)
    assert not (council_folder / "smcheck.key").exists()
    path.unlink()
    no_council = run("record", "verify", cwd=council_folder)
    assert (no_council.returncode, "smcheck init" in no_council.stderr) == (2, True)


def text(node: Any) -> str:
    return " ".join(str(node.to_text()).split())


def attributes(node: Any) -> dict[str, str | None]:
    return dict(node.attrs or {})


def tables(page: JustHTML) -> dict[str, list[list[str]]]:
    """The cells of each table, by its caption or its section's heading."""
    found: dict[str, list[list[str]]] = {}
    for section in page.query("section"):
        for table in section.query("table"):
            heading = next(iter(table.query("caption")), None) or section.query("h2")[0]
            rows = [[text(cell) for cell in row.query("th, td")] for row in table.query("tbody tr")]
            found[text(heading)] = rows
    return found


def test_the_page_of_a_month_holds_every_number(
    filled: Record, run: Run, reminded: None, tmp_path: Path
) -> None:
    done = run("record", "report", "--month", this_month(filled), "--output", "page.html", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Written: page.html\n", "")
    source = (tmp_path / "page.html").read_text(encoding="ascii")
    page = JustHTML(source, sanitize=False, strict=True)
    found = tables(page)
    assert found["By verdict"] == [["do not post", "2"], ["nothing found", "2"], ["not reviewed", "1"]]
    assert found["By reviewer"] == [["J. Clerk", "3"], ["Volunteer", "2"]]
    counted = {check: int(count) for check, count in found["By check"]}
    assert (counted["phone"], counted["insult"], counted["named-person"]) == (4, 2, 1)
    ruled = {rule: int(count) for rule, count in found["By rule"]}
    assert (ruled["Rule 11"], ruled["Rule 9"]) == (4, 1)
    reviews = found["Reviews"]
    assert [(row[0], *row[2:5]) for row in reviews] == [
        ("1", "J. Clerk", "drafts/fete <b>.txt", "Do not post"),
        ("2", "J. Clerk", "drafts/library.txt", "Nothing found"),
        ("3", "J. Clerk", "drafts/fete <b>.txt", "Do not post"),
        ("6", "Volunteer", "drafts/posts.csv, row 7, ID p7", "Nothing found"),
        ("7", "Volunteer", "none.txt", "Not reviewed"),
    ]
    assert "phone (2 times): Rule 11, error" in reviews[0][5]
    assert reviews[1][5] == "none"
    assert "named-person: Rule 9, cleared" in reviews[3][5]
    assert "cleared (person) by Town Clerk on 1 October 2026, until 31 March 2040" in reviews[3][5]
    assert reviews[4][5] == "the draft could not be reviewed"
    assert [row[0:1] + row[2:] for row in found["Decisions"]] == [
        ["4", "J. Clerk", "person: Sam Example", "Town Clerk", "1 October 2026", "31 March 2040", "any", "Asked <i>him</i>."],
        ["5", "J. Clerk", "contact: not kept here, see the decisions file", "Town Clerk", "1 October 2026", "no end", "any", ""],
    ]  # fmt: skip
    summary = text(page.query(".summary")[0])
    assert re.fullmatch(
        r"5 reviews of 3 different drafts; \d+ findings, 1 of them cleared; 2 decisions recorded.", summary
    )
    (chart,) = page.query("svg")
    day = dt.datetime.now(dt.UTC)
    assert [text(node) for node in chart.query("desc")] in (
        [f"{day.day} {day:%B}: 5"],
        [f"{day.day - 1} {day:%B}: 5"],  # around midnight
    )
    assert len(chart.query("rect")) == 1
    assert "The record is in order" in text(page.query("header")[0])


def test_the_page_runs_and_loads_nothing(filled: Record, run: Run) -> None:
    done = run("record", "report", "--output", "-", cwd=filled.folder.parent)
    page = JustHTML(done.stdout, sanitize=False, strict=True)
    assert done.returncode == 0
    assert not page.query("script, link, img, iframe, object, embed, form, base, b, i")
    for node in page.query("*"):
        for name, value in attributes(node).items():
            assert not name.startswith("on"), name
            assert name not in ("src", "style"), name
            assert name != "href" or (value or "").startswith("#")
    assert "url(" not in done.stdout
    assert "@import" not in done.stdout
    ids = [attributes(node)["id"] for node in page.query("[id]")]
    assert len(ids) == len(set(ids))
    for node in page.query("[aria-labelledby]"):
        assert set((attributes(node)["aria-labelledby"] or "").split()) <= set(ids)


def test_a_month_without_entries_has_a_page_too(filled: Record, run: Run) -> None:
    done = run("record", "report", "--month", "2020-02", "-o", "-", cwd=filled.folder.parent)
    assert done.returncode == 0
    assert "No review was recorded in February 2020." in done.stdout
    assert "<svg" not in done.stdout


def test_the_page_of_a_damaged_record_says_so(filled: Record, run: Run) -> None:
    path = filled.paths()[-1]
    path.write_bytes(path.read_bytes().replace(b"J. Clerk", b"J. Other", 1))
    done = run("record", "report", "--output", "-", cwd=filled.folder.parent)
    assert done.returncode == 1
    assert "The record is damaged" in done.stdout
    assert "J. Other" not in done.stdout
    assert "smcheck record verify" in done.stderr


@pytest.mark.parametrize("name", ["record/2026-11.jsonl", "record/page.html", "safe/head.json"])
def test_the_page_never_overwrites_the_record(filled: Record, run: Run, name: str) -> None:
    folder = filled.folder.parent
    config = folder / "smcheck.toml"
    (folder / "safe").mkdir()
    filled.head_path.rename(folder / "safe" / "head.json")
    config.write_text('record_head = "safe"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("record", "report", "--output", name, cwd=folder)
    assert (done.returncode, "the record itself is kept there" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["smcheck.toml", "drafts/fete.txt", "drafts/fete.html", "old/2026-11.jsonl"])
def test_the_page_overwrites_pages_only(filled: Record, run: Run, name: str) -> None:
    path = filled.folder.parent / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text('{"by":"J. Clerk","decision":{}}\n', encoding="utf-8")
    before = path.read_bytes()
    done = run("record", "report", "--output", name, cwd=filled.folder.parent)
    assert (done.returncode, "no page of smcheck" in done.stderr) == (2, True)
    assert path.read_bytes() == before
    for page in ("page.html", "page.htm", "page"):
        for _ in range(2):
            assert run("record", "report", "--output", page, cwd=filled.folder.parent).returncode == 0


def test_the_page_is_a_file_of_the_month_unless_another_is_named(filled: Record, run: Run) -> None:
    folder, month = filled.folder.parent, this_month(filled)
    for arguments, name in (
        ([], f"record-{month}.html"),
        (["--month", "2020-02"], "record-2020-02.html"),
        (["-o", "november.html"], "november.html"),
    ):
        done = run("record", "report", *arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (0, f"Written: {name}\n")
        assert (folder / name).read_text(encoding="ascii").startswith("<!DOCTYPE html>")
    piped = run("record", "report", "-o", "-", cwd=folder)
    assert piped.stdout.startswith("<!DOCTYPE html>")
    assert not (folder / "-").exists()
    into = run("record", "report", "-o", "record", cwd=folder)
    assert (into.returncode, "record: this is a folder; name a file for the page" in into.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_the_page_is_opened_for_somebody_at_a_terminal_only(filled: Record, tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened.txt"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n', encoding="ascii")
    browser.chmod(0o755)
    folder, page = filled.folder.parent, f"record-{this_month(filled)}.html"
    for arguments, environment in ((["--no-open"], {}), ([], {"CI": "true"}), (["-o", "-"], {})):
        given = {"BROWSER": f"{browser} %s", "CI": "", **environment}
        in_terminal(folder, "record", "report", *arguments, environment=given)
        assert not opened.exists()
    shown = in_terminal(folder, "record", "report", environment={"BROWSER": f"{browser} %s", "CI": ""})
    assert shown == f"Written: {page}\n"
    assert opened.read_text(encoding="utf-8") == f"{(folder / page).resolve().as_uri()}\n"


def test_the_page_is_not_opened_where_the_output_is_piped(
    filled: Record, run: Run, opened: list[str]
) -> None:
    assert run("record", "report", cwd=filled.folder.parent).returncode == 0
    assert opened == []


def test_a_browser_that_cannot_be_opened_is_told(
    filled: Record, run: Run, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smcheck.cli.browser.somebody_watches", lambda: True)
    name = f"record-{this_month(filled)}.html"
    done = run("record", "report", cwd=filled.folder.parent)
    assert done.stdout == f"Written: {name}\n"
    assert opened == [(filled.folder.parent / name).resolve().as_uri()]
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    done = run("record", "report", cwd=filled.folder.parent)
    assert done.stdout == f"Written: {name}\nNo browser could be opened: open the file in one.\n"


def test_a_review_is_recorded_where_its_report_cannot_be_written(recording: Council, run: Run) -> None:
    folder = recording.folder
    (folder / "a.txt").write_text("You idiot.", encoding="utf-8")
    done = run("a.txt", "--output", "html=none/a.html", cwd=folder)
    assert (done.returncode, "the report cannot be written" in done.stderr) == (2, True)
    (entry,) = entries(open_record(recording))
    assert (entry["path"], entry["exit_code"]) == ("a.txt", 2)


def test_a_run_that_is_cut_short_is_recorded_as_such(
    recording: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = Engine.examine

    def interrupted(engine: Engine, draft: Draft, *rest: Any) -> Any:
        if draft.path == "b.txt":
            raise KeyboardInterrupt
        return find(engine, draft, *rest)

    monkeypatch.setattr(Engine, "examine", interrupted)
    monkeypatch.chdir(recording.folder)
    for name in ("a.txt", "b.txt"):
        (recording.folder / name).write_text("You idiot.", encoding="utf-8")
    assert CliRunner().invoke(command_line, ["a.txt", "b.txt", "--no-cache"]).exit_code != 0
    (entry,) = entries(open_record(recording))
    assert (entry["path"], entry["exit_code"]) == ("a.txt", None)


def test_what_was_not_reviewed_is_said_where_nothing_can_be_recorded(filled: Record, run: Run) -> None:
    filled.head_path.unlink()
    (filled.folder.parent / "a.pdf").touch()
    done = run("a.pdf", "--output-format", "json", cwd=filled.folder.parent)
    assert done.returncode == 2
    assert "not reviewed: a.pdf" in done.stderr
    assert "head.json: the file is missing" in done.stderr


def entries(record: Record) -> list[dict[str, Any]]:
    return [entry for path in record.paths() for entry in record.entries(path.stem)]


def test_an_approval_that_cannot_be_recorded_is_not_made(filled: Record, run: Run) -> None:
    filled.head_path.unlink()
    folder = filled.folder.parent
    for _ in range(2):
        done = run("approve", "link", "terms.example.org", "--by", "C", cwd=folder)
        assert (done.returncode, "head.json: the file is missing" in done.stderr) == (2, True)
    assert not (folder / "decisions.toml").exists()


def test_a_decision_that_is_not_recorded_in_the_end_is_told(
    recording: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ConfigError("record: the record cannot be used: No space left on device")

    monkeypatch.setattr(Record, "append", full)
    monkeypatch.chdir(recording.folder)
    done = CliRunner().invoke(command_line, ["approve", "link", "terms.example.org", "--by", "C"])
    assert done.exit_code == 2
    assert (
        "No space left on device; the decision stands in decisions.toml and not in the record" in done.stderr
    )
    assert "terms.example.org" in (recording.folder / "decisions.toml").read_text(encoding="utf-8")


def test_a_month_is_asked_for_as_such(filled: Record, run: Run) -> None:
    done = run("record", "report", "--month", "November", cwd=filled.folder.parent)
    assert (done.returncode, "--month must be a month" in done.stderr) == (2, True)


def test_old_months_are_removed_when_confirmed(recording: Council, run: Run) -> None:
    old = dt.datetime(2024, 1, 15, tzinfo=dt.UTC)
    record = open_record(recording)
    Record(record.folder, record.key, clock=lambda: old).append([{"kind": "review", "by": "x"}])
    note_decision(recording, CLEARED, "J. Clerk")
    folder = recording.folder
    refused = run("record", "prune", cwd=folder, stdin="n\n")
    assert "Remove 2024-01 from record for good?" in refused.stdout
    assert len(record.paths()) == 2
    done = run("record", "prune", "--yes", cwd=folder, environment={"SMCHECK_REVIEWER": "J. Clerk"})
    assert (done.returncode, done.stdout) == (0, "Removed 2024-01 from record\n")
    (path,) = record.paths()
    assert [entry["by"] for entry in record.entries(path.stem) if entry["kind"] == "prune"] == ["J. Clerk"]
    assert run("record", "verify", cwd=folder).returncode == 0
    page = run("record", "report", "--month", path.stem, "-o", "-", cwd=folder).stdout
    assert "removed 2024-01 (numbers 1 to 1), kept for 24 months" in page
    assert "Nothing to remove" in run("record", "prune", cwd=folder).stdout


def test_pruning_a_damaged_record_is_warned_of(recording: Council, run: Run) -> None:
    old = dt.datetime(2024, 1, 15, tzinfo=dt.UTC)
    record = open_record(recording)
    Record(record.folder, record.key, clock=lambda: old).append([{"kind": "review", "by": "x"}])
    record.paths()[0].write_bytes(b"nonsense\n")
    done = run("record", "prune", cwd=recording.folder, stdin="n\n")
    assert "Mind: the record is damaged" in done.stdout


def test_months_are_kept_as_long_as_the_council_says(recording: Council) -> None:
    record = open_record(replace(recording, record_months=1))
    old = dt.datetime(2026, 9, 30, tzinfo=dt.UTC)
    Record(record.folder, record.key, clock=lambda: old).append([{"kind": "review", "by": "x"}])
    assert record.outdated(1, dt.date(2026, 10, 31)) == ()
    assert record.outdated(1, dt.date(2026, 11, 1)) == ("2026-09",)
