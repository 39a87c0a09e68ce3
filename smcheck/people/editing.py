"""Changes to `people.toml`: what else stands in the file, comments included, stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from smcheck.errors import ConfigError
from smcheck.files import write_atomically
from smcheck.people.names import name_key
from smcheck.people.roster import LISTS, Person, load_roster, people_in, read_person
from smcheck.tables import Table, did_you_mean

_HEADER = re.compile(r"\s*\[")
_PERSON = re.compile(r"\s*\[\[\s*person\s*\]\]")
_REMARK = re.compile(r"\s*(?:#|$)")


def add_people(path: Path, people: Iterable[Person]) -> None:
    """Append people to the roster; raises `ConfigError` where one is listed already or is no person."""
    import tomlkit

    known = set(map(_key, load_roster(path).people))
    entries = []
    for person in people:
        table = tomlkit.table()
        for key, value in _filled(person):
            table.add(key, value)
        read_person(Table(table.unwrap(), f"{person.name}"))
        if _key(person) in known:
            raise ConfigError(f"{path}: {person.name} is listed already")
        known.add(_key(person))
        entries.append("[[person]]\n" + table.as_string())
    text = _read(path)
    end = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += end
    added = "\n".join(entries).replace("\n", end)
    _write(path, text + (end if text.strip() else "") + added, expected=len(known))


def remove_person(path: Path, name: str) -> str:
    """Remove the person of that name and return the name as listed; raises `ConfigError` for nobody.

    Remarks behind the entry stay: they belong to the next one.
    """
    roster = load_roster(path)
    person = roster.find(name)
    if person is None:
        near = did_you_mean(name, [person.name for person in roster.people])
        raise ConfigError(f"{path}: nobody named {name} is listed{near}")
    lines = _read(path).splitlines(keepends=True)
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    persons = [number for number in headers if _PERSON.match(lines[number])]
    first = persons[roster.people.index(person)] if len(persons) == len(roster.people) else None
    if first is None:
        raise ConfigError(f"{path}: the entries are not written as [[person]] tables; remove {name} by hand")
    last = next((number for number in headers if number > first), len(lines))
    while last > first + 1 and _REMARK.match(lines[last - 1]):
        last -= 1
    _write(path, "".join(lines[:first] + lines[last:]), expected=len(roster.people) - 1)
    return person.name


def _filled(person: Person) -> Iterator[tuple[str, str | list[str]]]:
    yield from (("name", person.name), ("group", person.group))
    yield from ((key, list(texts)) for key, texts in zip(LISTS, person[2:], strict=True) if texts)


def _key(person: Person) -> str:
    return name_key(person.name)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig") if path.exists() else ""


def _write(path: Path, text: str, *, expected: int) -> None:
    """Write a roster that holds as many people as expected; else raises `ConfigError` and writes nothing."""
    content = text.encode("utf-8")
    if len(people_in(content, str(path))) != expected:
        raise ConfigError(f"{path}: the roster cannot be changed safely; edit it by hand")
    write_atomically(path, content)
