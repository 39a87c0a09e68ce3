"""The record: nothing that was acknowledged is lost, no damage goes unseen, and no personal data is kept."""

from __future__ import annotations

import datetime as dt
import doctest
import errno
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

from smcheck import ConfigError, Council, Decision, Draft, Review, Reviewer
from smcheck.model.review import ReviewError
from smcheck.record import Record, Recorder, Verification, note_decision, open_record, recorder, reviewer_name
from smcheck.record.chain import Head, head_in, sealed
from smcheck.reporters.record_page import month_page
from smcheck.run import Reviewed
from smcheck.settings.decision_file import ensure_key

KEY = b"0123456789abcdef" * 2
ROOT = Path(__file__).parents[2]
NOVEMBER = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: dt.datetime = NOVEMBER) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(tmp_path: Path, clock: Clock) -> Record:
    return Record(tmp_path / "record", KEY, clock=clock)


def note(record: Record, *names: str) -> None:
    for name in names:
        record.append([{"kind": "review", "by": "clerk", "path": name}])


def month_file(record: Record, month: str = "2026-11") -> Path:
    return record.folder / f"{month}.jsonl"


def lines(record: Record, month: str = "2026-11") -> list[bytes]:
    return month_file(record, month).read_bytes().splitlines(keepends=True)


def names(record: Record, month: str = "2026-11") -> list[str]:
    return [entry["path"] for entry in record.entries(month)]


def found(record: Record) -> list[tuple[str, int | None, str]]:
    return [(problem.path.name, problem.line, problem.message) for problem in record.verify().problems]


def in_months(record: Record, clock: Clock, *months: str) -> None:
    """Three entries in each month."""
    for month in months:
        clock.now = dt.datetime.fromisoformat(f"{month}-15T12:00:00+00:00")
        note(record, "a", "b", "c")


def test_entries_are_numbered_dated_and_chained(record: Record) -> None:
    assert (
        record.append([{"kind": "review", "by": "clerk", "path": "a"}, {"kind": "review", "path": "b"}]) == 2
    )
    note(record, "c")
    entries = list(record.entries("2026-11"))
    assert [(entry["n"], entry["run"], entry["time"]) for entry in entries] == [
        (1, 1, "2026-11-22T09:30:00Z"), (2, 1, "2026-11-22T09:30:00Z"), (3, 3, "2026-11-22T09:30:00Z"),
    ]  # fmt: skip
    assert [entry["prev"] for entry in entries] == ["0" * 64, entries[0]["hash"], entries[1]["hash"]]
    verified = record.verify()
    assert verified.ok
    assert verified.checked == "3 entries, numbers 1 to 3, in 1 month (2026-11)"
    assert list(record.entries("2026-10")) == []


def test_the_hash_is_of_the_canonical_json(record: Record) -> None:
    note(record, "Caffè \udc80.txt")
    fields = json.loads(lines(record)[0])
    assert fields["path"] == "Caffè \udc80.txt"
    digest = fields.pop("hash")
    line, again = sealed(dict(reversed(fields.items())), KEY)
    assert (line + b"\n", again) == (lines(record)[0], digest)


def test_nothing_to_add_adds_nothing(record: Record) -> None:
    assert record.append([]) == 0
    assert record.paths() == []
    assert record.verify().checked == "the record holds no entry yet"


def test_a_record_that_is_not_there_cannot_be_checked(record: Record) -> None:
    with pytest.raises(ConfigError, match="there is no record"):
        record.verify()


