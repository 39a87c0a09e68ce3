"""Reviewing a folder: which files are read, what is said of the others, and what is known from before."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from smcheck import readers
from smcheck.model.draft import Draft
from smcheck.review.engine import Engine
from smcheck.review.examined import Examined
from smcheck.run import Event, Report, Request, Reviewed
from smcheck.run import Run as Reviewing
from smcheck.settings.elections import Election
from tests.cli.conftest import Run, smcheck
from tests.cli.terminal import drained

BAD, GOOD = "You idiot, ring 07700 900123.", "The hall is open on Saturday."
HEIR = """\
id = "exampleton"
inherits = "ours.toml"
title = "Social Media Policy"
council = "Exampleton Town Council"
adopted = "2026-01"
ask = "the Town Clerk"
"""
unix = pytest.mark.skipif(os.name == "nt", reason="Unix only")


@pytest.fixture
def drafts(home: Path) -> Path:
    """A folder of two drafts, in that of a council where the command line is at home."""
    folder = home / "drafts"
    folder.mkdir()
    (folder / "bad.txt").write_text(BAD, encoding="utf-8")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were not known."""
    texts: list[str] = []
    find = Engine.examine

    def noted(self: Engine, draft: Draft, day: Any, election: Election | None) -> Examined:
        texts.append(draft.text)
        return find(self, draft, day, election)

    monkeypatch.setattr(Engine, "examine", noted)
    return texts


def configured(folder: Path, line: str) -> None:
    config = folder / "smcheck.toml"
    before = config.read_text(encoding="utf-8") if config.exists() else ""
    config.write_text(f"{line}\n{before}", encoding="utf-8")


def reviewed(done: Result) -> dict[str, str]:
    """Each draft of a JSON report with its status."""
    drafts = json.loads(done.stdout)["drafts"]
    return {Path(draft["path"]).as_posix(): draft["status"] for draft in drafts}


def entries(cache: Path) -> set[bytes]:
    path = cache / "findings.db"
    if not path.exists():
        return set()
    database = sqlite3.connect(path)
    try:
        return {key for (key,) in database.execute("SELECT key FROM entries")}
    finally:
        database.close()


@pytest.mark.parametrize("output_format", ["full", "json", "sarif"])
def test_a_second_run_says_the_same_and_looks_for_nothing(
    drafts: Path, looked_for: list[str], output_format: str
) -> None:
    first = smcheck("drafts", "--output-format", output_format)
    assert sorted(looked_for) == sorted([GOOD, BAD])
    (drafts / "good.txt").write_text(GOOD + " Come!", encoding="utf-8")
    smcheck("drafts", "--output-format", output_format)
    (drafts / "good.txt").write_text(GOOD, encoding="utf-8")
    looked_for.clear()
    again = smcheck("drafts", "--output-format", output_format)
    assert (again.exit_code, again.stdout, again.stderr) == (first.exit_code, first.stdout, first.stderr)
    assert looked_for == []


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        (["drafts"], True),
        (["drafts/bad.txt", "drafts/good.txt"], True),
        (["drafts/bad.txt"], False),
        (["drafts", "--no-cache"], False),
    ],
)
def test_findings_are_kept_where_there_are_several_drafts(
    drafts: Path, cache: Path, looked_for: list[str], arguments: list[str], kept: bool
) -> None:
    smcheck(*arguments)
    looked_for.clear()
    smcheck(*arguments)
    assert (looked_for == [], entries(cache) != set()) == (kept, kept)


