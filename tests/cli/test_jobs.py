"""Several processes on a folder: it is as with one, whatever is read and whatever happens meanwhile."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from smcheck import Decision, Draft, Report, Request, Review, Reviewed, Reviewer, load_council
from smcheck import Run as Reviewing
from smcheck.record import open_record
from smcheck.review.examined import Examined
from smcheck.run import running, sharing, workers
from smcheck.run.sharing import ENDED_TWICE
from smcheck.run.workers import Workers
from smcheck.settings.decision_file import add_decision
from tests.cli.conftest import Run, smcheck
from tests.cli.watching import interrupts_heeded
from tests.readers.documents import book, entity, mail
from tests.readers.hostile.documents import docx_of, odt_of, para
from tests.readers.test_exports import facebook, tweet, x

ROOT = Path(__file__).parents[2]
unix = pytest.mark.skipif(os.name == "nt", reason="Unix only")

PHONE, ABUSE, NAMED = (
    "Ring Jo on 07700 900123.",
    "You idiot.",
    "Sandra Moss has run the shed for eleven years.",
)
WELSH = "Cyfarfod o Gyngor y Dref nos Fawrth yn y neuadd bentref, croeso cynnes i bawb."
TWICE = "Come to the summer fete on the green this Saturday at noon."
FILES: dict[str, str | bytes] = {
    "a.txt": f"{PHONE} {ABUSE}",
    "again.txt": TWICE,
    "b.md": f"# Fete\n\n{NAMED} **{PHONE}**\n",
    "broken.docx": b"PK\x03\x04 no document",
    "c.html": f"<p>{ABUSE} <b>07700</b> 900124</p>",
    "croeso.txt": WELSH,
    "d.docx": docx_of(para(NAMED) + para(PHONE)),
    "e.odt": odt_of(f"<text:p>{ABUSE}</text:p>"),
    "empty.txt": "",
    "f.eml": mail(entity(f"{PHONE}\n\nOn Monday, Pat Smith wrote:\n> I live at 14 Elm Road.\n")),
    "g.csv": f"id,message\n1,{PHONE}\n2,\n3,{TWICE}\n4,{WELSH}\n",
    "h.xlsx": book({"May": [["Post"], [NAMED], [TWICE], ["=1+1"]]}),
    "i.jsonl": json.dumps({"id": "7", "text": ABUSE}) + "\nnonsense\n",
    "your_posts_1.json": facebook({"timestamp": 1780000000, "data": [{"post": PHONE}]}),
    "tweets.js": x(tweet(ABUSE), tweet(" ")),
    "l.pdf": b"%PDF",
    "waived.txt": "Write to jo@example.net.",
}


@pytest.fixture
def drafts(home: Path) -> Path:
    """A folder with every kind of file, in that of a council with a record, an approval and a waiver."""
    folder = home / "drafts"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    config = home / "smcheck.toml"
    head = 'record = "record"\npolicy = "british-councils"\n'
    config.write_text(head + config.read_text(encoding="utf-8"), encoding="utf-8")
    decisions = home / "decisions.toml"
    add_decision(decisions, Decision("person", "Sandra Moss", "The Clerk", dt.date(2026, 1, 1)))
    run = Reviewing(Request(paths=("drafts/waived.txt",)))
    (review,) = (event.review for event in run.events() if isinstance(event, Reviewed))
    (finding,) = (finding for finding in review.findings if finding.check == "email")
    add_decision(
        decisions, Decision("waiver", finding.fingerprint, "The Clerk", dt.date(2026, 1, 1), note="Hers.")
    )
    return folder


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Workers]:
    """The further processes that were begun; this one leaves all drafts to them."""
    made: list[Workers] = []

    class Noted(Workers):
        def __init__(self, count: int) -> None:
            super().__init__(count)
            made.append(self)

    monkeypatch.setattr(workers, "Workers", Noted)
    monkeypatch.setattr(
        sharing._Sharing, "_is_for_here", lambda self: not self._workers and bool(self._waiting)
    )
    return made


def kept(cache: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(cache / "findings.db")) as database:
        return database.execute("SELECT * FROM entries ORDER BY key").fetchall()


def recorded(home: Path) -> list[dict[str, Any]]:
    """What the record holds, but for what is different each time: when, which run, and the chain."""
    record = open_record(load_council(home / "smcheck.toml"))
    entries = [entry for path in record.paths() for entry in record.entries(path.stem)]
    apart = {"time", "n", "run", "prev", "hash", "previous", "mac"}
    return [{name: value for name, value in entry.items() if name not in apart} for entry in entries]


def all_of_it(jobs: str, home: Path, cache: Path) -> tuple[Any, ...]:
    """Everything that a run leaves behind, cold."""
    (cache / "findings.db").unlink(missing_ok=True)
    before = len(recorded(home))
    done = smcheck(
        "drafts",
        "--jobs",
        jobs,
        "--output-format",
        "json",
        "--output",
        "sarif=r.sarif",
        "--output",
        "full=r.out",
    )
    reports = [(home / name).read_text(encoding="utf-8") for name in ("r.sarif", "r.out")]
    return (done.exit_code, done.stdout, done.stderr, *reports, kept(cache), recorded(home)[before:])


def test_two_processes_leave_behind_what_one_does(drafts: Path, cache: Path, begun: list[Workers]) -> None:
    one = all_of_it("1", drafts.parent, cache)
    assert begun == []
    two = all_of_it("2", drafts.parent, cache)
    assert len(begun) == 1
    assert [len(two[-2]), len(two[-1])] == [len(one[-2]), len(one[-1])]
    for first, second in zip(one, two, strict=True):
        assert second == first
    report = json.loads(one[1])
    assert one[0] == 2
    assert {Path(draft["path"]).name for draft in report["drafts"]} == set(FILES)
    assert report["summary"]["decided"] >= 3
    assert "duplicate" in one[1]
    again = smcheck("drafts", "--jobs", "2", "--output-format", "json")
    assert (again.stdout, again.stderr, len(begun)) == (one[1], one[2], 1)  # all is known: no further process


def test_a_folder_below_the_size_begins_no_process(drafts: Path, begun: list[Workers]) -> None:
    assert smcheck("drafts").exit_code == 2
    assert smcheck("drafts/a.txt", "--jobs", "2").exit_code == 1
    assert begun == []


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5", ""])
def test_what_is_no_number_of_processes_is_refused(run: Run, drafts: Path, jobs: str) -> None:
    done = run("drafts", "--jobs", jobs, cwd=drafts.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--jobs must be auto or a number from 1, not {jobs!r}" in done.stderr


def reviews(run: Reviewing) -> Iterator[Review]:
    return (event.review for event in run.events() if isinstance(event, Reviewed))


def many(folder: Path, count: int = 24) -> list[str]:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(f"{PHONE} It is day {number}.", encoding="utf-8")
    return [f"{number:02}.txt" for number in range(count)]


@unix
def test_a_process_that_is_killed_changes_nothing(home: Path, begun: list[Workers]) -> None:
    many(home / "many")
    request = Request(paths=("many",), cache=False, make_key=True)
    wanted = list(reviews(Reviewing(request)))
    found: list[Review] = []
    for review in reviews(Reviewing(replace(request, jobs=2))):
        if not found:
            (child,) = active_children()
            os.kill(child.pid or 0, signal.SIGKILL)
        found.append(review)
    assert found == wanted
    assert len(begun) == 2
    assert active_children() == []


class Poisoned(Reviewer):
    """A process in which it examines a certain draft is killed."""

    def examine(self, draft: Draft) -> Examined:
        if "day 7." in draft.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().examine(draft)


@unix
def test_a_draft_on_which_processes_die_is_named(
    home: Path, begun: list[Workers], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = many(home / "many", 12)
    monkeypatch.setattr(running, "_build", lambda council, _request, _cache: Poisoned(council))
    run = Reviewing(Request(paths=("many",), jobs=2))
    report = Report(run.policy)
    status = {}
    for event in run.events():
        report.add(event)
        if isinstance(event, Reviewed):
            status[Path(event.review.draft.path).name] = event.review.status
    assert status == {name: "unreviewed" if name == "07.txt" else "findings" for name in names}
    assert [(Path(error.path).name, error.message) for error in report.errors] == [("07.txt", ENDED_TWICE)]
    assert report.exit_code == 2
    assert len(begun) == 3


@pytest.mark.parametrize("jobs", [0, -1, 1.5, "2", "all", None])
def test_a_request_for_no_number_of_processes_is_refused(jobs: Any) -> None:
    with pytest.raises(ValueError, match=r'jobs must be "auto" or a whole number from 1, not '):
        Request(paths=("drafts",), jobs=jobs)


SCRIPT = """\
import smcheck
run = smcheck.Run(smcheck.Request(paths=("many",), jobs=2))
print(sum(isinstance(event, smcheck.Reviewed) for event in run.events()))
"""
FROZEN = """\
#!{python}
import sys
sys.frozen, sys.executable = True, __file__
if "-c" in sys.argv:  # what makers of single program files do for what Python itself begins
    exec(sys.argv[sys.argv.index("-c") + 1])
    sys.exit()
