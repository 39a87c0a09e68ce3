"""The record under kills and crowds: what was acknowledged, what is there, what was lost.

Usage: python bench/record_kills.py [--kills N] [--writes M] [--processes P] [--seconds S]

1. N kills (SIGKILL) at random moments of processes that add to the record without a pause, now one entry,
   now forty at once. A new record is begun every 50 kills, since the chain is verified after each.
2. N kills of processes that add decisions to `decisions.toml`; the file is begun anew every 100 records,
   since adding one reads it all.
3. M entries by P processes at once, which do nothing else.
4. Decisions by P processes at once, one for every 50 of M, into one file.

An entry is acknowledged once the call that added it has returned and the process has said so through a
pipe. Lost is what was acknowledged and is not there. "Interrupted" counts the kills that left a write to be
put in order. The parts of kills stop after S seconds and then say how far they came. Everything happens in a
temporary folder, on Linux or a Mac.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from smcheck.model.decision import Decision
from smcheck.record.store import Record
from smcheck.settings.decision_file import add_decision, load_decisions

KEY = b"0123456789abcdef" * 2
_LONGEST_WAIT = 0.03  # seconds until a kill; an addition takes one to ten milliseconds
_KILLS_A_RECORD = 50
_DECISIONS_A_FILE = 100
_AT_ONCE = 40
_ENTRIES_A_DECISION = 50

Work = Callable[[Path, str, int, int], None]


@dataclass
class Outcome:
    """What a part came to; `sound` says that every file was in order whenever it was looked at."""

    name: str
    tries: int
    acknowledged: int
    found: int
    lost: int
    sound: bool
    seconds: float
    interrupted: int = 0

    def __str__(self) -> str:
        counts = (
            f"{self.tries:>7,} {self.interrupted:>12,} {self.acknowledged:>13,} {self.found:>8,} "
            f"{self.lost:>6,}"
        )
        return f"{self.name:<34} {counts}   {'yes' if self.sound else 'NO':<7} {self.seconds:>7.1f}"


def add_entries(folder: Path, name: str, count: int, pipe: int) -> None:
    """Add entries, now one, now forty at once, and acknowledge each call's."""
    record = Record(folder, KEY)
    for number in range(count):
        paths = [f"{name}-{number}-{part}" for part in range(_AT_ONCE if number % 8 == 7 else 1)]
        _append(record, paths, pipe)


def add_single_entries(folder: Path, name: str, count: int, pipe: int) -> None:
    """Add entries one by one."""
    record = Record(folder, KEY)
    for number in range(count):
        _append(record, [f"{name}-{number}"], pipe)


def _append(record: Record, paths: list[str], pipe: int) -> None:
    record.append({"kind": "review", "by": "bench", "path": path} for path in paths)
    os.write(pipe, "".join(f"{path}\n" for path in paths).encode("ascii"))


def add_decisions(folder: Path, name: str, count: int, pipe: int) -> None:
    """Add decisions one by one."""
    for number in range(count):
        decision = Decision("person", f"{name}-{number}", "The Clerk", dt.date(2026, 11, 1))
        add_decision(folder / "decisions.toml", decision)
        os.write(pipe, f"{name}-{number}\n".encode("ascii"))


@contextmanager
def started(work: Work, folder: Path, name: str, count: int) -> Iterator[tuple[multiprocessing.Process, int]]:
    """A process at work, and the pipe through which it acknowledges."""
    reading, writing = os.pipe()
    process = multiprocessing.Process(target=work, args=(folder, name, count, writing))
    process.start()
    os.close(writing)
    try:
        yield process, reading
    finally:
        process.join()
        os.close(reading)


def heard(pipe: int) -> list[str]:
    """Everything that is acknowledged until the pipe is closed; half a line is not."""
    content = b""
    while chunk := os.read(pipe, 65_536):
        content += chunk
    return content.decode("ascii").split("\n")[:-1]


def entries_in(folder: Path) -> set[str]:
    """What the record's entries are called."""
    record = Record(folder, KEY)
    return {entry["path"] for path in record.paths() for entry in record.entries(path.stem)}


def decisions_in(folder: Path) -> set[str]:
    """Subjects of the decisions that the file holds."""
    return {decision.subject for decision in load_decisions(folder / "decisions.toml").known}


