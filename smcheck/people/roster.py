"""The roster, `people.toml`: employees, councillors, volunteers and candidates whom a draft may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from smcheck.model.errors import ConfigError
from smcheck.people.names import Form, given_words, is_whole, name_key, plain_words, surname_forms, untitled
from smcheck.settings.contacts import canonical_handle
from smcheck.settings.tables import Table, parse_toml, read_toml

GROUPS = ("employee", "councillor", "volunteer", "candidate")
LISTS = ("titles", "roles", "known_as", "handles")
"""Keys of a person that hold several texts."""

_KEYS = frozenset(("name", "group", *LISTS))


class Person(NamedTuple):
    """One person of the council: full name, group, and the forms in which posts name them.

    `known_as` holds other first names ("Sandy") and other whole names or initials ("JS").
    """

    name: str
    group: str
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()

    @property
    def is_elected(self) -> bool:
        """Whether the person sits on a council or stands for one."""
        return self.group in ("councillor", "candidate")


class Listed(NamedTuple):
    """A form that names somebody: the words that follow its first one, and whose form it is."""

    rest: Form
    person: int


Index = dict[str, list[Listed]]
"""Forms by their first word."""


@dataclass(frozen=True)
class Roster:
    """Everybody listed, and what their names are found by; the indexes are made on first use."""

    people: tuple[Person, ...] = ()

    @cached_property
    def surnames(self) -> Index:
        """Every form of every surname."""
        return _indexed(
            (form, number) for number, person in enumerate(self.people) for form in surname_forms(person.name)
        )

    @cached_property
    def givens(self) -> dict[str, list[int]]:
        """Persons by each first name that they go by."""
        index: dict[str, list[int]] = {}
        for number, person in enumerate(self.people):
            for word in given_words(person.name, person.known_as):
                index.setdefault(word, []).append(number)
        return index

    @cached_property
    def whole(self) -> Index:
        """Other whole names: initials, and names of several words."""
        forms = (
            (plain_words(alias), number)
            for number, person in enumerate(self.people)
            for alias in person.known_as
            if is_whole(alias)
        )
        return _indexed(forms)

    @cached_property
    def roles(self) -> Index:
        """Roles, each once for every person who holds it."""
        return _indexed(
            (plain_words(role), number) for number, person in enumerate(self.people) for role in person.roles
        )

    @cached_property
    def posts(self) -> Index:
        """The last words of roles of several: the Town Clerk is the Clerk."""
        return _indexed(
            (plain_words(role)[-1:], number)
            for number, person in enumerate(self.people)
            for role in person.roles
            if plain_words(role)[1:]
        )

    @cached_property
    def _handles(self) -> dict[str, Person]:
        written = ((handle, person) for person in self.people for handle in person.handles)
        return {canonical_handle(bare_handle(handle)): person for handle, person in written}

    @cached_property
    def _names(self) -> dict[str, Person]:
        return {name_key(person.name): person for person in reversed(self.people)}

    def by_handle(self, handle: str) -> Person | None:
        """The person with that canonical handle."""
        return self._handles.get(handle)

    def find(self, name: str) -> Person | None:
        """The person of that full name, in any case and with or without a title."""
        return self._names.get(name_key(name))


def bare_handle(handle: str) -> str:
    """A handle as it is listed: of a profile's address, its last part."""
    return handle.rstrip("/").rpartition("/")[2]


def _indexed(forms: Iterable[tuple[Form, int]]) -> Index:
    index: Index = {}
    for form, number in forms:
        if form:
            index.setdefault(form[0], []).append(Listed(form[1:], number))
    return index


def load_roster(path: Path | None, *, required: bool = False) -> Roster:
    """The roster of a file, empty for None and, unless `required`, where the file does not exist.

    Raises `ConfigError`, with file and entry, where it is malformed.
    """
    if path is not None and not path.exists() and required:
        raise ConfigError(f"{path}: there is no such roster; correct roster in smcheck.toml")
    if path is None or not path.exists():
        return Roster()
    return Roster(tuple(_people(read_toml(path, "roster"))))


def people_in(content: bytes, where: str) -> tuple[Person, ...]:
    """The people of a roster's content; raises `ConfigError`, with the entry, where it is malformed."""
    return tuple(_people(parse_toml(content, where, "roster")))


def _people(table: Table) -> Iterator[Person]:
    for number, entry in enumerate(table.entries("person"), 1):
        person = _plain_person(entry)
        yield person or read_person(table.entry("person", number, entry))
    table.finish()


def _plain_person(entry: Mapping[str, Any]) -> Person | None:
    """The person of an entry that is in order, in a fraction of the time that finding its faults takes."""
    if entry.get("group") not in GROUPS or not entry.keys() <= _KEYS:
        return None
    name, texts = entry.get("name"), [entry.get(key, []) for key in LISTS]
    if not isinstance(name, str) or not name.replace(" ", "").isalpha():
        return None
    if not all(isinstance(text, list) for text in texts):
        return None
    try:
        lists = [tuple(map(str.strip, text)) for text in texts]
    except TypeError:  # not only texts
        return None
    if any(map(_is_wordless, chain.from_iterable(lists))):
        return None
    return Person(name.strip(), entry["group"], *lists)


def _is_wordless(text: str) -> bool:
    return text.lower() == text.upper()


def read_person(table: Table) -> Person:
    """The person of a table; raises `ConfigError` where a key is missing, wrong or unknown."""
    group = table.text("group")
    if group not in GROUPS:
        raise table.error("group", f"must be one of {', '.join(GROUPS)}, not {group!r}", group, GROUPS)
    name = table.text("name")
    if _is_wordless(name) or not all(map(plain_words, untitled(name).split())):
        raise table.error("name", f"must be a name, not {name!r}")
    person = Person(name, group, *(table.texts(key, default=()) for key in LISTS))
    for key, texts in zip(LISTS, person[2:], strict=True):
        for text in texts:
            if _is_wordless(text):
                raise table.error(key, f"must hold words, not {text!r}")
    table.finish()
    return person
