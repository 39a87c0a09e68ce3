"""The roster, `people.toml`: employees, councillors and volunteers whom a draft may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smcheck.errors import ConfigError
from smcheck.tables import Table, read_toml
from smcheck.text.fold import fold
from smcheck.text.lexicon import Lexicon, Term

GROUPS = ("employee", "councillor", "volunteer", "candidate")


@dataclass(frozen=True)
class Person:
    """One person of the council: full name, the forms in which posts name them, and their group."""

    name: str
    group: str
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """Everybody listed, with a matcher of the forms in which they are named."""

    people: tuple[Person, ...] = ()

    def lexicon(self) -> Lexicon:
        """Terms that name somebody; each term's `note` is the person's full name."""
        return Lexicon(term for person in self.people for term in self._terms(person))

    def _terms(self, person: Person) -> Iterator[Term]:
        first, surname = _first(person.name), _surname(person.name)
        for form in {person.name, *(f"{alias} {surname}" for alias in person.known_as)}:
            yield _term(form, "full-name", person)
        for title in person.titles:
            for rest in {surname, first, person.name}:
                yield _term(f"{title} {rest}", "title", person)
        for role in person.roles:
            yield _term(role, "role-alone", person)
            for name in {first, person.name, *person.known_as}:
                yield _term(f"{role} {name}", "role", person)

    def by_handle(self, handle: str) -> Person | None:
        """The person with that canonical handle."""
        for person in self.people:
            if handle in (listed.lstrip("@").casefold() for listed in person.handles):
                return person
        return None

    def find(self, name: str) -> Person | None:
        """The person of that full name, in any case."""
        wanted = " ".join(name.casefold().split())
        return next((person for person in self.people if person.name.casefold() == wanted), None)


def _words(name: str) -> str:
    return "".join(char if char.isalnum() or char == "'" else " " for char in fold(name).text)


def _first(name: str) -> str:
    return name.split()[0]


def _surname(name: str) -> str:
    return name.split()[-1]


def _term(form: str, role: str, person: Person) -> Term:
    return Term(_words(form), "named-person", role, note=person.name)


def load_roster(path: Path | None, *, required: bool = False) -> Roster:
    """The roster of a file, empty for None and, unless `required`, where the file does not exist.

    Raises `ConfigError`, with file and entry, where it is malformed.
    """
    if path is not None and not path.exists() and required:
        raise ConfigError(f"{path}: there is no such roster; correct roster in smcheck.toml")
    if path is None or not path.exists():
        return Roster()
    table = read_toml(path, "roster")
    people = tuple(_person(entry) for entry in table.tables("person"))
    table.finish()
    return Roster(people)


def _person(table: Table) -> Person:
    group = table.text("group")
    if group not in GROUPS:
        raise table.error("group", f"must be one of {', '.join(GROUPS)}, not {group!r}", group, GROUPS)
    person = Person(
        name=table.text("name"),
        group=group,
        titles=table.texts("titles", default=()),
        roles=table.texts("roles", default=()),
        known_as=table.texts("known_as", default=()),
        handles=table.texts("handles", default=()),
    )
    table.finish()
    return person