def test_a_month_has_its_file_and_a_clock_put_back_reorders_nothing(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2026-11", "2026-12")
    clock.now = NOVEMBER
    note(record, "late")
    assert names(record, "2026-12") == ["a", "b", "c", "late"]
    assert record.verify().ok


Damage = Callable[[list[bytes]], list[bytes]]


@pytest.mark.parametrize(
    ("damage", "line", "message"),
    [
        pytest.param(lambda x: [x[0], x[1].replace(b"clerk", b"nobod"), *x[2:]], 2, "changed", id="edited"),
        pytest.param(lambda x: [x[0], x[1].replace(b",", b", ", 1), *x[2:]], 2, "changed", id="respaced"),
        pytest.param(lambda x: [*x[:4], x[4].replace(b"clerk", b"nobod")], 5, "changed", id="last edited"),
        pytest.param(lambda x: [*x[:2], *x[3:]], 3, "entry 3 is missing", id="removed"),
        pytest.param(lambda x: x[1:], 1, "entry 1 is missing", id="first removed"),
        pytest.param(lambda x: [x[0], *x[3:]], 2, "2 entries are missing (numbers 2 to 3)", id="two removed"),
        pytest.param(lambda x: [*x[:2], x[0], *x[2:]], 3, "entry 1 is out of its place", id="copied"),
        pytest.param(lambda x: [x[0], b"{}\n", *x[1:]], 2, "changed", id="inserted"),
        pytest.param(lambda x: [x[0], b"\n", *x[1:]], 2, "changed", id="blank"),
        pytest.param(lambda x: x[:4], 5, "entry 5 is missing", id="tail cut"),
        pytest.param(lambda x: x[:1], 2, "4 entries are missing (numbers 2 to 5)", id="long tail cut"),
        pytest.param(lambda x: [*x[:4], x[4][:30]], 5, "changed", id="last one torn by hand"),
        pytest.param(lambda x: [*x, b"{}\n"], 6, "changed", id="forged at the end"),
    ],
)
def test_damage_is_found_with_file_and_line(record: Record, damage: Damage, line: int, message: str) -> None:
    note(record, *"abcde")
    month_file(record).write_bytes(b"".join(damage(lines(record))))
    ((path, where, said),) = found(record)
    assert (path, where) == ("2026-11.jsonl", line)
    assert message in said
    note(record, "later")
    assert next(problem[:2] for problem in found(record)) == (path, line)
    assert names(record)[-1] == "later"


def test_swapped_entries_are_found(record: Record) -> None:
    note(record, *"abcde")
    one, two, three, *rest = lines(record)
    month_file(record).write_bytes(b"".join([one, three, two, *rest]))
    assert [(where, said) for _, where, said in found(record)] == [
        (2, "before this line entry 2 is missing"),
        (3, "entry 2 is out of its place, after entry 3"),
    ]


def test_an_entry_that_was_sealed_with_the_key_but_put_elsewhere_is_found(record: Record) -> None:
    note(record, *"abc")
    forged, _ = sealed({"kind": "review", "file": "2026-11.jsonl", "n": 3, "prev": "0" * 64, "run": 3}, KEY)
    month_file(record).write_bytes(b"".join([*lines(record)[:2], forged, b"\n"]))
    assert [where for _, where, _ in found(record)] == [3, 3]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2026-09", ("2026-10.jsonl", 1, "before this line 3 entries are missing (numbers 1 to 3)")),
        ("2026-10", ("2026-11.jsonl", 1, "before this line 3 entries are missing (numbers 4 to 6)")),
        ("2026-11", ("2026-11.jsonl", None, "3 entries are missing (numbers 7 to 9)")),
    ],
)
def test_a_missing_month_is_found(
    record: Record, clock: Clock, month: str, expected: tuple[str, int | None, str]
) -> None:
    in_months(record, clock, "2026-09", "2026-10", "2026-11")
    month_file(record, month).unlink()
    ((path, line, message),) = found(record)
    assert (path, line) == expected[:2]
    assert expected[2] in message


