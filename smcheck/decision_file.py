"""Changes to `decisions.toml`, safe while several people write, and the key beside it."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from smcheck.decisions import KEY_NAME, Decision, decisions_in, read_key
from smcheck.entries import count_entries, with_entries, without_entries
from smcheck.errors import ConfigError
from smcheck.files import locked, write_atomically
from smcheck.tables import text_in

_GROUP = 0o060  # may read and write
_ENTRY = "decision"
_HEADER = """\
# What has been cleared: by whom, when, why and until when. `smcheck approve` adds to this file;
# it may be edited by hand too.
"""


def has_key(decisions_path: Path) -> bool:
    """Whether the key of the fingerprints stands beside the decisions."""
    return decisions_path.with_name(KEY_NAME).exists()


def ensure_key(decisions_path: Path) -> bytes:
    """The key beside the decisions, made at random on first use; raises `ConfigError`."""
    path = decisions_path.with_name(KEY_NAME)
    if not path.exists():
        with locked(path):
            if not path.exists():
                shared = path.parent.stat().st_mode & _GROUP  # a folder for several people: a key for them
                write_atomically(path, os.urandom(32).hex() + "\n", mode=0o600 | shared)
    return read_key(path)


def add_decision(path: Path, decision: Decision) -> None:
    """Append a record to the file, made if it does not exist; what stands there stays as it is.

    Raises `ConfigError` where the file is not in order, or somebody else keeps it busy.
    """
    with locked(path):
        text, known = _read(path, _HEADER)
        if len(known) != count_entries(text, _ENTRY):
            raise _written_otherwise(path)
        content = with_entries(text, _ENTRY, [_fields(decision)]).encode("utf-8")
        if decisions_in(content, str(path)) != (*known, decision):
            raise _unsafe(path)
        write_atomically(path, content)


def remove_decisions(path: Path, removed: Collection[Decision]) -> tuple[Decision, ...]:
    """Remove records from the file and return them in its order; raises `ConfigError` as above.

    Records that are no longer there are passed over.
    """
    with locked(path):
        text, known = _read(path)
        numbers = [number for number, record in enumerate(known) if record in removed]
        if numbers:
            left = without_entries(text, _ENTRY, numbers, len(known))
            if left is None:
                raise _written_otherwise(path)
            content = left.encode("utf-8")
            if decisions_in(content, str(path)) != tuple(each for each in known if each not in removed):
                raise _unsafe(path)
            write_atomically(path, content)
        return tuple(known[number] for number in numbers)


def _read(path: Path, fresh: str = "") -> tuple[str, tuple[Decision, ...]]:
    """The file's text, or `fresh` where there is no file, and its records."""
    text = text_in(path.read_bytes(), str(path), "decisions") if path.exists() else fresh
    return text, decisions_in(text.encode("utf-8"), str(path))


def _written_otherwise(path: Path) -> ConfigError:
    return ConfigError(f"{path}: the records are not written as [[{_ENTRY}]] tables; edit them by hand")


def _unsafe(path: Path) -> ConfigError:
    return ConfigError(f"{path}: the file cannot be changed safely; edit it by hand")


def _fields(decision: Decision) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": decision.kind, "subject": decision.subject, "by": decision.by, "on": decision.on,
        "until": decision.until, "scope": decision.scope, "note": decision.note,
        "pre_election": decision.pre_election or None,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}