def kill_appends(folder: Path, kills: int, seconds: float, chance: random.Random) -> Outcome:
    """Kill processes that add to a record; verify its chain after each."""
    began = time.perf_counter()
    acknowledged: set[str] = set()
    found: set[str] = set()
    sound, tries, interrupted, place = True, 0, 0, folder
    while tries < kills and time.perf_counter() - began < seconds:
        place = folder / str(tries // _KILLS_A_RECORD)
        acknowledged |= _killed(add_entries, place, f"k{tries}", chance)
        tries += 1
        record = Record(place, KEY)
        if record.head_path.exists():  # else the kill came before the first entry
            verified = record.verify()
            sound &= verified.ok
            interrupted += bool(verified.notices)
        if tries % _KILLS_A_RECORD == 0:
            found |= entries_in(place)
    found |= entries_in(place)
    outcome = _outcome("kills while adding to the record", tries, acknowledged, found, sound, began)
    return replace(outcome, interrupted=interrupted)


def kill_decisions(folder: Path, kills: int, seconds: float, chance: random.Random) -> Outcome:
    """Kill processes that add decisions; read the file after each."""
    began = time.perf_counter()
    acknowledged: set[str] = set()
    found: set[str] = set()
    sound, tries = True, 0
    while tries < kills and time.perf_counter() - began < seconds:
        acknowledged |= _killed(add_decisions, folder, f"d{tries}", chance)
        tries += 1
        try:
            there = decisions_in(folder)
        except Exception:  # whatever is wrong with the file, it is not in order
            sound, there = False, set()
        found |= there
        if len(there) > _DECISIONS_A_FILE or not sound:
            (folder / "decisions.toml").unlink()
    return _outcome("kills while adding a decision", tries, acknowledged, found, sound, began)


def _killed(work: Work, folder: Path, name: str, chance: random.Random) -> set[str]:
    with started(work, folder, name, sys.maxsize) as (process, pipe):
        time.sleep(chance.uniform(0, _LONGEST_WAIT))
        process.kill()
        return set(heard(pipe))


def crowd(work: Work, folder: Path, name: str, processes: int, count: int) -> tuple[set[str], bool]:
    """What `processes` processes acknowledge that add `count` each at once, and whether all ended well."""
    with _all_started(work, folder, name, processes, count) as started_ones:
        acknowledged = {line for _, pipe in started_ones for line in heard(pipe)}
        for process, _ in started_ones:
            process.join()
        return acknowledged, all(process.exitcode == 0 for process, _ in started_ones)


@contextmanager
def _all_started(
    work: Work, folder: Path, name: str, processes: int, count: int
) -> Iterator[list[tuple[multiprocessing.Process, int]]]:
    if not processes:
        yield []
        return
    with (
        started(work, folder, f"{name}{processes}", count) as one,
        _all_started(work, folder, name, processes - 1, count) as others,
    ):
        yield [one, *others]


def crowd_of_appends(folder: Path, writes: int, processes: int) -> Outcome:
    """Many processes that add to one record at once."""
    began = time.perf_counter()
    acknowledged, ended = crowd(add_single_entries, folder, "c", processes, writes // processes)
    verified = Record(folder, KEY).verify()
    sound = ended and verified.ok and not verified.notices
    return _outcome(
        "record, all at once", writes // processes * processes, acknowledged, entries_in(folder), sound, began
    )


def crowd_of_decisions(folder: Path, writes: int, processes: int) -> Outcome:
    """Many processes that add decisions to one file at once."""
    began = time.perf_counter()
    acknowledged, sound = crowd(add_decisions, folder, "e", processes, writes // processes)
    return _outcome(
        "decisions, all at once",
        writes // processes * processes,
        acknowledged,
        decisions_in(folder),
        sound,
        began,
    )


def _outcome(
    name: str, tries: int, acknowledged: set[str], found: set[str], sound: bool, began: float
) -> Outcome:
    lost = len(acknowledged - found)
    return Outcome(name, tries, len(acknowledged), len(found), lost, sound, time.perf_counter() - began)


def main() -> int:
    """Run every part and print what it came to; the exit code is 1 where anything was lost or unsound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--writes", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=300, help="the most that each part of kills takes")
    given = parser.parse_args()
    chance = random.Random(2026)  # noqa: S311  # moments, not secrets
    decisions = given.writes // _ENTRIES_A_DECISION
    multiprocessing.set_start_method("fork")
    print(
        f"{'':<34} {'tries':>7} {'interrupted':>12} {'acknowledged':>13} {'found':>8} {'lost':>6}   "
        f"{'sound':<7} {'seconds':>7}"
    )
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / part for part in ("kills", "decisions", "crowd", "decided")]
        for folder in folders:
            folder.mkdir()
        parts: list[Callable[[], Outcome]] = [
            lambda: kill_appends(folders[0], given.kills, given.seconds, chance),
            lambda: kill_decisions(folders[1], given.kills, given.seconds, chance),
            lambda: crowd_of_appends(folders[2], given.writes, given.processes),
            lambda: crowd_of_decisions(folders[3], decisions, given.processes),
        ]
        outcomes = []
        for part in parts:
            outcomes.append(part())
            print(outcomes[-1], flush=True)
    return int(any(outcome.lost or not outcome.sound for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
