"""Running the command line as its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest

_OURS = ("NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS", "GITHUB_ACTIONS")


class Run(Protocol):
    """Runs smcheck with arguments in a folder."""

    def __call__(
        self, *arguments: str, cwd: Path, stdin: str = "", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def run() -> Run:
    def _run(
        *arguments: str, cwd: Path, stdin: str = "", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        plain = {name: value for name, value in os.environ.items() if name not in _OURS}
        given = {"PYTHONUTF8": "1", **(environment or {})}
        return subprocess.run(
            [sys.executable, "-m", "smcheck", *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**plain, "PYTHONPATH": str(Path(__file__).parents[2]), **given},
            check=False,
        )

    return _run