def test_the_council_may_switch_the_cache_off(drafts: Path, cache: Path, looked_for: list[str]) -> None:
    config = drafts.parent / "smcheck.toml"
    config.write_text("cache = false\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    smcheck("drafts")
    looked_for.clear()
    smcheck("drafts")
    assert sorted(looked_for) == sorted([GOOD, BAD])
    assert entries(cache) == set()


def test_a_decision_counts_at_once(drafts: Path, looked_for: list[str]) -> None:
    smcheck("drafts")
    smcheck("approve", "contact", "07700 900123", "--by", "C")
    smcheck("approve", "finding", "drafts/bad.txt:1:5", "--by", "C")
    looked_for.clear()
    done = smcheck("drafts", "--output-format", "json")
    assert reviewed(done) == {"drafts/bad.txt": "clean", "drafts/good.txt": "clean"}
    assert looked_for == []


def test_two_runs_at_once_say_the_same(drafts: Path, process: Run) -> None:
    for number in range(20):
        (drafts / f"{number}.txt").write_text(f"Ring 07700 9001{number:02}.", encoding="utf-8")
    alone = process("drafts", "--no-cache", "--output-format", "json", cwd=drafts.parent)
    command = [sys.executable, "-m", "smcheck", "drafts", "--output-format", "json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})
            for _ in range(2)]  # fmt: skip
    for one in both:
        assert one.communicate() == (alone.stdout, alone.stderr)
        assert one.returncode == alone.returncode


def test_entries_hold_for_every_process(drafts: Path, cache: Path, process: Run) -> None:
    config = drafts.parent / "smcheck.toml"
    days = "excluded_days = [2027-04-19, 2027-04-20, 2027-04-21, 2027-04-22]\n"
    poll = "\n[[election]]\npoll = 2027-05-06\n"
    config.write_text(days + config.read_text(encoding="utf-8") + poll, encoding="utf-8")
    kept = []
    for seed in "123":  # which shuffles sets
        seeded = {"PYTHONHASHSEED": seed}
        done = process("drafts", "--date", "2027-05-01", cwd=drafts.parent, environment=seeded)
        assert done.returncode == 1
        kept.append(entries(cache))
    assert kept == [kept[0]] * 3


def test_what_is_no_draft_is_not_read(drafts: Path) -> None:
    names = ("~$fete.docx", ".~lock.fete.odt#", "fete.txt~", "x.tmp", ".gitignore", "old/a.txt", "new/b.txt")
    for name in names:
        (drafts / name).parent.mkdir(exist_ok=True)
        (drafts / name).write_text(BAD, encoding="utf-8")
    (drafts / ".gitignore").write_text("old/\n", encoding="utf-8")
    done = smcheck("drafts", "--exclude", "new/", "--output-format", "json")
    assert (done.exit_code, set(reviewed(done))) == (1, {"drafts/bad.txt", "drafts/good.txt"})


@pytest.mark.parametrize("pattern", ["!", "\\", "[z-a].txt"])
def test_a_line_of_gitignore_that_git_passes_over_stops_nothing(drafts: Path, pattern: str) -> None:
    (drafts / ".gitignore").write_text(f"{pattern}\nbad.txt\n", encoding="utf-8")
    done = smcheck("drafts", "--output-format", "json")
    assert (done.exit_code, set(reviewed(done))) == (0, {"drafts/good.txt"})


@unix
def test_a_link_out_of_the_folder_is_named_and_not_followed(drafts: Path) -> None:
    (drafts.parent / "secret.txt").write_text("My idiot secret", encoding="utf-8")
    (drafts / "link.txt").symlink_to(drafts.parent / "secret.txt")
    done = smcheck("drafts", "--output-format", "json")
    assert done.exit_code == 2
    assert "drafts/link.txt: this is no ordinary file" in done.stderr
    assert "idiot secret" not in done.stdout
    assert reviewed(done)["drafts/good.txt"] == "clean"


def tallied(events: Iterable[Event], report: Report) -> Iterator[Event]:
    for event in events:
        report.add(event)
        yield event


def test_a_draft_that_vanishes_is_said_and_the_others_are_reviewed(drafts: Path) -> None:
    run = Reviewing(Request(paths=("drafts",)))
    report = Report(run.policy, run.fail_on)
    reviews = (event.review for event in tallied(run.events(), report) if isinstance(event, Reviewed))
    first = next(reviews)
    (drafts / "good.txt").unlink()
    (drafts / "later.txt").write_text(GOOD, encoding="utf-8")
    assert list(reviews) == []
    assert Path(first.draft.path) == Path("drafts/bad.txt")
    path = Path("drafts/good.txt")
    assert report.notices[-1] == f"{path} has vanished while the folder was read"
    assert report.exit_code == 1


def test_a_draft_that_is_being_written_is_named(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, moments = Path.read_bytes, iter(range(100))

    def while_saved(self: Path) -> bytes:
        content = read(self)
        if self.name == "good.txt":
            moment = next(moments)
            os.utime(self, (moment, moment))
        return content

    monkeypatch.setattr(readers, "_PAUSE", 0)
    monkeypatch.setattr(Path, "read_bytes", while_saved)
    done = smcheck("drafts", "--output-format", "json")
    assert (done.exit_code, reviewed(done)["drafts/bad.txt"]) == (2, "findings")
    assert "good.txt: somebody is writing to the file; run smcheck again when it is saved" in done.stderr


@pytest.mark.parametrize(
    "report",
    [
        "html=r.html",
        "csv=r.csv",
        "markdown=r.md",
        "jsonl=r.jsonl",
        "json=r.json",
        "full=r.txt",
        "concise=r.txt",
        "github=r.txt",
    ],
)
def test_a_report_among_the_drafts_is_passed_over(drafts: Path, report: str) -> None:
    name, file = report.split("=")
    first = smcheck("drafts", "--output-format", "json", "--output", f"{name}=drafts/{file}")
    assert (drafts / file).stat().st_size
    again = smcheck("drafts", "--output-format", "json")
    assert (again.exit_code, reviewed(again)) == (first.exit_code, reviewed(first))
    if name != "json":  # whose files are no drafts anyway
        assert (
            f"{Path('drafts') / file} is a report or record of smcheck and was not reviewed" in again.stderr
        )


@pytest.mark.parametrize("report", ["html=r.html", "csv=r.csv", "markdown=r.md", "jsonl=r.jsonl"])
def test_a_report_among_the_drafts_is_written_anew(drafts: Path, report: str) -> None:
    name, file = report.split("=")
    for text in (BAD, GOOD):
        (drafts / "bad.txt").write_text(text, encoding="utf-8")
        done = smcheck("drafts", "--output-format", "json", "--output", f"{name}=drafts/{file}")
        assert done.exit_code == (1 if text == BAD else 0), done.stderr
        assert ("insult" in (drafts / file).read_text(encoding="utf-8")) == (text == BAD)


def test_a_report_that_is_given_is_read(drafts: Path) -> None:
    smcheck("drafts", "--output", "markdown=r.md")
    assert reviewed(smcheck("r.md", "--output-format", "json"))["r.md"] == "findings"


def test_the_councils_word_lists_are_no_drafts(drafts: Path) -> None:
    lines = "term,category,role,strength,characteristic,note\nnumskull,abuse,always,medium,,\n"
    (drafts / "ours.csv").write_text(lines, encoding="utf-8")
    configured(drafts.parent, 'wordlists = ["drafts/ours.csv"]')
    done = smcheck("drafts", "--output-format", "json")
    assert (done.exit_code, set(reviewed(done))) == (1, {"drafts/bad.txt", "drafts/good.txt"})


def test_the_councils_own_policy_and_what_it_inherits_are_no_drafts(drafts: Path) -> None:
    shipped = Path(__file__).parents[2] / "smcheck/settings/policies/leigh_on_sea.toml"
    (drafts / "ours.toml").write_bytes(shipped.read_bytes())
    configured(drafts.parent, "")
    unread = smcheck("drafts", "--output-format", "json")
    assert (unread.exit_code, "ours.toml" in unread.stderr) == (2, True)
    (drafts / "heir.toml").write_text(HEIR, encoding="utf-8")
    configured(drafts.parent, 'policy = "drafts/heir.toml"')
    done = smcheck("drafts", "--output-format", "json")
    assert (done.exit_code, set(reviewed(done))) == (1, {"drafts/bad.txt", "drafts/good.txt"})


def test_the_record_and_its_page_are_no_drafts(drafts: Path) -> None:
    configured(drafts.parent, 'record = "drafts/record"')
    first = smcheck("drafts", "--output-format", "json")
    assert any((drafts / "record").iterdir())
    page = smcheck("record", "report", "--output", "drafts/page.html")
    assert page.exit_code == 0, page.output
    again = smcheck("drafts", "--output-format", "json")
    assert (again.exit_code, reviewed(again)) == (first.exit_code, reviewed(first))


def test_a_record_that_is_no_longer_kept_is_not_reviewed(drafts: Path) -> None:
    configured(drafts.parent, 'record = "drafts/record"')
    assert smcheck("drafts").exit_code == 1
    config = drafts.parent / "smcheck.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("drafts/record", "new"), encoding="utf-8")
    done = smcheck("drafts", "--output-format", "json")
    assert done.exit_code == 2
    assert set(reviewed(done)) > {"drafts/bad.txt", "drafts/good.txt"}
    assert "this looks like a report of smcheck, and was not written on this computer" in done.stderr


def test_drafts_beside_the_head_of_the_record_are_reviewed(drafts: Path) -> None:
    configured(drafts.parent, 'record = "record"\nrecord_head = "drafts"')
    assert smcheck("drafts").exit_code == 1
    done = smcheck("drafts", "--output-format", "json")
    assert set(reviewed(done)) == {"drafts/bad.txt", "drafts/good.txt"}


def test_a_configuration_further_down_leaves_out_what_it_names_and_what_those_above_do(drafts: Path) -> None:
    sub = drafts / "sub"
    sub.mkdir()
    for name in ("new.txt", "old.txt", "older.txt", "oldest.txt"):
        (sub / name).write_text(GOOD, encoding="utf-8")
    configured(drafts.parent, 'exclude = ["drafts/sub/older.txt"]')
    configured(sub, 'record = "record"\nexclude = ["old.txt"]')
    for _ in range(2):  # the second time beside a record
        done = smcheck("drafts", "--exclude", "oldest.txt", "--output-format", "json")
        assert set(reviewed(done)) == {"drafts/bad.txt", "drafts/good.txt", "drafts/sub/new.txt"}
    assert (sub / "record").is_dir()
    assert "is a report or record" not in done.stderr


@pytest.mark.parametrize("start", ["drafts", "drafts/sub", "drafts/sub/deep", "drafts/sub/deep/old.txt"])
def test_every_configuration_above_leaves_out_wherever_a_run_starts(drafts: Path, start: str) -> None:
    deep = drafts / "sub" / "deep"
    deep.mkdir(parents=True)
    for name in ("old.txt", "older.txt", "new.txt"):
        (deep / name).write_text(GOOD, encoding="utf-8")
    configured(drafts.parent, 'exclude = ["drafts/sub/deep/older.txt"]')
    configured(drafts / "sub", 'exclude = ["deep/old.txt"]')
    configured(deep, "")
    found = {path for path in reviewed(smcheck(start, "--output-format", "json")) if "deep" in path}
    assert found == (set() if start.endswith(".txt") else {"drafts/sub/deep/new.txt"})


@pytest.mark.parametrize("wrong", ["exclude = [", 'exclude = ["!"]'])
def test_a_configuration_further_down_that_is_wrong_is_told_with_its_drafts(drafts: Path, wrong: str) -> None:
    (drafts / "sub").mkdir()
    (drafts / "sub" / "a.txt").write_text(GOOD, encoding="utf-8")
    configured(drafts / "sub", wrong)
    done = smcheck("drafts", "--output-format", "concise")
    assert done.exit_code == 2
    assert f"{drafts / 'sub' / 'smcheck.toml'}" in done.stderr
    assert "not reviewed: drafts/sub/a.txt" in done.stderr.replace(os.sep, "/")
    assert "bad.txt:1:5: error" in done.stdout


def worked(*arguments: str) -> tuple[Result, float]:
    """What a run says, with the seconds of work that it took, however busy the machine is."""
    began = time.process_time()
    return smcheck(*arguments), time.process_time() - began


def test_the_work_on_two_thousand_drafts_is_ten_times_that_on_two_hundred(
    drafts: Path, looked_for: list[str]
) -> None:
    for folder, count in ((drafts.parent / "few", 200), (drafts, 2000)):
        folder.mkdir(exist_ok=True)
        for number in range(count):
            text = f"The hall is open on day {number}." if number % 10 else f"Ring 07700 90{number:04}."
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    smcheck("few", "--no-cache")  # loads the libraries
    _, few = worked("few", "--no-cache", "--output-format", "json")
    first, many = worked("drafts", "--jobs", "1", "--output-format", "json")
    looked_for.clear()
    again, known = worked("drafts", "--output-format", "json")
    assert json.loads(first.stdout)["summary"]["drafts"] == 2002
    assert again.stdout == first.stdout
    assert looked_for == []
    assert many < 30 * few  # a quadratic pass would give about 100
    assert known < many


def on_terminal(folder: Path, *arguments: str, both: bool = False) -> tuple[str, str]:
    """What goes to standard output, a pipe, and to standard error, a terminal; with `both` to the terminal only."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "smcheck", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs if both else subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", "COLUMNS": "90"},
    )
    os.close(theirs)
    output = b"" if both else process.communicate()[0]
    shown = drained(ours)
    process.wait()
    return output.decode(), shown.decode()


@unix
def test_a_bar_shows_how_far_a_folder_is_on_a_terminal_only(drafts: Path, run: Run) -> None:
    plain = run("drafts", "--output-format", "json", cwd=drafts.parent)
    assert "Reading" not in plain.stderr
    output, shown = on_terminal(drafts.parent, "drafts", "--output-format", "json")
    assert output == plain.stdout
    assert "Reading" in shown
    assert "2/2" in shown


@unix
def test_a_single_file_has_no_bar(drafts: Path) -> None:
    _, shown = on_terminal(drafts.parent, "drafts/bad.txt", "--output-format", "json")
    assert "Reading" not in shown


@unix
def test_a_post_in_place_of_a_file_name_is_told_on_a_terminal_too(drafts: Path) -> None:
    output, shown = on_terminal(drafts.parent, "Come to the fete! " * 20)
    assert "it cannot be reached: File name too long" in output + shown
    assert "Traceback" not in shown


@unix
@pytest.mark.parametrize("color", ["auto", "never"])
@pytest.mark.parametrize("name", ["concise", "json", "csv", "full"])
def test_the_bar_stands_in_no_line_of_the_report(drafts: Path, name: str, color: str) -> None:
    _, shown = on_terminal(drafts.parent, "drafts", "--output-format", name, "--color", color, both=True)
    assert "Reading" in shown
    lines = re.split(r"\r|\n|\x1b\[[0-9;]*[A-JL-Z]", re.sub(r"\x1b\[[0-9;?]*[mlhK]", "", shown))
    bars = [line for line in lines if "Reading" in line]
    assert [line for line in bars if not re.fullmatch(r"Reading [━╸╺ ]* \d/2 [\d:-]+ *", line)] == []
