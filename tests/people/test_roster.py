from __future__ import annotations

from pathlib import Path

import pytest

from smcheck import ConfigError
from smcheck.people import load_roster


def test_a_missing_file_is_an_empty_roster(tmp_path: Path) -> None:
    assert load_roster(tmp_path / "people.toml").people == ()


def test_people_are_found_by_name_and_handle(council_folder: Path) -> None:
    roster = load_roster(council_folder / "people.toml")
    sam = roster.find("sam  EXAMPLE")
    assert sam is not None
    assert sam.group == "councillor"
    assert roster.by_handle("cllrsamexample") == sam
    assert roster.find("Nobody") is None
    assert roster.by_handle("nobody") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[person]]\nname = "A B"', "group: is missing"),
        ('[[person]]\nname = "A B"\ngroup = "councilor"', "did you mean 'councillor'"),
        ('[[person]]\nname = ""\ngroup = "employee"', "name: must not be empty"),
        ('[[person]]\nname = "A B"\ngroup = "employee"\ntitle = []', "did you mean 'titles'"),
        ("[person]\nname = 'A'", r"written as \[\[person\]\]"),
        ("=", "cannot be read"),
    ],
)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "people.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_roster(path)
