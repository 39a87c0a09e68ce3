from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.model.errors import ConfigError
from smcheck.people import Person, Roster, load_roster
from smcheck.people.editing import add_people, remove_person
from smcheck.people.risks import risks_of
from smcheck.settings.council import Council

BY_HAND = """\
# ours, kept by the clerk
[[person]]
name = "Sam Example"  # asked in May
group = "councillor"
"""


def test_adding_and_removing_keep_what_people_wrote_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(BY_HAND, encoding="utf-8")
    joan = Person("Joan Specimen", "volunteer", (), ("Litter Champion",), ("Jo",), ("@jo_specimen",))
    add_people(path, [joan, Person("Abi Sample", "employee")])
    assert path.read_text(encoding="utf-8").startswith(BY_HAND)
    assert load_roster(path).people[1:] == (joan, Person("Abi Sample", "employee"))
    assert remove_person(path, "mrs JOAN specimen") == "Joan Specimen"
    assert "# asked in May" in path.read_text(encoding="utf-8")
    assert [person.name for person in load_roster(path).people] == ["Sam Example", "Abi Sample"]


def test_everybody_can_be_removed_and_the_first_one_added(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    add_people(path, [Person("Sam Example", "councillor")])
    remove_person(path, "Sam Example")
    assert load_roster(path).people == ()


@pytest.mark.parametrize(
    ("name", "message"), [("Cllr sam example", "listed already"), ("12", "must be a name")]
)
def test_a_name_that_cannot_be_added(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / "people.toml"
    path.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        add_people(path, [Person(name, "employee")])
    assert path.read_text(encoding="utf-8") == BY_HAND


def test_nobody_to_remove(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean 'Sam Example'"):
        remove_person(path, "Sam Exampel")


@pytest.mark.parametrize(
    ("person", "risk"),
    [
        (Person("Robin Green", "employee"), "Green is an ordinary word"),
        (Person("Dan Essex", "employee"), "Essex is a place"),
        (Person("Tom Pebblewick", "employee"), "Pebblewick is a place in this town"),
        (Person("Ann James", "employee"), "James is a first name too"),
        (Person("Ann Zimmerly", "employee"), "shares the surname with Bob Zimmerly"),
        (Person("Ann Onlyone", "employee", (), ("Warden",)), "Warden is held by Bob Zimmerly too"),
        (Person("Ann Onlyone", "employee", (), (), ("AO",)), "AO may stand for other things"),
        (Person("Madonna", "volunteer"), "only one name"),
    ],
)
def test_risky_names_are_pointed_out(person: Person, risk: str) -> None:
    roster = Roster((person, Person("Bob Zimmerly", "employee", (), ("Warden",))))
    council = Council(venues=("Pebblewick Hall, Mill Lane, ZZ1 2ZZ",))
    assert any(remark.startswith(risk) for remark in risks_of(person, roster, council))


def test_a_plain_name_has_no_risk() -> None:
    person = Person("Ann Okonjovic", "employee", (), ("Town Clerk",), ("Annie",))
    assert risks_of(person, Roster((person,)), Council()) == []


def test_a_remark_stays_with_the_entry_below_it_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    entries = ('name = "Amy Fox"', "# Bo asked never to be named", 'name = "Bo Lee"', "# the end")
    amy, remark, bo, end = entries
    head = "[[person]]\r\n{}\r\ngroup = 'employee'\r\n"
    path.write_bytes((head.format(amy) + remark + "\r\n" + head.format(bo) + end).encode())
    remove_person(path, "Amy Fox")
    assert path.read_bytes() == (remark + "\r\n" + head.format(bo) + end).encode()
    add_people(path, [Person("Cy Ray", "employee", (), ("Warden",))])
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert [person.name for person in load_roster(path).people] == ["Bo Lee", "Cy Ray"]


def test_what_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    for person in (
        Person("A B", "employee", (), ("",)),
        Person("A B", "employee", (), (), ("- -",)),
        Person("A .", "x"),
    ):
        with pytest.raises(ConfigError):
            add_people(path, [person])
    assert not path.exists()
