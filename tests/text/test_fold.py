from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Plain ASCII", "plain ascii"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("ѕсаm", "scam"),
        ("ＦＲＥＥ", "free"),
        ("0\ufe0f\u20e37\ufe0f\u20e3", "07"),
        ("fu\u200bck", "fuck"),
        ("“don’t” – now", '"don\'t" - now'),
        ("Straße", "strasse"),
        ("𝗙𝗥𝗘𝗘", "free"),
    ],
)
def test_disguises_of_characters_are_undone(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_span_of_ascii_text_is_itself() -> None:
    assert fold("Ring me").span(0, 4) == (0, 4)


def test_a_span_takes_in_what_was_dropped_behind_it() -> None:
    folded = fold("a\u0301 b")
    assert folded.span(0, 1) == (0, 2)


@given(st.text())
def test_spans_point_back_at_what_they_were_folded_from(text: str) -> None:
    folded = fold(text)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert char in fold(text[start:end]).text


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
