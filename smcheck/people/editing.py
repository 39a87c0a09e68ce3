"""Changes to `people.toml`: what else stands in the file, comments included, stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from smcheck.model.errors import ConfigError
from smcheck.model.showing import visible
from smcheck.people.names import name_key
from smcheck.people.roster import LISTS, Person, load_roster, people_in, read_person
from smcheck.settings.files import locked, read_bounded, write_atomically
from smcheck.settings.own_contacts import refuse_unshown
from smcheck.settings.tables import Table, did_you_mean
from smcheck.settings.toml_entries import with_changed_entry, with_entries, without_entries

_ENTRY = "person"
_SHOWN = 40  # characters of what is refused


def add_people(path: Path, people: Iterable[Person]) -> None:
    """Append people to the roster; raises `ConfigError` where one is listed already or is no person."""
    with locked(path):
        known = set(map(_key, load_roster(path).people))
        entries = []
        for person in people:
            _refuse_unshown(person)
            entry = dict(_filled(person))
            read_person(Table(entry, f"{person.name}"))
            if _key(person) in known:
                raise ConfigError(f"{path}: {person.name} is listed already")
            known.add(_key(person))
            entries.append(entry)
        _write(path, with_entries(_read(path), _ENTRY, entries), expected=len(known))


def remove_person(path: Path, name: str) -> str:
    """Remove the person of that name and return the name as listed; raises `ConfigError` for nobody.

    Remarks behind the entry stay: they belong to the next one.
    """
    with locked(path):
        roster = load_roster(path)
        person = roster.find(name)
        if person is None:
            near = did_you_mean(name, [person.name for person in roster.people])
            raise ConfigError(f"{path}: nobody named {name} is listed{near}")
        known = len(roster.people)
        text = without_entries(_read(path), _ENTRY, [roster.people.index(person)], known)
        if text is None:
            raise ConfigError(
                f"{path}: the entries are not written as [[{_ENTRY}]] tables; remove {name} by hand"
            )
        _write(path, text, expected=known - 1)
        return person.name


def change_person(path: Path, seen: Person, person: Person) -> None:
    """Put a person in the place of the one that was seen on the roster; remarks in the entry stay.

    Raises `ConfigError` where somebody has changed or removed the one that was seen, where the new one is
    no person, or has the name of another one.
    """
    with locked(path):
        people = load_roster(path).people
        if seen not in people:
            raise ConfigError(changed_meanwhile(seen.name, people))
        _refuse_unshown(person)
        read_person(Table(dict(_filled(person)), f"{person.name}"))
        number = people.index(seen)
        left = (*people[:number], *people[number + 1 :])
        if _key(person) in map(_key, left):
            raise ConfigError(f"{path}: {person.name} is listed already")
        text = with_changed_entry(_read(path), _ENTRY, number, len(people), person._asdict())
        wanted = (*people[:number], person, *people[number + 1 :])
        if text is None or people_in(text.encode("utf-8"), str(path)) != wanted:
            raise ConfigError(f"{path}: the entry of {seen.name} cannot be changed safely; edit it by hand")
        write_atomically(path, text)


def _refuse_unshown(person: Person) -> None:
    """Raise `ConfigError` where a text of the entry could not be shown, or is longer than any name is."""
    for text in (person.name, *chain.from_iterable(person[2:])):
        try:
            refuse_unshown(text)
        except ConfigError as error:
            raise ConfigError(f"{visible(text[:_SHOWN])}: {error}") from error


def changed_meanwhile(name: str, people: Iterable[Person]) -> str:
    """What is said where the entry of that name, which somebody wants to change, is another one by now."""
    now = next((person for person in people if _key(person) == name_key(name)), None)
    if now is None:
        return f"{name} was renamed or removed meanwhile, by somebody else; nothing was saved"
    held = "; ".join(filter(None, (now.group, *(", ".join(texts) for texts in now[2:]))))
    return (
        f"{name} was changed meanwhile, by somebody else, to: {held}. Nothing was saved; look, and do it "
        "again if yours should hold"
    )


def _filled(person: Person) -> Iterator[tuple[str, str | list[str]]]:
    yield from (("name", person.name), ("group", person.group))
    yield from ((key, list(texts)) for key, texts in zip(LISTS, person[2:], strict=True) if texts)


def _key(person: Person) -> str:
    return name_key(person.name)


def _read(path: Path) -> str:
    return read_bounded(path).decode("utf-8-sig") if path.exists() else ""


def _write(path: Path, text: str, *, expected: int) -> None:
    """Write a roster that holds as many people as expected; else raises `ConfigError` and writes nothing."""
    content = text.encode("utf-8")
    if len(people_in(content, str(path))) != expected:
        raise ConfigError(f"{path}: the roster cannot be changed safely; edit it by hand")
    write_atomically(path, content)
