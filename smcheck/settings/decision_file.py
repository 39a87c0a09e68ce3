"""Recorded decisions, `decisions.toml`, safe while several people write, and the key beside it."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smcheck.model.decision import EVERYWHERE, KINDS, Decision
from smcheck.model.errors import ConfigError
from smcheck.settings.files import ignore_spec, locked, read_bounded, write_atomically
from smcheck.settings.tables import Table, parse_toml, text_in
from smcheck.settings.toml_entries import count_entries, with_entries, without_entries

KEY_NAME = "smcheck.key"
GIT_IGNORE = ".gitignore"
_WHY_IGNORED = b"# Whoever has this key and the records can tell what they hide; back it up elsewhere."
_GROUP = 0o060  # may read and write
_ENTRY = "decision"
_HEADER = """\
# What has been cleared: by whom, when, why and until when. `smcheck approve` adds to this file;
# it may be edited by hand too.
"""


@dataclass
class Decisions:
    """The store: decisions in the order of the file, and the key of the council's fingerprints.

    `has_key` says that the key is kept in a file; else the fingerprints hold for one run only.
    """

    known: tuple[Decision, ...] = ()
    path: Path | None = None
    key: bytes = field(default_factory=lambda: os.urandom(32))
    has_key: bool = False


def load_decisions(path: Path | None) -> Decisions:
    """The decisions of a file and the key beside it; an empty store where there is no file.

    Without a key file the fingerprints hold for this run only. Raises `ConfigError`, with file and
    entry, where one is malformed.
    """
    if path is None:
        return Decisions()
    key_path = path.with_name(KEY_NAME)
    has_key = key_path.exists()
    key = read_key(key_path) if has_key else os.urandom(32)
    try:
        content = read_bounded(path) if path.exists() else b""
    except OSError as error:
        raise ConfigError(f"{path}: the decisions cannot be read: {error.strerror or error}") from error
    return Decisions(decisions_in(content, str(path)), path, key, has_key)


def decisions_in(content: bytes, where: str) -> tuple[Decision, ...]:
    """The decisions of a file's content; raises `ConfigError`, with its line, where one is malformed."""
    table = parse_toml(content, where, "decisions")
    decisions = tuple(_decision(entry) for entry in table.tables("decision"))
    table.finish()
    return decisions


def _decision(table: Table) -> Decision:
    kind = table.text("kind")
    if kind not in KINDS:
        raise table.error("kind", f"must be one of {', '.join(KINDS)}, not {kind!r}", kind, KINDS)
    decision = Decision(
        kind=kind,
        subject=table.text("subject"),
        by=table.text("by"),
        on=table.date("on"),
        until=table.date("until", default=None),
        scope=table.text("scope") if "scope" in table.keys else EVERYWHERE,
        note=table.text("note", default=""),
        pre_election=table.flag("pre_election", False),
        about=table.text("about", default=""),
    )
    if decision.until and decision.until < decision.on:
        raise table.error("until", f"must not lie before {decision.on}, when it was decided")
    table.finish()
    return decision


def read_key(path: Path) -> bytes:
    """The key of the fingerprints; raises `ConfigError` where the file holds none."""
    try:
        key = bytes.fromhex(read_bounded(path).decode("ascii").strip())
    except OSError as error:
        raise ConfigError(f"{path}: the key cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ConfigError(
            f"{path}: the file holds no key. Restore it from a backup; if it is lost, delete it, "
            "waive the findings again, and begin a new record if you keep one: the old one needs the old key."
        ) from error
    if len(key) < 16:
        raise ConfigError(f"{path}: the key is too short; restore the file from a backup")
    return key


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


def ignore_key(decisions_path: Path) -> bool:
    """Add the key to the `.gitignore` beside the decisions, unless it is ignored; what stands there stays.

    Returns whether it is ignored then: a link is left alone, as git does. Raises `OSError`.
    """
    path = decisions_path.with_name(GIT_IGNORE)
    if path.is_symlink():
        return False
    held = read_bounded(path) if path.exists() else b""
    if not _is_ignored(KEY_NAME, held):
        end = b"\r\n" if b"\r\n" in held else b"\n"
        before = held if not held or held.endswith(b"\n") else held + end
        added = end.join((_WHY_IGNORED, KEY_NAME.encode("ascii"), b""))
        write_atomically(path, before + added)
    return True


def _is_ignored(name: str, content: bytes) -> bool:
    """Whether the patterns of a `.gitignore` leave out a file beside it; no, where one of them is none."""
    try:
        return ignore_spec(content.decode("utf-8-sig", "replace").splitlines()).match_file(name)
    except ValueError:
        return False


def add_decision(path: Path, decision: Decision) -> None:
    """Append a decision to the file, made if it does not exist; what stands there stays as it is.

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
    """Remove decisions from the file and return them in its order; raises `ConfigError` as above.

    Records that are no longer there are passed over.
    """
    with locked(path):
        text, known = _read(path)
        numbers = [number for number, decision in enumerate(known) if decision in removed]
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
    """The file's text, or `fresh` where there is no file, and its decisions."""
    text = text_in(read_bounded(path), str(path), "decisions") if path.exists() else fresh
    return text, decisions_in(text.encode("utf-8"), str(path))


def _written_otherwise(path: Path) -> ConfigError:
    return ConfigError(f"{path}: the records are not written as [[{_ENTRY}]] tables; edit them by hand")


def _unsafe(path: Path) -> ConfigError:
    return ConfigError(f"{path}: the file cannot be changed safely; edit it by hand")


def _fields(decision: Decision) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": decision.kind, "subject": decision.subject, "by": decision.by, "on": decision.on,
        "until": decision.until, "scope": decision.scope, "note": decision.note,
        "pre_election": decision.pre_election or None, "about": decision.about or None,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}
