"""A process that watches a folder, for tests that wait for what it tells."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Self

BAD, GOOD = "You idiot.", "The hall is open on Saturday."
COMMAND = (sys.executable, "-m", "smcheck")
TIME = re.compile(r"^\d\d:\d\d:\d\d ")
"""With which a line begins."""

_PATIENCE = 100
"""A line that takes so many times what the first one took, the start of the process included, never comes."""
_OURS = ("drafts/zz ", "drafts/zz.txt")
_STARTED = 3600  # seconds, in which a process has started on the busiest of machines


@contextmanager
def interrupts_heeded() -> Iterator[None]:
    """Processes that begin meanwhile end with Ctrl+C, also where a shell runs the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Watch:
    """A process that watches, and the lines that it has printed."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        command: Sequence[str] = COMMAND,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self._numbers = count()
        given = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        with interrupts_heeded():
            self.process = subprocess.Popen(
                [*command, "watch", "drafts", *options],
                cwd=folder.parent,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env={**os.environ, **given, **(environment or {})},
                start_new_session=True,
            )
        self.lines: list[str] = []
        self._of_ours: list[str] = []  # lines of files that are written here, to see how far it is
        self._seconds: float = _STARTED
        self._more, self._ended = threading.Condition(), False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for printed in self.process.stdout or ():
            line = TIME.sub("", printed.strip())
            with self._more:
                (self._of_ours if line.startswith(_OURS) else self.lines).append(line)
                self._more.notify()
        with self._more:
            self._ended = True
            self._more.notify()

    def wait_for(self, line: str) -> bool:
        return self._wait(lambda: line in self.lines, self._seconds)

    def wait_for_one(self, beginning: str) -> bool:
        return self._wait(lambda: any(line.startswith(beginning) for line in self.lines), self._seconds)

    def _wait(self, arrived: Callable[[], bool], seconds: float) -> bool:
        with self._more:
            self._more.wait_for(lambda: self._ended or arrived(), seconds)
            return arrived()

    def told(self) -> list[str]:
        """The lines that are printed when all has been told that was saved until now."""
        name = f"zz {next(self._numbers)}.txt"  # the last of those that are told at once
        (self.folder / name).write_text(GOOD, encoding="utf-8")
        assert self._wait(lambda: f"drafts/{name}: nothing found" in self._of_ours, self._seconds)
        return self.lines

    def __enter__(self) -> Self:
        began = time.monotonic()
        while not (self._ended or self._wait(lambda: bool(self._of_ours), 0.3)):
            # Once more: what is saved before the watch has begun gives no line.
            (self.folder / "zz.txt").write_text(GOOD, encoding="utf-8")
        self._seconds = _PATIENCE * (time.monotonic() - began)
        self.lines.clear()
        return self

    def __exit__(self, *_: object) -> None:
        self._signal(signal.SIGKILL)
        self._reader.join()
        self.process.communicate()

    def stop(self) -> tuple[int, str]:
        """Exit code and standard error, after Ctrl+C."""
        self._signal(signal.SIGINT)
        code = self.process.wait(self._seconds)
        self._reader.join()
        return code, self.process.stderr.read() if self.process.stderr else ""

    def _signal(self, number: int) -> None:
        """To the process and those that it has begun."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