def test_files_in_another_order_are_found(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2026-10", "2026-11")
    first, second = lines(record, "2026-10"), lines(record)
    month_file(record, "2026-10").write_bytes(b"".join(second))
    month_file(record).write_bytes(b"".join(first))
    assert found(record)[0][:2] == ("2026-10.jsonl", 1)


@pytest.mark.parametrize(
    ("source", "target", "place"),
    [
        ("2026-10", "2026-09", ("2026-09.jsonl", 4, "was moved here from 2026-10.jsonl")),
        ("2026-11", "2026-10", ("2026-10.jsonl", 4, "was moved here from 2026-11.jsonl")),
        ("2026-11", "2026-12", ("2026-12.jsonl", 1, "was moved here from 2026-11.jsonl")),
        ("2026-09", "2026-08", ("2026-10.jsonl", 1, "3 entries are missing")),  # that file looks pruned
    ],
)
def test_entries_moved_to_another_month_are_found(
    record: Record, clock: Clock, source: str, target: str, place: tuple[str, int, str]
) -> None:
    in_months(record, clock, "2026-09", "2026-10", "2026-11")
    with month_file(record, target).open("ab") as file:
        file.write(month_file(record, source).read_bytes())
    month_file(record, source).unlink()
    ((path, line, message),) = found(record)
    assert (path, line) == place[:2]
    assert place[2] in message


def test_entries_are_found_by_their_date_where_a_clock_was_wrong(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2026-11", "2062-01")
    clock.now = NOVEMBER
    note(record, "x", "y")
    assert [path.stem for path in record.paths()] == ["2026-11", "2062-01"]
    assert [entry["n"] for entry in record.entries("2026-11")] == [1, 2, 3, 7, 8]
    assert [entry["n"] for entry in record.entries("2062-01")] == [4, 5, 6, 7, 8]  # what is in its file
    shutil.copy(month_file(record), month_file(record, "2026-08"))  # which looks pruned
    assert [entry["n"] for entry in record.entries("2026-11")] == [1, 2, 3, 7, 8]
    month_file(record, "2026-08").unlink()
    verified = record.verify()
    assert verified.ok
    (notice,) = verified.notices
    assert "2062-01.jsonl: a month to come, by a computer's wrong clock" in notice
    clock.now = dt.datetime(2062, 1, 20, tzinfo=dt.UTC)
    assert record.verify().notices == ()


def test_another_key_is_found_and_refused(record: Record, clock: Clock) -> None:
    note(record, *"abc")
    other = Record(record.folder, b"x" * 32, clock=clock)
    ((path, line, message),) = found(other)
    assert (path, line) == ("head.json", None)
    assert "nothing agrees with the key" in message
    with pytest.raises(ConfigError, match="another key"):
        note(other, "d")
    assert list(other.entries("2026-11")) == []


def test_a_head_that_is_gone_or_changed_is_found_and_refused(record: Record) -> None:
    note(record, *"abc")
    content = record.head_path.read_bytes()
    record.head_path.write_bytes(content.replace(b'"n":3', b'"n":2'))
    assert [problem[:2] for problem in found(record)] == [("head.json", None)]
    with pytest.raises(ConfigError, match="it was changed"):
        note(record, "d")
    record.head_path.unlink()
    assert "missing" in found(record)[0][2]
    with pytest.raises(ConfigError, match="the file is missing"):
        note(record, "d")


def test_an_older_head_is_found(record: Record) -> None:
    note(record, "a")
    older = record.head_path.read_bytes()
    note(record, "b", "c")
    record.head_path.write_bytes(older)
    assert [(path, "older copy" in message) for path, _, message in found(record)] == [("head.json", True)]


def test_the_head_can_be_kept_elsewhere_and_tells_of_a_folder_that_is_gone(
    tmp_path: Path, clock: Clock
) -> None:
    record = Record(tmp_path / "record", KEY, tmp_path / "safe", clock)
    note(record, *"abc")
    assert sorted(path.name for path in (tmp_path / "safe").iterdir()) == ["head.json"]
    shutil.rmtree(record.folder)
    record.folder.mkdir()
    ((path, line, message),) = found(record)
    assert (path, line, "3 entries are missing" in message) == ("2026-11.jsonl", None, True)


def test_a_torn_line_is_no_damage_and_goes_with_the_next_entry(record: Record) -> None:
    note(record, "a", "b")
    whole = month_file(record).read_bytes()
    month_file(record).write_bytes(whole + b'{"by":"clerk","kind":"rev')
    verified = record.verify()
    assert (verified.ok, len(verified.notices)) == (True, 1)
    assert "2026-11.jsonl:3: an interrupted write" in verified.notices[0]
    note(record, "c")
    assert names(record) == ["a", "b", "c"]
    assert record.verify() == replace(verified, notices=(), entries=3, last=3)


def test_a_stretch_that_a_power_failure_never_filled_goes_too(record: Record) -> None:
    note(record, "a")
    month_file(record).write_bytes(month_file(record).read_bytes() + b"\0" * 100 + b'"x"}\n{}\n')
    assert record.verify().ok
    note(record, "b")
    assert names(record) == ["a", "b"]
    assert record.verify().ok


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("torn", [b"", b'{"by":'])
@pytest.mark.parametrize("month", ["2026-11", "2026-12"])
def test_an_entry_whose_head_was_not_replaced_is_accepted(
    record: Record, clock: Clock, count: int, torn: bytes, month: str
) -> None:
    note(record, "a", "b")
    before = record.head_path.read_bytes()
    clock.now = dt.datetime.fromisoformat(f"{month}-28T12:00:00+00:00")
    record.append({"kind": "review", "path": "x"} for _ in range(count))
    record.head_path.write_bytes(before)
    with month_file(record, month).open("ab") as file:
        file.write(torn)
    (record.head_path.parent / ".head.json.1234.tmp").write_bytes(b"half a he")
    verified = record.verify()
    assert verified.ok
    assert any("never confirmed" in notice for notice in verified.notices)
    note(record, "c")
    verified = record.verify()
    assert (verified.ok, verified.notices, verified.last) == (True, (), 3 + count)
    assert not list(record.folder.glob("*.tmp"))


def test_a_file_that_another_hand_changed_is_never_cut(record: Record) -> None:
    note(record, "a", "b")
    longer = month_file(record).read_bytes().replace(b"clerk", b"another clerk").removesuffix(b"\n")
    month_file(record).write_bytes(longer)
    note(record, "c")
    assert month_file(record).read_bytes().startswith(longer + b"\n")
    assert [where for _, where, _ in found(record)] == [1, 2]


def test_a_full_disk_leaves_the_record_as_it_was(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    note(record, "a")
    before = month_file(record).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigError, match="No space left"):
        note(record, "b")
    assert month_file(record).read_bytes() == before
    monkeypatch.undo()
    note(record, "c")
    assert names(record) == ["a", "c"]
    assert record.verify().ok


FILLING = """
import resource
import sys
from pathlib import Path
from smcheck.model.errors import ConfigError
from smcheck.record.store import Record
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
record = Record(Path(sys.argv[1]), b"0123456789abcdef" * 2)
try:
    record.append({"kind": "review", "path": "x" * 100} for _ in range(100))
except ConfigError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_takes_a_part_only_leaves_the_record_as_it_was(record: Record) -> None:
    note(record, "a")
    before = month_file(record).read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(record.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "the record cannot be used: File too large" in done.stdout
    files = {path.name: path.read_bytes() for path in record.paths()}
    assert set(files.values()) <= {before, b""}
    note(record, "c")
    assert names(record) == ["a", "c"]
    assert record.verify().ok


def test_somebody_else_who_writes_is_named(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from smcheck.settings import files

    note(record, "a")
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)
    with files.locked(record.folder / "record"), pytest.raises(ConfigError, match="somebody else is writing"):
        note(record, "b")


def test_a_thousand_entries_take_one_write(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    record.append([])
    synced: list[int] = []
    real = os.fsync

    def counted(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", counted)
    finding = {"check": "phone", "rules": ["11"], "severity": "error", "fingerprint": "0" * 16}
    entries = [{"kind": "review", "path": f"drafts/{n}.txt", "findings": [finding] * 3} for n in range(1000)]
    began = time.process_time()
    for entry in entries:
        sealed(entry, KEY)
    alone = time.process_time() - began
    record.append(entries)
    assert time.process_time() - began < 25 * alone  # hardly twice as much on an idle machine
    assert len(synced) <= 3  # the file, its folder, the head
    assert record.verify().entries == 1000


def test_pruning_keeps_the_rest_verifiable(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2024-09", "2024-10", "2024-11", "2026-10")
    clock.now = NOVEMBER
    assert record.outdated(24, NOVEMBER.date()) == ("2024-09", "2024-10")
    assert record.prune(24, NOVEMBER.date(), "clerk") == ("2024-09", "2024-10")
    assert [path.stem for path in record.paths()] == ["2024-11", "2026-10", "2026-11"]
    (entry,) = record.entries("2026-11")
    assert {key: entry[key] for key in ("kind", "by", "months", "first", "last", "keep_months")} == {
        "kind": "prune", "by": "clerk", "months": ["2024-09", "2024-10"], "first": 1, "last": 6,
        "keep_months": 24,
    }  # fmt: skip
    verified = record.verify()
    assert (verified.ok, verified.first, verified.last, verified.entries) == (True, 7, 13, 7)
    assert record.prune(24, NOVEMBER.date(), "clerk") == ()
    note(record, "later")
    assert record.verify().ok
    month_file(record, "2024-11").unlink()
    assert found(record) == [
        (
            "2026-10.jsonl",
            1,
            "before this line 3 entries are missing (numbers 7 to 9); a month's file may be gone",
        )
    ]


def test_pruning_everything_leaves_the_entry_that_says_so(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2024-01")
    clock.now = NOVEMBER
    assert record.prune(1, NOVEMBER.date(), "clerk") == ("2024-01",)
    assert [entry["n"] for entry in record.entries("2026-11")] == [4]
    assert record.verify().ok


def test_a_crash_while_pruning_leaves_a_file_too_many(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2024-01", "2026-11")
    kept = month_file(record, "2024-01").read_bytes()
    clock.now = NOVEMBER
    record.prune(24, NOVEMBER.date(), "clerk")
    month_file(record, "2024-01").write_bytes(kept)
    verified = record.verify()
    assert (verified.ok, verified.months) == (True, ("2026-11",))
    assert "pruned, and no part of the record" in verified.notices[0]
    assert record.prune(24, NOVEMBER.date(), "clerk") == ("2024-01",)
    assert record.verify() == replace(verified, notices=())


def test_the_current_month_is_never_pruned(record: Record) -> None:
    note(record, "a")
    assert record.prune(1, dt.date(2040, 1, 1), "clerk") == ()
    with pytest.raises(ConfigError, match="at least 1 month"):
        record.prune(0, NOVEMBER.date(), "clerk")


def test_a_damaged_month_can_be_pruned(record: Record, clock: Clock) -> None:
    in_months(record, clock, "2024-01", "2026-11")
    month_file(record, "2024-01").write_bytes(b"nonsense\n")
    assert not record.verify().ok
    assert record.prune(24, NOVEMBER.date(), "clerk") == ("2024-01",)
    assert record.verify().ok


# Kills and concurrency: other processes, which import next to nothing.

WRITER = """
import sys
from pathlib import Path
from smcheck.record.store import Record
from smcheck.settings import files
folder, name, count, size = sys.argv[1:]
record = Record(Path(folder), b"0123456789abcdef" * 2)
files.LOCK_SECONDS = 3600  # the others have their turns, on a busy machine too
for number in range(int(count)):
    record.append({"kind": "review", "path": f"{name}-{number}-{i}"} for i in range(int(size)))
    print(f"{name}-{number}", flush=True)
"""


def writer(folder: Path, name: str, count: int, size: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count), str(size)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )


def stream(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout
    return process.stdout


def every_path(record: Record) -> Iterator[str]:
    for path in record.paths():
        yield from (entry["path"] for entry in record.entries(path.stem))


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    record = Record(tmp_path, KEY)
    processes = [writer(tmp_path, f"p{number}", 150, 1) for number in range(8)]
    for process in processes:
        assert len(stream(process).readlines()) == 150
        assert process.wait() == 0
        stream(process).close()
    assert sorted(every_path(record)) == sorted(f"p{p}-{n}-0" for p in range(8) for n in range(150))
    verified = record.verify()
    assert (verified.problems, verified.notices, verified.entries) == ((), (), 1200)


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    record = Record(tmp_path, KEY)
    chance = random.Random(11)  # noqa: S311
    acknowledged: set[str] = set()
    for number in range(24):
        size = 1 + 40 * (number % 2)
        process = writer(tmp_path, f"k{number}", 100_000, size)
        said = [stream(process).readline()]
        time.sleep(chance.uniform(0, 0.03))  # at any moment of a write
        process.kill()
        said += [line for line in stream(process) if line.endswith("\n")]
        acknowledged |= {f"{line.strip()}-{part}" for line in said for part in range(size)}
        process.wait()
        stream(process).close()
        assert record.verify().problems == ()
    assert acknowledged - set(every_path(record)) == set()
    note(record, "at last")
    assert record.verify().notices == ()


# What is recorded.

PRIVATE = (
    "Cllr Sam Example says: ring Jo Bloggs on 07700 900123 or write to jo.bloggs@example.org, you idiot! "
    "See www.example.com/terms."
)
_CLEARED_ON = dt.date(2026, 10, 1)
_HASH = re.compile(r"\b[0-9a-f]{32,}\b")  # a keyed hash may hold any digits by chance


@pytest.fixture
def recording(council: Council, monkeypatch: pytest.MonkeyPatch) -> Council:
    """The council, keeping a record, with a reviewer at the computer."""
    monkeypatch.setenv("SMCHECK_REVIEWER", "J. Clerk")
    return replace(council, record="record")


def recorded(council: Council) -> list[dict[str, Any]]:
    record = open_record(council)
    return [entry for path in record.paths() for entry in record.entries(path.stem)]


def verified(council: Council) -> Verification:
    return open_record(council).verify()


def noted(council: Council, *reviews: Review, exit_code: int | None = 1) -> list[dict[str, Any]]:
    reviewer = Reviewer(council)
    recorder = Recorder(by="J. Clerk")
    for review in reviews:
        recorder.add(Reviewed(review, reviewer))
    recorder.close(exit_code)
    return recorded(council)


def test_a_review_is_recorded_with_its_outcome(recording: Council) -> None:
    reviewer = Reviewer(recording)
    draft = Draft("Ring before you moan, you idiot!", "drafts/posts.csv", id="p7", row=7, platforms=("x",))
    (entry,) = noted(recording, reviewer.review(draft))
    for key in ("prev", "hash", "n", "run"):
        del entry[key]
    (finding,) = [finding for finding in entry.pop("findings") if finding["check"] == "insult"]
    assert finding.pop("fingerprint")
    assert finding == {
        "check": "insult",
        "rules": ["1", "monitoring-c"],
        "severity": "error",
        "decided": False,
    }
    text_hash = entry.pop("draft")
    assert len(text_hash) == 32
    assert entry.pop("smcheck")
    month = entry.pop("time")[:7]
    assert entry == {
        "kind": "review", "by": "J. Clerk", "path": "drafts/posts.csv", "row": 7, "id": "p7",
        "draft_kind": "post", "platforms": ["x"], "status": "findings", "verdict": "do not post",
        "decisions": [], "unreviewed": [], "policy": "leigh-on-sea", "adopted": "2021-05", "exit_code": 1,
        "known": 0, "select": [], "ignore": [], "file": f"{month}.jsonl",
    }  # fmt: skip
    assert verified(recording).ok


def test_it_is_recorded_that_some_checks_were_left_out(recording: Council) -> None:
    reviewer = Reviewer(recording, select=["emoji-overload"], ignore=["9"])
    recorder = Recorder(by="J. Clerk")
    recorder.add(Reviewed(reviewer.review("Ring 07700 900123, you idiot!"), reviewer))
    recorder.close(0)
    (entry,) = recorded(recording)
    assert (entry["verdict"], entry["select"], entry["ignore"]) == (
        "nothing found",
        ["emoji-overload"],
        ["9"],
    )
    page = month_page(
        open_record(recording),
        entry["time"][:7],
        recording,
        reviewer.policy,
        verified(recording),
        dt.date(2026, 11, 29),
        "J. Clerk",
    )
    assert "by J. Clerk on 29 November 2026" in page
    assert "looked for only: emoji-overload" in page
    assert "not looked for: 9" in page


def test_the_same_text_has_the_same_hash_and_another_key_another_one(recording: Council) -> None:
    review = Reviewer(recording).review("Come to the fete.")
    one, two = noted(recording, review, review)
    assert one["draft"] == two["draft"]
    other = recorder.review_entry(review, Reviewer(recording).policy, b"x" * 32)
    assert other["draft"] != one["draft"]


def test_no_personal_data_is_recorded(recording: Council) -> None:
    noted(recording, Reviewer(recording).review(Draft(PRIVATE, "drafts/fete.txt")))
    folder = recording.folder / "record"
    content = b"".join(path.read_bytes() for path in folder.iterdir()).decode().casefold()
    assert '"check":"named-person"' in content
    read = _HASH.sub("", content)
    assert len(_HASH.findall(content)) >= 4
    for words in ("Sam", "Example", "Bloggs", "900123", "123", "@", "example.org", "idiot", "com/terms"):
        assert words.casefold() not in read, words


def test_decisions_that_applied_are_recorded_without_their_subject(recording: Council) -> None:
    person = Decision("person", "Sam Example", "Town Clerk", _CLEARED_ON, dt.date(2040, 1, 1))
    contact = Decision("contact", "07700 900123", "Town Clerk", _CLEARED_ON)
    reviewer = Reviewer(recording)
    reviewer.decisions.known = (person, contact)
    note_decision(recording, person, "J. Clerk")
    note_decision(recording, contact, "J. Clerk")
    *decisions, review = noted(recording, reviewer.review("Cllr Sam Example is on 07700 900123."))
    assert [finding["decided"] for finding in review["findings"]] == [True, True]
    refs = [entry["decision"]["ref"] for entry in decisions]
    assert review["decisions"] == [
        {"kind": "person", "by": "Town Clerk", "on": "2026-10-01", "until": "2040-01-01", "ref": refs[0]},
        {"kind": "contact", "by": "Town Clerk", "on": "2026-10-01", "until": None, "ref": refs[1]},
    ]
    assert (review["status"], review["verdict"]) == ("clean", "nothing found")
    assert "Example" not in json.dumps(review)


@pytest.mark.parametrize(
    ("kind", "subject", "kept"),
    [
        ("person", "Sam Example", "Sam Example"),
        ("link", "example.org", "example.org"),
        ("waiver", "0123456789abcdef", "0123456789abcdef"),
        ("contact", "jo.bloggs@example.org", None),
    ],
)
def test_a_decision_is_recorded(recording: Council, kind: str, subject: str, kept: str | None) -> None:
    decision = Decision(
        kind, subject, "Town Clerk", _CLEARED_ON, dt.date(2027, 3, 31), "fete.txt", "asked by phone"
    )
    note_decision(recording, decision, "J. Clerk")
    (entry,) = recorded(recording)
    assert (entry["kind"], entry["by"]) == ("decision", "J. Clerk")
    assert len(entry["decision"].pop("ref")) == 32
    assert entry["decision"] == {
        "kind": kind, "subject": kept, "by": "Town Clerk", "on": "2026-10-01", "until": "2027-03-31",
        "scope": "fete.txt", "note": "asked by phone", "pre_election": False,
    }  # fmt: skip


def test_what_could_not_be_reviewed_is_recorded(recording: Council) -> None:
    missing = Review(Draft("", "none.txt"), errors=(ReviewError("none.txt", "there is no such file"),))
    (entry,) = noted(recording, missing, exit_code=2)
    assert (entry["status"], entry["verdict"], entry["draft"]) == ("unreviewed", "not reviewed", None)
    assert (entry["unreviewed"], entry["exit_code"]) == (["draft"], 2)


def test_where_no_record_is_kept_nothing_is_written(council: Council) -> None:
    before = sorted(council.folder.iterdir())
    reviewer = Reviewer(council)
    recorder = Recorder(by="J. Clerk")
    recorder.add(Reviewed(reviewer.review("Come to the fete."), reviewer))
    recorder.close(0)
    note_decision(council, Decision("link", "example.org", "Town Clerk", _CLEARED_ON), "J. Clerk")
    assert sorted(council.folder.iterdir()) == before
    with pytest.raises(ConfigError, match="no record is kept"):
        open_record(council)


def test_a_run_without_drafts_leaves_no_entry(recording: Council) -> None:
    assert noted(recording) == []


def test_the_key_is_made_where_there_is_none(recording: Council) -> None:
    (recording.folder / "smcheck.key").unlink()
    note_decision(recording, Decision("link", "example.org", "Town Clerk", _CLEARED_ON), "J. Clerk")
    assert open_record(recording).key == ensure_key(recording.folder / recording.decisions)
    assert verified(recording).ok


def test_the_head_is_kept_where_the_council_says(recording: Council) -> None:
    council = replace(recording, record_head="safe")
    note_decision(council, Decision("link", "example.org", "Town Clerk", _CLEARED_ON), "J. Clerk")
    content = (council.folder / "safe" / "head.json").read_bytes()
    head = head_in(content, ensure_key(council.folder / council.decisions))
    assert isinstance(head, Head)
    assert head.last.n == 1


def test_the_reviewer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMCHECK_REVIEWER", " Siân Example ")
    assert reviewer_name() == "Siân Example"
    monkeypatch.setenv("SMCHECK_REVIEWER", " ")
    monkeypatch.setattr("getpass.getuser", lambda: "sian")
    assert reviewer_name() == "sian"

    def nameless() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert reviewer_name() == "unknown"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("record_months = 0", "must be at least 1"),
        ('record = "/"', "must be the name of a folder"),
        ('record_head = "."', "must be the name of a folder"),
        ("record = true", "must be a text in quotes"),
    ],
)
def test_a_wrong_setting_is_refused(tmp_path: Path, text: str, message: str) -> None:
    from smcheck import load_council

    (tmp_path / "smcheck.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_council(tmp_path / "smcheck.toml")


def test_the_documented_example_runs() -> None:
    results = doctest.testmod(recorder)
    assert (results.failed, results.attempted > 0) == (0, True)