from smcheck.__main__ import main
main()
"""


@unix
def test_a_program_in_one_file_begins_itself_as_its_further_processes(home: Path) -> None:
    many(home / "many", 12)
    program = home / "program"
    program.write_text(FROZEN.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    plain = ended([sys.executable, "-m", "smcheck", "many", "--jobs", "1", "--no-cache"], home)
    frozen = ended([str(program), "many", "--jobs", "2", "--no-cache"], home)
    assert frozen == plain
    assert plain[0] == 1


def test_a_script_that_is_not_guarded_is_reviewed_by_one_process(home: Path) -> None:
    many(home / "many", 12)
    (home / "script.py").write_text(SCRIPT, encoding="utf-8")
    code, out, err = ended([sys.executable, "script.py"], home)
    assert (code, out) == (0, "12\n")
    assert "__main__" in err  # Python's own words on it


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def ended(command: Sequence[str], folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


def of_session(number: int) -> list[int]:
    """The processes of a session that are still there."""
    found = []
    for path in Path("/proc").iterdir():
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == number and fields[0] != "Z":
            found.append(int(path.name))
    return found


@unix
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.parametrize(
    ("jobs", "number", "group", "early"),
    [
        ("1", signal.SIGINT, True, False),
        ("2", signal.SIGINT, True, True),
        ("2", signal.SIGINT, True, False),
        ("2", signal.SIGINT, False, True),
        ("2", signal.SIGINT, False, False),
        ("2", signal.SIGKILL, False, True),
        ("2", signal.SIGKILL, False, False),
    ],
)
def test_a_run_that_is_stopped_leaves_no_process_and_a_record(
    home: Path, jobs: str, number: signal.Signals, group: bool, early: bool
) -> None:
    many(home / "many", 3_000)
    config = home / "smcheck.toml"
    config.write_text('record = "record"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "smcheck",
        "many",
        "--jobs",
        jobs,
        "--output-format",
        "concise",
        "--no-cache",
    ]
    with interrupts_heeded():
        process = subprocess.Popen(
            command, cwd=home, env=environment(), start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
    session = process.pid
    assert process.stdout
    assert process.stderr
    if not early or jobs == "1":
        for _ in range(30):
            assert process.stdout.readline()
    while jobs == "2" and len(of_session(session)) < 3:  # Python's own tracker of resources among them
        time.sleep(0.005)
    os.killpg(session, number) if group else os.kill(process.pid, number)
    _, told = process.communicate()
    assert (process.returncode, told) == (130 if number == signal.SIGINT else -number, told)
    while of_session(session):
        time.sleep(0.01)
    if number == signal.SIGINT:
        assert told == ""
        assert bool(open_record(load_council(config)).folder.exists()) == (not early or jobs == "1")
