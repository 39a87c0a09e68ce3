"""An icon on the desktop that opens the desk."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_desktop_dir

from smcheck.settings.files import write_atomically

_NAME = "smcheck"
_MAY_RUN = 0o755


def system() -> str:
    """Whose desktop it is: windows, mac or linux, for which any other one is taken."""
    return {"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux")


def write_shortcut(arguments: Sequence[str]) -> Path:
    """Write the icon, which runs `smcheck app` with the arguments, and return its path; raises `OSError`."""
    path, written = _place()
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "smcheck", "app", *arguments]
    write_atomically(path, written(command), _MAY_RUN)
    path.chmod(_MAY_RUN)  # also where there was one already
    return path


def remove_shortcut() -> Path | None:
    """Delete the icon and return its path; None where there is none. Raises `OSError`."""
    path, _ = _place()
    if not path.is_file():
        return None
    path.unlink()
    return path


def _place() -> tuple[Path, Callable[[Sequence[str]], str]]:
    """Where the icon is put on this system, and what makes its content of a command."""
    ending, written = _SYSTEMS[system()]
    return Path(user_desktop_dir()) / f"{_NAME}{ending}", written


def _windows(command: Sequence[str]) -> str:
    """A batch file: in its lines % stands for itself when doubled, and it may name any letters."""
    line = " ".join(f'"{part.replace("%", "%%")}"' for part in command)
    return "\r\n".join(("@echo off", "chcp 65001 >nul", "title smcheck", line, "if errorlevel 1 pause", ""))


def _mac(command: Sequence[str]) -> str:
    return f"#!/bin/sh\nexec {shlex.join(command)}\n"


def _linux(command: Sequence[str]) -> str:
    """A desktop entry; its terminal window is where the desk is stopped."""
    return (
        "[Desktop Entry]\nType=Application\nName=smcheck\nComment=Check a draft before it is posted\n"
        f"Exec={' '.join(map(exec_quoted, command))}\nIcon={icon()}\nTerminal=true\n"
    )


def icon() -> Path:
    """The picture of smcheck."""
    return Path(__file__).with_name("static") / "icon.svg"


def exec_quoted(part: str) -> str:
    """An argument as the Desktop Entry Specification quotes it: twice, as an argument and as a string."""
    inner = "".join(f"\\{char}" if char in '"`$\\' else char for char in part)
    return f'"{inner}"'.replace("\\", "\\\\").replace("%", "%%")


_SYSTEMS: dict[str, tuple[str, Callable[[Sequence[str]], str]]] = {
    "windows": (".cmd", _windows),
    "mac": (".command", _mac),
    "linux": (".desktop", _linux),
}
