"""How many syllables words have, against what one says aloud."""

from __future__ import annotations

import pytest

from smcheck.text.syllables import count_syllables


@pytest.mark.parametrize(
    ("syllables", "words"),
    [
        (1, "the be we he through called strengths made makes joined rhythms"),
        (2, "table tables opened wanted safely useful being settled movement boxes catches"),
        (3, "library medium video tourism cinema consulted"),
        (4, "consultation community continuing variation"),
        (5, "representative communication opportunities organisation"),
        (6, "responsibility"),
    ],
)
def test_syllables_are_those_that_one_says(syllables: int, words: str) -> None:
    assert {word: count_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), syllables)


def test_what_has_no_vowel_is_said_in_one() -> None:
    assert [count_syllables(word) for word in ("12", "Mrs", "hmm", "’s")] == [1, 1, 1, 1]


def test_capitals_count_as_small_letters_do() -> None:
    assert count_syllables("LIBRARY") == count_syllables("Library") == count_syllables("library") == 3


def test_a_long_word_is_counted_in_linear_time() -> None:
    assert count_syllables("ba" * 100_000) == 100_000
