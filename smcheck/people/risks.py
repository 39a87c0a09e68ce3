"""Which names of the roster are easily mistaken for something else."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.people.by_surname import SHORTEST
from smcheck.people.lists import other_meaning
from smcheck.people.names import plain_words, surname_of, untitled
from smcheck.people.roster import Person, Roster
from smcheck.settings.council import Council

RISKY = "Such names, and roles that several hold, count only with a title, first name or role beside them."


def risks_of(person: Person, roster: Roster, council: Council) -> list[str]:
    """Remarks on a person's name, for the clerk; empty where there is nothing to mind."""
    return [*_surname_risks(person, roster, council), *_other_risks(person, roster)]


def _surname_risks(person: Person, roster: Roster, council: Council) -> Iterator[str]:
    surname = surname_of(person.name)
    words = plain_words(surname)
    word = "".join(words)
    if not words or untitled(person.name) == surname:
        yield "only one name is given; write first name and surname"
        return
    meaning = other_meaning(word, council.place_words)
    if meaning:
        yield f"{surname} is {meaning}"
    elif len(word) < SHORTEST:
        yield f"{surname} is short"
    sharing = [
        other for other in roster.people if other.name != person.name and surname_of(other.name) == surname
    ]
    if sharing:
        yield f"shares the surname with {', '.join(other.name for other in sharing[:3])}"


def _other_risks(person: Person, roster: Roster) -> Iterator[str]:
    for role in person.roles:
        holders = [other.name for other in roster.people if role in other.roles and other.name != person.name]
        if holders:
            yield f"{role} is held by {', '.join(holders[:3])} too"
    for alias in person.known_as:
        if alias.isupper() and len(alias) < 3:
            yield f"{alias} may stand for other things"
