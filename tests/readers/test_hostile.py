"""Hostile and broken files, each read and reviewed within stated memory and work.

Work is the processor time of the process that reads the file: it is the same on a busy machine as on an idle
one, and its limit is a multiple of what an ordinary page takes beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest

from tests.readers.hostile import CASES, PHONE, Case
from tests.readers.hostile.case import POST, case

MOST_WORK = 150
"""How often the work on the ordinary page one case may take; the slowest takes 35 times as much."""
MOST_MEMORY = 2 * 1024**3
"""Bytes of address space for one process that reads several of them, the models and libraries included."""

ORDINARY = case("ordinary", ".html", lambda: f"<p>{POST}\n".encode() * 2_000, "read", "a long page")

_ASLEEP = 1800
"""Seconds for a case that waits instead of working, which no limit on work ends; never reached by one that works."""
_PROGRAM = """
import json, sys
from pathlib import Path
from tests.readers.hostile import CASES
from tests.readers.test_hostile import calibrated, limit_memory, limit_work, outcome
folder = Path(sys.argv[1])
limit_memory()
most = calibrated(folder)
for line in sys.stdin:
    limit_work(most)
    print(json.dumps(outcome(CASES[int(line)], folder)), flush=True)
"""


def limit_memory() -> None:
    """Let this process fail rather than take more memory than the limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def limit_work(seconds: float) -> None:
    """Let this process end when it has worked for so many seconds more."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time() + seconds), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # its end is told, and needs no file


def calibrated(folder: Path) -> float:
    """Seconds of work that one case may take, on this machine as it is now."""
    outcome(ORDINARY, folder)  # loads the libraries
    began = time.process_time()
    assert outcome(ORDINARY, folder) == (False, True, "")
    return MOST_WORK * (time.process_time() - began)


def outcome(case: Case, folder: Path) -> tuple[bool, bool, str]:
    """Whether anything was refused, whether the phone number was found, and the first error."""
    from smcheck import Draft, Review, Reviewer
    from smcheck.readers import read_file

    path = folder / case.filename.replace("/", "_")
    path.write_bytes(case.make())
    reviewer = Reviewer(select=["phone", "picture-metadata"])
    errors, found = [], False
    for number, item in enumerate(read_file(path)):
        if isinstance(item, Exception):
            errors.append(str(item))
        elif isinstance(item, Draft) and number < 200:
            review: Review = reviewer.review(item)
            errors += [error.message for error in review.errors]
            found |= bool(review.findings)
    path.unlink()
    return bool(errors), found, (errors or [""])[0][:200]


class Reading:
    """A process that reads one case after the other; a case that ends it gets a new one for the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = self._begun()

    def outcome(self, case: Case) -> tuple[bool, bool, str] | None:
        """What came of a case; None where it has ended the process."""
        if self._process.poll() is not None:
            self._process = self._begun()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{CASES.index(case)}\n")
        self._process.stdin.flush()
        asleep = threading.Timer(_ASLEEP, self._process.kill)
        asleep.start()
        line = self._process.stdout.readline()
        asleep.cancel()
        if line.endswith("\n"):
            refused, found, error = json.loads(line)
            return refused, found, error
        self.end()
        return None

    def end(self) -> None:
        with self._process:  # which closes the pipes, and waits
            pass

    def _begun(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(self._folder)],
            cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    process = Reading(tmp_path_factory.mktemp("hostile"))
    yield process
    process.end()


def test_enough_kinds_of_hostile_files() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_hostile_file_passes_or_breaks_anything(case: Case, reading: Reading) -> None:
    came = reading.outcome(case)
    assert came, "the process broke, or worked for too long"
    refused, found, error = came
    if case.outcome == "refused":
        assert refused
    elif case.outcome == "read":
        assert (refused, found) == (False, True), error
    elif case.outcome == "named":
        assert (refused, found) == (True, True), error
    else:
        assert refused or found or not case.phone, f"{PHONE} passed silently"
