"""Hostile and broken files, each read and reviewed within stated time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.readers.hostile import CASES, PHONE, Case

MOST_SECONDS = 60
"""Of one case on a busy machine; the slowest takes a sixth of it on an idle one."""
MOST_MEMORY = 2 * 1024**3
"""Bytes of address space for one process that reads several of them, the models and libraries included."""

_CHUNKS = 8
_PROGRAM = """
import json, sys
from pathlib import Path
from tests.readers.test_hostile import limit_memory, outcome
from tests.readers.hostile import CASES
limit_memory()
for index, path in json.load(sys.stdin):
    print(json.dumps([CASES[index].name, *outcome(CASES[index], Path(path))]), flush=True)
"""


def limit_memory() -> None:
    """Let this process fail rather than take more memory than the limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


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


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bool, bool, str]]:
    """What came of every case; a case that ends its process, or outlasts it, has no entry."""
    folders = [tmp_path_factory.mktemp("hostile") for _ in range(_CHUNKS)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        chunks = pool.map(_chunk, range(_CHUNKS), folders)
        return {name: (refused, read, error) for chunk in chunks for name, refused, read, error in chunk}


def _chunk(number: int, folder: Path) -> list[tuple[str, bool, bool, str]]:
    """What came of every so many cases."""
    waiting = [(index, str(folder)) for index in range(number, len(CASES), _CHUNKS)]
    found = []
    while waiting:
        done = _run(waiting)
        found += done
        waiting = waiting[len(done) + 1 :]  # the one that broke the process is passed over
    return found


def _run(waiting: list[tuple[int, str]]) -> list[tuple[str, bool, bool, str]]:
    """Run cases in a process of their own, until one breaks it."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            printed, _ = process.communicate(json.dumps(waiting), timeout=MOST_SECONDS * 5)
        except subprocess.TimeoutExpired:
            process.kill()
            printed, _ = process.communicate()
    return [tuple(json.loads(line)) for line in printed.splitlines()]


def test_enough_kinds_of_hostile_files() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_hostile_file_passes_or_breaks_anything(
    case: Case, outcomes: dict[str, tuple[bool, bool, str]]
) -> None:
    assert case.name in outcomes, "the process broke, or took too long"
    refused, found, error = outcomes[case.name]
    if case.outcome == "refused":
        assert refused
    elif case.outcome == "read":
        assert (refused, found) == (False, True), error
    else:
        assert refused or found or not case.phone, f"{PHONE} passed silently"
