"""Posts that are hard to read.

The reading age is that of the Flesch-Kincaid grade with five years added, by the package readability, for
texts of at least fifty words; shorter ones say too little. GOV.UK's content design guidance asks for a
reading age of about nine; this speaks up from fourteen.

Why:
    The policy asks that every resident understands what the council writes.
Flagged:
    - The implementation of the aforementioned regulatory amendments necessitates comprehensive
      reconsideration of existing contractual arrangements. Representatives of participating organisations
      subsequently identified considerable administrative difficulties regarding interdepartmental
      communication. Consequently, additional consultation opportunities concerning environmental
      sustainability, infrastructure development and community participation are anticipated. Interested
      individuals are respectfully encouraged to familiarise themselves with supplementary documentation
      and to communicate their observations accordingly.
Not flagged:
    - The library opens at nine. Come in and get warm.
Instead:
    Use short words and short sentences, and say who does what.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any, cast

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "plain-english"
_FEWEST_WORDS = 50
_HARD = 14  # years
_GROWN_UP = 20  # years; the formula goes on, and says no more
_SCHOOL_BEGINS = 5  # years of age at which grades are counted from
_MARGIN = 1  # grades: the package seldom says more than the rough count, which takes no "e" for silent
_VOWELS = lazy("[aeiouy]+")


def check(context: Context) -> Iterator[Hit]:
    """Yield one hit, on the first sentence, for a text that takes fourteen years or more to read."""
    view = context.text
    sentences = [words for span in view.sentences if (words := view.tokens_between(*span))]
    lines = [" ".join(word.text for word in words) for words in sentences]
    if sum(map(len, sentences)) < _FEWEST_WORDS or _rough_grade(lines) + _MARGIN < _HARD - _SCHOOL_BEGINS:
        return
    grades = _measures()("\n".join(f"{line} ." for line in lines), lang="en")["readability grades"]
    age = round(grades["Kincaid"]) + _SCHOOL_BEGINS
    if age >= _HARD:
        needed = f"about {age}" if age <= _GROWN_UP else f"more than {_GROWN_UP}"
        message = f"the post takes a reading age of {needed}; 9 to 11 suits everybody"
        yield Hit(
            sentences[0][0].start, sentences[0][-1].end, message, "Use shorter words and sentences.", 0.6
        )


@cache
def _measures() -> Callable[..., Any]:
    """The package's measures, whose patterns need `re`: it would take `re2`, which is there for others."""
    other = sys.modules.get("re2")
    sys.modules["re2"] = cast("ModuleType", None)  # as if it were not installed
    try:
        from readability import getmeasures
    finally:
        del sys.modules["re2"]
        if other:
            sys.modules["re2"] = other
    return cast("Callable[..., Any]", getmeasures)


def _rough_grade(sentences: Sequence[str]) -> float:
    """The Flesch-Kincaid grade with a syllable for each run of vowels, so that easy posts are told at once.

    The formula is that of Kincaid and others, 1975.
    """
    words = sum(len(sentence.split()) for sentence in sentences)
    syllables = sum(1 for sentence in sentences for _ in _VOWELS.finditer(sentence))
    return 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59
