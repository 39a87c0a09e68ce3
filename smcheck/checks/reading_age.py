"""Posts that are hard to read.

The reading age is that of the Flesch-Kincaid grade with five years added, for texts of at least fifty words;
shorter ones say too little. GOV.UK's content design guidance asks for a reading age of about nine; this
speaks up from fifteen.

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

from collections.abc import Iterator, Sequence

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.text.syllables import count_syllables
from smcheck.text.tokens import Token

CATEGORY: Category = "plain-english"
_FEWEST_WORDS = 50
_HARD = 15  # years
_GROWN_UP = 20  # years; the formula goes on, and says no more
_SCHOOL_BEGINS = 5  # years of age at which grades are counted from


def check(context: Context) -> Iterator[Hit]:
    """Yield one hit, on the first sentence, for a text that takes fifteen years or more to read."""
    view = context.text
    sentences = [words for span in view.sentences if (words := view.tokens_between(*span))]
    if sum(map(len, sentences)) < _FEWEST_WORDS:
        return
    age = int(_grade(sentences)) + _SCHOOL_BEGINS
    if age >= _HARD:
        needed = f"about {age}" if age <= _GROWN_UP else f"more than {_GROWN_UP}"
        message = f"the post takes a reading age of {needed}; 9 to 11 suits everybody"
        yield Hit(
            sentences[0][0].start, sentences[0][-1].end, message, "Use shorter words and sentences.", 0.6
        )


def _grade(sentences: Sequence[Sequence[Token]]) -> float:
    """The Flesch-Kincaid grade of sentences; the formula is that of Kincaid and others, 1975."""
    words = [word.text for sentence in sentences for word in sentence]
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
