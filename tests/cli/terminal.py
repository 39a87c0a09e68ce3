"""Running the command line in a terminal of a certain width, as somebody would see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def drained(terminal: int) -> bytes:
    """All that is written to a terminal until nobody writes to it any more; the descriptor is closed."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # nobody is at the other end
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return shown


def in_terminal(
    folder: Path, *arguments: str, columns: int = 80, environment: Mapping[str, str] | None = None
) -> str:
    """What is seen in a terminal, without colours; nothing is typed."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "smcheck", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={
            **os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm",
            "COLUMNS": str(columns), **(environment or {}),
        },
    )  # fmt: skip
    os.close(theirs)
    shown = drained(ours)
    process.wait()
    return _CODES.sub("", shown.decode()).replace("\r\n", "\n")
