"""Running the command line: within the test's own process, or as a process of its own."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import CliRunner, Result

from smcheck import __main__ as program
from smcheck.cli import command_line
from smcheck.record.reminding import reminder
from smcheck.settings.policy import BUILT_IN
from smcheck.settings.policy_file import load_policy

_OURS = ("NO_COLOR", "FORCE_COLOR", "CI", "COLUMNS", "GITHUB_ACTIONS")


class Run(Protocol):
    """Runs smcheck with arguments in a folder."""

    def __call__(
        self, *arguments: str, cwd: Path, stdin: str = "", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


def smcheck(*arguments: str, answer: str = "") -> Result:
    """What the command line says within this process and the folder where it is; quick, and its streams are no files."""
    return CliRunner().invoke(command_line, list(arguments), input=answer)


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on where it runs: in continuous integration, or for somebody who wants no colours."""
    for name in _OURS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened in the browser: no test opens one."""
    addresses: list[str] = []

    def note(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", note)
    return addresses


@pytest.fixture
def reminded() -> None:
    """It has been said this month that the policy which applies by default is overdue for review."""
    assert reminder(load_policy(), BUILT_IN, dt.date.today())


@pytest.fixture
def home(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The council's folder, in which the command line is."""
    monkeypatch.chdir(council_folder)
    return council_folder


@pytest.fixture
def run() -> Run:
    """Runs the command line within this process, with streams of its own: a process starts in a second."""

    def _run(
        *arguments: str, cwd: Path, stdin: str = "", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        typed, printed, told = (_stream(text) for text in (stdin, "", ""))
        thresholds = gc.get_threshold()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (environment or {}).items():
                patch.setenv(name, value)
            patch.setenv("OPENBLAS_NUM_THREADS", "1")  # as `main` does, for good if it were not for this
            patch.setitem(sys.modules, "__main__", program)  # where the help finds the command's name
            patch.setattr(sys, "argv", [program.__file__, *arguments])
            patch.setattr(sys, "stdin", typed)
            patch.setattr(sys, "stdout", printed)
            patch.setattr(sys, "stderr", told)
            patch.chdir(cwd)
            code = _exit_code()
        gc.set_threshold(*thresholds)
        return subprocess.CompletedProcess(["smcheck", *arguments], code, _written(printed), _written(told))

    return _run


@pytest.fixture
def process() -> Run:
    """Runs the command line as a process, for what only a process shows: its start, its streams' encodings."""

    def _run(
        *arguments: str, cwd: Path, stdin: str = "", environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        given = {"PYTHONUTF8": "1", **(environment or {})}
        return subprocess.run(
            [sys.executable, "-m", "smcheck", *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **given},
            check=False,
        )

    return _run


def _exit_code() -> int:
    """The code with which the process would end; what it does not catch is printed, as Python does."""
    try:
        program.main()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def _stream(text: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


def _written(stream: io.TextIOWrapper) -> str:
    """What was written to a stream, with line ends as `subprocess` gives them."""
    stream.flush()
    content = stream.buffer
    assert isinstance(content, io.BytesIO)
    return content.getvalue().decode().replace("\r\n", "\n")
