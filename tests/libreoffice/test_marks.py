"""What is underlined: places, overlaps, older versions, and what could stand instead."""

from __future__ import annotations

from typing import Any

import pytest

from smcheck.libreoffice.extension import units
from smcheck.libreoffice.extension.marks import Mark, carried, laid_out, marks_of, not_reviewed


def mark(
    start: int, end: int, rule: str = "phone", gravity: int = 1, suggestions: tuple[str, ...] = ()
) -> Mark:
    return Mark(start, end, rule, gravity, f"{rule}.", f"{rule} in full.", suggestions)


def spans(marks: list[Mark]) -> list[tuple[int, int, str]]:
    return [(each.start, each.end, each.rule) for each in marks]


def place(line: int, start: int, end: int) -> dict[str, Any]:
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}


@pytest.mark.parametrize(
    ("text", "line", "character", "offset"),
    [
        ("Ring", 0, 2, 2),
        ("🎪🎪 Ring", 0, 5, 5),  # each counts for two
        ("🎪\nRing", 1, 1, 4),
        ("a\r\nb\rc", 2, 0, 5),
        ("a\x0bb\u2028c", 0, 4, 4),  # no ends of lines
        ("a", 7, 0, 1),
        ("a", 0, 9, 1),
    ],
)
def test_places_are_found_by_units(text: str, line: int, character: int, offset: int) -> None:
    assert units.Units(text).offset({"line": line, "character": character}) == offset


def test_half_a_pair_breaks_nothing() -> None:
    counted = units.Units("a\ud83cb🎪")
    assert (len(counted), counted.part(3, 5), units.length("\ud83c")) == (5, "🎪", 1)


def test_a_fix_is_suggested_where_it_stays_within_the_words() -> None:
    text = "🎪 Ring 07700 900123 now"
    diagnostic = {"range": place(0, 8, 20), "code": "phone", "severity": 1, "message": "A  phone\nnumber."}
    other = {"range": place(0, 0, 2), "code": "emoji", "severity": 3, "message": "An emoji."}

    def fix(of: dict[str, Any], *edits: tuple[int, int, str]) -> dict[str, Any]:
        made = [{"range": place(0, start, end), "newText": words} for start, end, words in edits]
        return {"edit": {"changes": {"file:///x": made}}, "diagnostics": [of]}

    found = marks_of(
        text,
        [other, diagnostic],
        [
            fix(diagnostic, (8, 20, "01632 960999")),
            fix(diagnostic, (8, 13, "0300"), (20, 20, "!")),
            fix(diagnostic, (8, 24, "us")),  # beyond the number
            fix(other, (0, 2, ""), (24, 24, " 🎪")),
            {"command": {"command": "smcheck.explain"}, "diagnostics": [diagnostic]},
        ],
    )
    assert spans(found) == [(8, 20, "phone"), (0, 2, "emoji")]
    assert found[0].suggestions == ("01632 960999", "0300 900123!")
    assert (found[0].short, found[1].suggestions) == ("A phone number.", ())


def test_all_that_is_said_ends_with_the_rules() -> None:
    said = [
        ["Error", "A number [phone]"],
        ["Rule", "Rule 11, section 4: None."],
        ["Instead", "Leave it out."],
    ]
    diagnostic = {"range": place(0, 0, 1), "code": "phone", "message": "A number.", "data": {"said": said}}
    full = "Error: A number [phone]\nInstead: Leave it out.\nRule 11, section 4: None."
    assert marks_of("1", [diagnostic], [])[0].full == full


def test_what_is_about_the_whole_stands_on_the_first_word() -> None:
    found = marks_of(
        "  🎪Hi there", [{"range": place(0, 0, 12), "code": "not-reviewed", "message": "No."}], []
    )
    assert spans(found) == [(2, 6, "not-reviewed")]
    assert spans([not_reviewed("\tHi there", "gone")]) == [(1, 3, "not-reviewed")]


@pytest.mark.parametrize(
    ("marks", "laid"),
    [
        ([mark(0, 4), mark(6, 9)], [(0, 4, "phone"), (6, 9, "phone")]),
        ([mark(0, 50, "threat"), mark(40, 44, "jargon", 3)], [(0, 40, "threat"), (40, 44, "jargon")]),
        ([mark(0, 10, "a"), mark(8, 20, "b", 3)], [(0, 10, "a"), (10, 20, "b")]),
        ([mark(3, 3, "nothing")], []),
    ],
)
def test_no_mark_lies_on_another(marks: list[Mark], laid: list[tuple[int, int, str]]) -> None:
    assert spans(laid_out(marks)) == laid


def test_a_mark_that_is_cut_suggests_nothing() -> None:
    long = mark(0, 50, "long-sentence", 3, ("Two. Sentences.",))
    assert [each.suggestions for each in laid_out([long, mark(40, 44, "jargon", 3, ("use",))])] == [
        (),
        ("use",),
    ]
    assert laid_out([long]) == [long]


def test_of_marks_on_the_same_words_the_gravest_tells_of_all() -> None:
    found = laid_out([mark(0, 6, "jargon", 3, ("use",)), mark(0, 6, "insult", 1, ("no", "use"))])
    assert spans(found) == [(0, 6, "insult")]
    assert found[0].suggestions == ("no", "use")
    assert found[0].full == "insult in full.\n\nAlso here: jargon in full."


def test_what_is_grave_is_not_hidden_by_several_that_are_not() -> None:
    found = laid_out([mark(0, 10, "insult", 1), mark(0, 4, "jargon", 3), mark(4, 10, "hashtag", 3)])
    assert spans(found) == [(0, 10, "insult")]
    assert found[0].full.count("Also here") == 2


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Ring 🎪 07700 900123 now", "Ring 🎪 07700 900123 now, please", [(8, 20)]),
        ("Ring 🎪 07700 900123 now", "🎪🎪 Ring 🎪 07700 900123 now", [(13, 25)]),
        ("Ring 🎪 07700 900123 now", "Ring 🎪 07700 9001x3 now", []),
    ],
)
def test_marks_stay_while_one_types_beside_them(old: str, new: str, kept: list[tuple[int, int]]) -> None:
    assert [(each.start, each.end) for each in carried(old, [mark(8, 20)], new)] == kept
