"""Changes to `people.toml`: what else stands in the file, comments included, stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from smcheck.errors import ConfigError
from smcheck.files import write_atomically
from smcheck.people.roster import LISTS, Person, load_roster

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT


def add_people(path: Path, people: Iterable[Person]) -> None:
    """Append people to the roster; raises `ConfigError` where one is listed already or has no name."""
    import tomlkit

    roster = load_roster(path)
    document, entries = _read(path)
    for person in people:
        if not any(map(str.isalpha, person.name)):
            raise ConfigError(f"{person.name!r} is no name")
        if roster.find(person.name):
            raise ConfigError(f"{path}: {person.name} is listed already")
        entry = tomlkit.table()
        entry.add("name", person.name)
        entry.add("group", person.group)
        for key, texts in zip(LISTS, person[2:], strict=True):
            if texts:
                entry.add(key, list(texts))
        entries.append(entry)
    _write(path, document)


def remove_person(path: Path, name: str) -> str:
    """Remove the person of that name and return the name as listed; raises `ConfigError` for nobody."""
    roster = load_roster(path)
    person = roster.find(name)
    if person is None:
        from smcheck.tables import did_you_mean

        near = did_you_mean(name, [person.name for person in roster.people])
        raise ConfigError(f"{path}: nobody named {name} is listed{near}")
    document, entries = _read(path)
    del entries[roster.people.index(person)]
    if not entries:
        del document["person"]
    _write(path, document)
    return person.name


def _read(path: Path) -> tuple[TOMLDocument, AoT]:
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(path.read_text(encoding="utf-8-sig") if path.exists() else "")
    entries = document.setdefault("person", tomlkit.aot())
    if not isinstance(entries, AoT):
        raise ConfigError(f"{path}: person: must be written as [[person]] tables")
    return document, entries


def _write(path: Path, document: TOMLDocument) -> None:
    import tomlkit

    write_atomically(path, tomlkit.dumps(document))
