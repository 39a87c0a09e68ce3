"""Every shipped list is in order, and a council's own list is told what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smcheck import ConfigError, Council, Reviewer
from smcheck.settings.words import wordlists_folder
from smcheck.text import Lexicon, TextView
from smcheck.text.roles import EVERYWHERE, ROLES
from smcheck.text.wordlists import list_problems, read_list

SHIPPED = sorted(wordlists_folder().glob("*.csv"))
HEADER = "term,category,role,strength,characteristic,note\n"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_lists_are_in_order(path: Path) -> None:
    assert list(list_problems(path)) == []


def test_every_role_that_is_declared_has_a_term() -> None:
    found = {(term.category, term.role) for path in SHIPPED for term in read_list(path)}
    declared = {(category, role) for category, roles in ROLES.items() for role in roles}
    assert declared - found == {("link", "refused")}  # left to councils
    assert {role for _, role in found - declared} == set(EVERYWHERE)


@pytest.mark.parametrize(("category", "role"), [("politics", "couse"), ("named-person", "always")])
def test_terms_of_a_role_that_is_not_declared_cannot_be_asked_for(category: str, role: str) -> None:
    with pytest.raises(ValueError, match=f"no such role of {category}: {role}"):
        TextView("Nothing here.", Lexicon([])).terms(category, role)


def test_politicians_say_since_when_and_where_that_stands() -> None:
    for term in read_list(wordlists_folder() / "politicians.csv"):
        dated = re.search(r"(?:from|since|of) \d{4}|\d{4}(?:-\d\d-\d\d)? to ", term.note)
        assert dated or term.note == "an office", term


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("bypass,politics,couse,,,", "no check reads the role 'couse' of politics; did you mean 'cause'?"),
        ("bypass,politix,cause,,,", "unknown category 'politix'"),
        ("bypass,politics,cause,huge,,", "unknown strength 'huge'"),
        (",politics,cause,,,", "the term is empty"),
        ("Childline,personal-contact,helpline,,,", "the term of a helpline must be its number"),
        ("bypass,politics", "must have 6 columns, not 2"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}town square,politics,never,,,\n{line}\n", encoding="utf-8")
    (found,) = list_problems(path)
    assert found.startswith(f"{path}:3: ")
    assert problem in found
    with pytest.raises(ConfigError, match="own.csv:3"):
        Reviewer(Council(wordlists=(str(path),)))


@pytest.mark.parametrize("term", ["a|b " * 12, "a? " * 12, "word~ ... ... ... ... word~"])
def test_a_term_that_stands_for_too_much_is_refused(tmp_path: Path, term: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}{term.strip()} z,abuse,always,medium,,\n", encoding="utf-8")
    assert list(list_problems(path)) == [
        f"{path}:2: the term stands for more than 2,000 ways of writing; split it"
    ]


def test_a_line_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{HEADER}bypass,politics,cause,,,\nbypass,politics,cause,,,\n", encoding="utf-8")
    assert list(list_problems(path)) == [f"{path}:3: 'bypass' stands in line 2 already"]


def findings(tmp_path: Path, line: str, post: str) -> list[tuple[str, str]]:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
    path.write_text(f"{HEADER}{line}\n", encoding="utf-8")
    council = Council(wordlists=(str(path),), classifier=False)
    return [(found.check, found.severity.value) for found in Reviewer(council).review(post).findings]


@pytest.mark.parametrize(
    ("line", "post", "before", "after"),
    [
        (
            "seafront bypass,politics,cause,,,",
            "The seafront bypass is a disgrace.",
            [],
            ["partisan-politics"],
        ),
        ("brexit,politics,never,,,", "Brexit was a disaster.", ["partisan-politics"], []),
        ("click here,accessibility,never,,,", "For news click here.", ["vague-link-text"], []),
        ("CVB,plain-english,acronym,,,Castle View Basin", "Meet at CVB.", [], ["unexplained-acronym"]),
        ("03069 990123,personal-contact,helpline,,,", "Ring 0306 999 0123.", ["phone"], []),
    ],
)
def test_a_council_adds_and_silences_words(
    tmp_path: Path, line: str, post: str, before: list[str], after: list[str]
) -> None:
    plain = [found.check for found in Reviewer(Council(classifier=False)).review(post).findings]
    assert [check for check in plain if check != "heated-tone"] == before
    own = [check for check, _ in findings(tmp_path, line, post)]
    assert [check for check in own if check != "heated-tone"] == after


def test_a_website_that_the_council_refuses_is_an_error(tmp_path: Path) -> None:
    post = "Win at https://games.example.com/"
    assert findings(tmp_path, "example.com,link,refused,,,gambling", post) == [("third-party-link", "error")]
    assert findings(tmp_path, "example.org,link,refused,,,gambling", post) == [
        ("third-party-link", "warning")
    ]


def test_every_helpline_that_ships_says_whose_it_is_where_it_stands_and_when_it_was_checked() -> None:
    helplines = list(read_list(wordlists_folder() / "helplines.csv"))
    assert not [
        term.term
        for term in helplines
        if not re.fullmatch(r"[^;]+; [a-z0-9-]+(?:\.[a-z]+)+; checked 20\d\d-(?:0[1-9]|1[0-2])", term.note)
    ]
    digits = [re.sub(r"\D", "", term.term) for term in helplines]
    assert not [number for number in digits if not re.fullmatch(r"116\d{3}|0[38]\d{6,9}", number)]
    assert len(set(digits)) == len(digits)
    assert {"116123", "08001111", "0800555111", "03001232040"} <= set(digits)
