"""What a change of a council's settings and decisions changes, for whoever has to agree to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from smcheck.model.errors import ConfigError
from smcheck.people.roster import people_in
from smcheck.settings.council import Council, council_in
from smcheck.settings.decision_file import decisions_in
from smcheck.settings.files import read_bounded
from smcheck.settings.policy_file import policy_files

Before = Callable[[Path], bytes | None]
"""Gives the content that a file had before, and None where there was none."""

_UNSAID = ("path", "given")


def changes(config: Path, before: Before) -> Iterator[str]:
    """A line for each setting, decision, person and list that differs from what it was before.

    `config` is the configuration, which may have been deleted. Raises `ConfigError` where it is malformed.
    """
    old, new = _council(config, before(config)), _council(config, _content(config))
    if old is None and new is None:
        return
    known, held = new or Council(path=config), old or Council(path=config)
    if old is None or new is None:
        yield f"{config}: {'deleted: its settings hold no more' if new is None else 'new'}"
    for field in fields(Council):
        was, now = getattr(held, field.name), getattr(known, field.name)
        if field.name not in _UNSAID and was != now:
            yield f"{config}: {field.name}: {_said(was)} -> {_said(now)}"
    yield from _entries(known.folder / known.decisions, before, _decisions, "decision")
    if known.roster:
        yield from _entries(known.folder / known.roster, before, _people, "person")
    if known.baseline:
        yield from _lines(known.folder / known.baseline, before)
    for path in policy_files(known.policy, known.folder):
        yield from _lines(path, before)
    for name in known.wordlists:
        yield from _lines(known.folder / name, before)


def _council(config: Path, content: bytes | None) -> Council | None:
    return None if content is None else council_in(content, config)


def _content(path: Path) -> bytes | None:
    try:
        return read_bounded(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path}: the file cannot be read: {error.strerror or error}") from error


def _said(value: Any) -> str:
    """A setting as people read it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Mapping):
        value = tuple(f"{key} = {each}" for key, each in value.items())
    return (", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")) or "none"


def _decisions(content: bytes, where: str) -> set[str]:
    return {decision.describe() for decision in decisions_in(content, where)}


def _people(content: bytes, where: str) -> set[str]:
    return {f"{person.name} ({person.group})" for person in people_in(content, where)}


def _entries(path: Path, before: Before, read: Callable[[bytes, str], set[str]], what: str) -> Iterator[str]:
    """A line for each entry that is new or gone."""
    old, new = (read(content or b"", str(path)) for content in (before(path), _content(path)))
    yield from (f"{path}: {what} added: {entry}" for entry in sorted(new - old))
    yield from (f"{path}: {what} taken away: {entry}" for entry in sorted(old - new))


def _lines(path: Path, before: Before) -> Iterator[str]:
    """How many lines of a file are new or gone."""
    old, new = (set((content or b"").splitlines()) for content in (before(path), _content(path)))
    if old != new:
        yield f"{path}: {len(new - old)} lines added, {len(old - new)} taken away; read them with git diff"
