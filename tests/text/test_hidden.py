"""Words hidden in writing: stretched, misspelt, backwards, run together."""

from __future__ import annotations

import pytest

from smcheck.text.disguise import readings
from smcheck.text.hidden import Hidden

HIDDEN = Hidden({word: word for word in ("rapist", "muppet", "muppets", "tosser", "shit", "plonker")})


@pytest.mark.parametrize(
    ("letters", "word"),
    [("m?ppet", "muppet"), ("tossssser", "tosser"), ("muppet", "muppet"), ("mop?et", None)],
)
def test_a_reading_with_masked_or_stretched_letters(letters: str, word: str | None) -> None:
    assert HIDDEN.reading(letters) == word


@pytest.mark.parametrize(
    ("letters", "word"), [("ressot", "tosser"), ("mupept", "muppet"), ("plonkr", None), ("shot", None)]
)
def test_a_misspelt_word_is_no_other_word(letters: str, word: str | None) -> None:
    assert HIDDEN.misspelt(letters) == word


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("whatabunchofmuppets", ["muppets"]),
        ("therapistfinder", []),
        ("childrenshitthebooks", []),
        ("shithappens", ["shit"]),
    ],
)
def test_a_run_together_word_is_read_innocently_where_it_can_be(letters: str, words: list[str]) -> None:
    assert [word for _, word in HIDDEN.inside(letters)] == words


def test_digits_and_signs_are_read_as_letters() -> None:
    assert "tosser" in readings("t0$$3r")
    assert "shit" in readings("s-h-i-t")
    assert "heshe" not in readings("he/she")
