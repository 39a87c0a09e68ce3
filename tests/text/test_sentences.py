from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck.text.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Cllr. Example met Dr. Jones at St. Mary's.", 1),
        ("J. Smith came.", 1),
        ("Line one\nLine two", 2),
        ("It opens at 9.30am. Come!", 2),
        ("“Yes!” she said. Good.", 3),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_a_text_without_full_stops_is_cut_at_a_space() -> None:
    text = "word " * 1000
    sentences = split_sentences(text)
    assert max(end - start for start, end in sentences) <= LONGEST
    assert all(text[start:end].startswith("word") for start, end in sentences)


@given(st.text())
def test_sentences_are_in_order_and_hold_every_visible_character(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
