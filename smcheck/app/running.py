"""Which desks this user has open on this computer, so that a file is opened at one that is there already.

Each notes its folder and its address, which holds its key, in a file that only this user can read, and keeps
a lock beside it for as long as it is open: what is not locked any more is taken away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from platformdirs import user_cache_path

_MINE, _MY_FOLDER = 0o600, 0o700


def notes_folder() -> Path:
    """Where desks are noted."""
    return user_cache_path("smcheck", appauthor=False) / "desks"


@contextmanager
def noted(folder: Path, config: Path | None, address: str) -> Iterator[None]:
    """Note meanwhile that a desk of that folder is open; it is open also where that cannot be noted."""
    from filelock import FileLock, Timeout

    note = notes_folder() / f"{urlsplit(address).port}.json"
    lock = FileLock(note.with_suffix(".lock"), timeout=0)
    for left in notes_folder().glob("*.json"):
        _read(left)
    try:
        notes_folder().mkdir(mode=_MY_FOLDER, parents=True, exist_ok=True)
        lock.acquire()
        _write(note, {"folder": str(folder.resolve()), "config": _given(config), "address": address})
    except (OSError, Timeout):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()
        with suppress(OSError):
            note.with_suffix(".lock").unlink(missing_ok=True)


def address_for(path: Path, config: Path | None) -> str | None:
    """Where a file is opened at a desk that is open and whose folder holds it; None where there is none."""
    whole = path.resolve()
    found: list[tuple[int, str]] = []
    for note in sorted(notes_folder().glob("*.json")):
        told = _read(note)
        if told is None or told["config"] != _given(config):
            continue
        folder = Path(told["folder"])
        if whole.is_relative_to(folder):
            place = urlencode({"file": whole.relative_to(folder).as_posix()})
            found.append((len(folder.parts), f"{told['address']}&{place}"))
    return max(found)[1] if found else None


def with_file(address: str, name: str) -> str:
    """The address of a desk at which a file of its folder is opened."""
    return f"{address}&{urlencode({'file': name})}"


def _given(config: Path | None) -> str:
    return str(config.resolve()) if config else ""


def _write(note: Path, told: dict[str, str]) -> None:
    note.unlink(missing_ok=True)
    with os.fdopen(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MINE), "w", encoding="utf-8") as file:
        json.dump(told, file)


def _read(note: Path) -> dict[str, str] | None:
    """What a desk has noted; None where the note is broken, or the desk closed, of which it is taken away."""
    from filelock import FileLock, Timeout

    lock = note.with_suffix(".lock")
    try:
        with FileLock(lock, timeout=0):
            note.unlink(missing_ok=True)
        lock.unlink(missing_ok=True)
        return None
    except Timeout:
        pass
    except OSError:
        return None
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        return {name: str(told[name]) for name in ("folder", "config", "address")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
