from __future__ import annotations

import pytest

from smcheck.people.names import given_words, name_key, short_for, surname_forms, untitled


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Sandra Moss", {("moss",)}),
        ("Ann Smith-Jones", {("smith", "jones"), ("smithjones",)}),
        ("Bridget O’Neill", {("o'neill",), ("oneill",), ("o", "neill")}),
        (
            "Hamish MacDonald",
            {("macdonald",), ("mcdonald",), ("m'donald",), ("mac", "donald"), ("mc", "donald")},
        ),
        ("Ioan ap Gwyn", {("ap", "gwyn"), ("apgwyn",), ("gwyn",)}),
        ("Cllr Zoë Łącki MBE", {("lacki",)}),
    ],
)
def test_surname_forms(name: str, forms: set[tuple[str, ...]]) -> None:
    assert set(surname_forms(name)) == forms


def test_first_names_with_other_ones() -> None:
    assert list(given_words("Mary-Anne Example", ("Minnie", "MA", "Minnie Mouse"))) == [
        "mary",
        "maryanne",
        "minnie",
    ]
    assert list(given_words("Example")) == []


def test_titles_and_honours_are_no_part_of_a_name() -> None:
    assert untitled("Deputy") == "Deputy"
    assert untitled("Cllr Dr Sandra Moss, MBE JP") == "Sandra Moss"
    assert name_key("Cllr  SIÂN Moss") == name_key("sian moss")


@pytest.mark.parametrize(
    ("short", "name"),
    [("dave", "david"), ("bex", "rebecca"), ("jock", "john"), ("liz", "elizabeth"), ("dai", "dafydd")],
)
def test_short_forms_go_both_ways(short: str, name: str) -> None:
    assert short_for(short, name)
    assert short_for(name, short)


@pytest.mark.parametrize(("one", "other"), [("dave", "peter"), ("sandra", "susan"), ("", "dave")])
def test_other_names_are_no_short_forms(one: str, other: str) -> None:
    assert not short_for(one, other)
