from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck.text.figures import plain_figures
from smcheck.text.fold import fold
from smcheck.text.numbers import find_numbers
from smcheck.text.ordinary import find_ordinary


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("o7700 9OO l23", "07700 900 123"),
        ("oh double seven double oh, nine hundred", "0 77 00, 900"),
        ("oh sixteen thirty-two nine-sixty, five", "0 16 32 9-60, 5"),
        ("seventy-seven hundred nine hundred", "7700 900"),
        ("ohsevensevendoubleohnine", "077009"),
        ("07700 then 900 and then 123", "07700   900     123"),
        ("07700 [not this] 900 [nor this] 123", "07700   900   123"),
        ("z3ro s3ven s3ven zer0 zero nin3", "0 7 7 0 0 9"),
        ("meet at one, two or three", "meet at one, two or three"),
        ("b1013 and the a13", "b1013 and the a13"),
        ("open nine to five for one", "open nine to five for one"),
    ],
)
def test_spoken_and_disguised_figures_are_written_plainly(text: str, figures: str) -> None:
    assert plain_figures(fold(text)).text == figures


def test_a_stretch_leads_back_to_what_stands_in_the_draft() -> None:
    text = "Ring nine oh seven seven double oh now"
    figures = plain_figures(fold(text))
    start = figures.text.index("9")
    assert text[slice(*figures.span(start, figures.text.rindex("0") + 1))] == "nine oh seven seven double oh"


@given(st.text(alphabet="0179 .-+ oildot🎉é\u20e3é&#64;\n", max_size=60))
def test_every_stretch_lies_within_the_draft(text: str) -> None:
    figures = plain_figures(fold(text))
    for number in find_numbers(figures):
        start, end = figures.span(number.start, number.end)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "joints", "runs"),
    [
        ("07700 900123", ["", "usual"], [11, 6]),
        ("07700/900*123", ["", "odd", "odd"], [11, 6, 3]),
        ("07700 and 900", ["", ""], [5, 3]),
        ("0+7+7", ["", "odd", "odd"], [3, 2, 1]),
        ("+44+44", ["", ""], [2, 2]),
        ("£5 £6", ["", ""], [1, 1]),
        ("1\n\n2", ["", ""], [1, 1]),
    ],
)
def test_what_joins_numbers(text: str, joints: list[str], runs: list[int]) -> None:
    numbers = find_numbers(fold(text))
    assert [number.joint for number in numbers] == joints
    assert [number.run for number in numbers] == runs


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [
        ("on 01/02/2026 at 10:30", ["01/02/2026"]),
        ("paid £1,234,567.89", ["1,234,567.89"]),
        ("ref 01702 716288", ["01702 716288"]),
        ("see 23/01234/ful", ["23/01234/ful"]),
        ("in 2019-2023", ["2019-2023"]),
        ("open 0930-1700 daily", ["0930-1700"]),
        ("123e4567-e89b-12d3-a456-426614174000", ["123e4567-e89b-12d3-a456-426614174000"]),
        ("ring 07700 900123", []),
    ],
)
def test_dates_sums_and_references_are_ordinary(text: str, ordinary: list[str]) -> None:
    spans = find_ordinary(text, find_numbers(fold(text)))
    assert [text[start:end] for start, end in spans] == ordinary
