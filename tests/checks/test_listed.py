"""Checks that are declared with their words."""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, phrase_hits
from smcheck.model.finding import Hit
from smcheck.text import Lexicon, Term, TextView

TERMS = [
    Term("faith", "religion", "faith"),
    Term("silly", "religion", "opinion"),
]


def hits(text: str, kind: Phrases) -> list[Hit]:
    return list(phrase_hits(TextView(text, Lexicon(TERMS)), "religion", kind))


def test_a_hit_says_which_words_it_found() -> None:
    kind = Phrases("faith", "found {words}", "Leave it out.", 0.6)
    assert hits("A Faith.", kind) == [
        Hit(2, 7, "found {words}", "Leave it out.", 0.6, words={"words": "faith"})
    ]


def test_another_term_has_to_stand_in_the_same_sentence() -> None:
    kind = Phrases("faith", "found", "Leave it out.", beside="opinion")
    found = hits("A faith. How silly! A silly faith.", kind)
    assert [hit.start for hit in found] == [28]


def test_what_is_quoted_may_count_for_nothing() -> None:
    text = "“My faith,” he said, and faith it is."
    assert [hit.start for hit in hits(text, Phrases("faith", "found", ""))] == [4, 25]
    assert [hit.start for hit in hits(text, Phrases("faith", "found", "", quoted=False))] == [25]
