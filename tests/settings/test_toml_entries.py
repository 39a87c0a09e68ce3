from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smcheck import ConfigError, load_council, load_decisions, load_policy
from smcheck.people import load_roster
from smcheck.settings.policy import Policy
from smcheck.settings.toml_entries import line_of, with_changed_entry, with_entries, without_entries

FILE = """\
# ours

[[decision]]  # the first
a = 1

# of the second
[[decision]]
a = 2  # two
# behind the second
[other]
b = [
  "[[decision]]",
]
[[ decision ]]
a = 3
# last
"""
RULE = """\
id = "p"
title = "T"
council = "C"
adopted = "2026-01"
ask = "A"
[[rule]]
id = "1"
section = "4"
heading = "H"
title = "T"
gist = "G"
severity = "error"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "# no line end"])
def test_what_stands_there_stays_before_what_is_added(end: str, last: str) -> None:
    text = (FILE.split("[other]")[0] + last).replace("\n", end)
    added = with_entries(text, "decision", [{"a": 'x "y" [z]\n#'}, {"a": 4, "b": ["1", "2"]}])
    assert added.startswith(text)
    assert added.count("\n") == added.count(end)
    entries = tomllib.loads(added)["decision"]
    assert entries == [{"a": 1}, {"a": 2}, {"a": 'x "y" [z]\n#'}, {"a": 4, "b": ["1", "2"]}]


def test_an_empty_file_begins_with_the_entry() -> None:
    assert with_entries("", "person", [{"name": "Jo"}]) == '[[person]]\nname = "Jo"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("numbers", "gone"),
    [
        ([], []),
        ([0], ["[[decision]]  # the first\na = 1\n"]),
        ([1], ["[[decision]]\na = 2  # two\n"]),
        ([0, 1], ["[[decision]]  # the first\na = 1\n", "[[decision]]\na = 2  # two\n"]),
        ([2], ["[[ decision ]]\na = 3\n"]),
        ([2, 0], ["[[decision]]  # the first\na = 1\n", "[[ decision ]]\na = 3\n"]),
        (
            [0, 1, 2],
            ["[[decision]]  # the first\na = 1\n", "[[decision]]\na = 2  # two\n", "[[ decision ]]\na = 3\n"],
        ),
    ],
)
def test_an_entry_goes_and_remarks_stay(numbers: list[int], gone: list[str], end: str) -> None:
    left = FILE.replace('  "[[decision]]",\n', "")
    for part in gone:
        left = left.replace(part, "", 1)
    text = FILE.replace('  "[[decision]]",\n', "").replace("\n", end)
    assert without_entries(text, "decision", numbers, 3) == left.replace("\n", end)


@pytest.mark.parametrize("text", ["decision = [{a = 1}]\n", "[['decision']]\na = 1\n"])
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    assert without_entries(text, "decision", [0], 1) is None


@pytest.mark.parametrize(
    ("name", "number", "key", "line"),
    [
        ("decision", 1, "a", 4),
        ("decision", 2, "a", 8),
        ("decision", 2, "none", 7),
        ("decision", 9, "a", None),
        ("other", 0, "b", 11),
        ("other", 0, "none", 10),
        ("none", 0, "a", None),
        ("", 0, "a", None),
        ("", 0, "other", 10),
        ("", 0, "decision", 3),
    ],
)
def test_the_line_of_a_key(name: str, number: int, key: str, line: int | None) -> None:
    assert line_of(FILE, name, number, key) == line


def policy(path: Path) -> Policy:
    return load_policy(path.name, path.parent)


DECISION = '# ours\n\n[[decision]]\nkind = "link"\nsubject = "a.example"\nby = "C"\non = 2026-01-02\n'
PERSON = '[[person]]\nname = "Jo Bloggs"\ngroup = "employee"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("load", "text", "line", "message"),
    [
        (load_decisions, DECISION.replace('"link"', '"links"'), 4, "[[decision]] 1: kind: must be one of"),
        (load_decisions, DECISION.replace('by = "C"\n', ""), 3, "[[decision]] 1: by: is missing"),
        (load_decisions, DECISION.replace('"C"', '" "'), 6, "[[decision]] 1: by: must not be empty"),
        (load_decisions, DECISION.replace('"C"', "7"), 6, "[[decision]] 1: by: must be a text in quotes"),
        (load_decisions, DECISION + "untill = 2026-02-01\n", 8, "unknown key 'untill'; did you mean 'until'"),
        (load_decisions, DECISION + 'until = "soon"\n', 8, "[[decision]] 1: until: must be a date"),
        (load_decisions, DECISION + "until = 2026-01-01\n", 8, "until: must not lie before 2026-01-02"),
        (load_decisions, DECISION.replace("2026-01-02", "2026-13-02"), 7, "cannot be read"),
        (load_decisions, DECISION.replace("2026-01-02", '"2026-01-02"'), 7, "on: must be a date"),
        (load_decisions, DECISION.replace('"a.example"', '"a.example'), 5, "cannot be read"),
        (load_decisions, DECISION * 2 + "pre_election = 1\n", 15, "[[decision]] 2: pre_election: must be"),
        (load_decisions, DECISION + "[[decisions]]\n", None, "unknown key 'decisions'"),
        (load_decisions, DECISION + 'note = "a\u2028b"\nuntil = 1\n', 9, "until: must be a date"),
        (load_council, 'fail_on = "errors"\n', 1, "fail_on: must be error, warning, note or never"),
        (load_council, '# ours\n\nclassifer = "x"\n', 3, "unknown key 'classifer'"),
        (load_council, '[council]\nname = "C"\nphones = "01632"\n', 3, "[council]: phones: must be a list"),
        (load_council, '[council]\nname = "C"\nfone = "01632"\n', 3, "[council]: unknown key 'fone'"),
        (load_council, "[council]\ncache = false\n", 2, "belongs at the top of the file"),
        (load_council, '\nname = "C"\n', 2, "name: belongs in the table [council]"),
        (load_council, "[[election]]\npoll = 2027-05-06\nfrom = 2027-06-01\n", 3, "from: must not lie after"),
        (load_council, "[[election]]\nfrom = 2027-06-01\n", 1, "[[election]] 1: poll: is missing"),
        (load_council, 'approvers = ["C", 7]\n', 1, "approvers: must hold only texts"),
        (load_council, "\napprovers = [\n", 2, "cannot be read"),
        (load_council, '\n[severity]\nlink = "note"\nphone = "grave"\n', 4, "unknown severity 'grave'; use error, warning or note"),
        (load_roster, PERSON + 'titles = "Mr"\n', 4, "[[person]] 1: titles: must be a list"),
        (load_roster, PERSON + "\n[[person]]\nname = 'Pat'\n", 5, "[[person]] 2: group: is missing"),
        (load_roster, PERSON.replace("employee", "employes"), 3, "did you mean 'employee'"),
        (load_roster, PERSON + "age = 7\n", 4, "[[person]] 1: unknown key 'age'"),
        (load_roster, PERSON.replace("Jo Bloggs", "??"), 2, "[[person]] 1: name: must be a name"),
        (policy, RULE.replace('"error"', '"errors"'), 12, "[[rule]] 1: severity: unknown severity 'errors'"),
        (policy, RULE.replace('heading = "H"\n', ""), 6, "[[rule]] 1: heading: is missing"),
        (policy, RULE.replace('"2026-01"', '"2026"'), 4, "adopted: must be a month"),
        (policy, RULE + 'categories = ["abuses"]\n', 13, "did you mean 'abuse'"),
        (policy, RULE + "ask_for = 1\n", 13, "[[rule]] 1: unknown key 'ask_for'"),
        (policy, RULE + 'severities = { abuse = "note" }\n', 13, "is not among this rule's categories"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 70 else "",
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, load: Callable[[Path], Any], text: str, line: int | None, message: str, end: str
) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(text.replace("\n", end).encode())
    with pytest.raises(ConfigError) as raised:
        load(path)
    said = str(raised.value)
    assert message in said
    assert said.startswith(str(path))
    if line:
        assert f"line {line}" in said
    assert "\n" not in said


ENTRIES = """\
# Head
[[thing]]  # one
name = "a"
tags = ["x", "y"]  # both

# Between
[[thing]]
name = "b"
[other]
name = "c"
"""


def test_an_entry_is_changed_where_it_stands() -> None:
    anew = with_changed_entry(
        ENTRIES, "thing", 0, 2, {"name": "d", "tags": ("y", "z"), "more": (), "note": "new"}
    )
    assert anew == ENTRIES.replace('name = "a"', 'name = "d"').replace(
        '["x", "y"]  # both\n', '["y", "z"]  # both\nnote = "new"\n'
    )
    last = with_changed_entry(ENTRIES, "thing", 1, 2, {"name": "d"})
    assert last == ENTRIES.replace('name = "b"', 'name = "d"')
    assert (
        with_changed_entry('[[thing]]\nname = "a"', "thing", 0, 1, {"name": "b"}) == '[[thing]]\nname = "b"'
    )


@pytest.mark.parametrize(
    ("text", "known"), [("thing = [{name = 'a'}]\n", 1), (ENTRIES, 3), ("[[thing]]\nname = \n", 1)]
)
def test_an_entry_that_cannot_be_changed_is_none(text: str, known: int) -> None:
    assert with_changed_entry(text, "thing", 0, known, {"name": "b"}) is None
