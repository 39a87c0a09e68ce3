"""How many processes a run may use, and how each is held to one core."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Jobs = int | Literal["auto"]
"""A number of processes, or "auto" for what suits the drafts and the computer."""

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "RAYON")}
"""Variables by which libraries begin one thread: beside this process there is one for each other core."""

MOST = 60
"""More processes than these are never used: Windows cannot wait for many more at once."""

_MOST_BY_THEMSELVES = 4  # an office PC has other things to do
_MEMORY = 400 * 1024  # KiB that a process takes at most, and some to spare
_LINUX_MEMORY = Path("/proc/meminfo")


def cores() -> int:
    """How many of the processor's cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(jobs: Jobs) -> int:
    """How many processes review at once, this one among them.

    "auto" takes the cores that this process may use, but four at most, and on Linux no more than there is
    memory for.
    """
    if jobs != "auto":
        return min(jobs, MOST)
    wanted = min(cores(), _MOST_BY_THEMSELVES)
    free = _free_memory() if wanted > 1 else None
    return wanted if free is None else max(1, min(wanted, 1 + free // _MEMORY))


def _free_memory() -> int | None:
    """KiB of memory that programs may still take; None where the system does not say it so simply."""
    try:
        lines = _LINUX_MEMORY.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, IndexError, StopIteration):
        return None
