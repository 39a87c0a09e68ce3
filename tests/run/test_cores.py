"""How many processes a run may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.run import cores
from smcheck.run.cores import processes

GIB = 1024 * 1024  # KiB


@pytest.mark.parametrize(
    ("own", "free", "used"),
    [
        (1, 64 * GIB, 1),
        (2, 64 * GIB, 2),
        (4, 64 * GIB, 4),
        (32, 64 * GIB, 4),
        (4, GIB, 3),
        (4, 500 * 1024, 2),
        (4, 100 * 1024, 1),
    ],
)
def test_auto_takes_the_cores_and_the_memory_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: int, free: int, used: int
) -> None:
    told = tmp_path / "meminfo"
    told.write_text(f"MemTotal:  99999999 kB\nMemAvailable:  {free} kB\n", encoding="ascii")
    monkeypatch.setattr(cores, "_LINUX_MEMORY", told)
    monkeypatch.setattr(cores, "cores", lambda: own)
    assert processes("auto") == used


@pytest.mark.parametrize(
    "content", ["", "MemTotal: 1 kB\n", "MemAvailable:\n", "MemAvailable: some kB\n", None]
)
def test_memory_that_nobody_tells_is_no_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "meminfo").write_text(content, encoding="ascii")
    monkeypatch.setattr(cores, "_LINUX_MEMORY", tmp_path / "meminfo")
    monkeypatch.setattr(cores, "cores", lambda: 3)
    assert processes("auto") == 3


def test_a_number_is_taken_as_it_is_up_to_what_windows_can_wait_for() -> None:
    assert [processes(jobs) for jobs in (1, 2, 17, 60, 1_000)] == [1, 2, 17, 60, 60]
