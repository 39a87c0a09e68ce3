"""What a judge of sentences and a finder of persons offer to those who ask them; nobody reaches past it.

Another one is put into `shipped.py`, and brings its weights and its marks along.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, get_args

from smcheck.text import Span

Head = Literal[
    "hate", "offensive", "abuse", "insult", "allegation", "threat", "discrimination", "private-matter",
    "politics", "religion", "tone", "confidential", "commitment", "predetermination", "personal-view",
    "advertising", "endorsement", "credit", "children", "court-proceedings", "accuracy", "personal-contact",
]  # fmt: skip
"""What posts and their sentences are judged for."""

HEADS: tuple[Head, ...] = get_args(Head)


class Marks(NamedTuple):
    """How surely a post must be judged by one head, from 0 to 1, for a note and for a warning."""

    note: float
    warning: float


class Weighing(NamedTuple):
    """What a listed word's sentence must score, from 0 to 1, by the heads of its check.

    At `confirmed` the word weighs in full, at `doubtful` it is a warning at most, at `unlikely` a note, and
    below that it is silent.
    """

    confirmed: float
    doubtful: float
    unlikely: float


class SentenceScores(NamedTuple):
    """How sure a judge is of a stretch, from 0 to 1, by each of `HEADS`."""

    span: Span
    scores: tuple[float, ...]

    def score(self, head: Head) -> float:
        """What one head says."""
        return self.scores[HEADS.index(head)]

    def highest(self, heads: Sequence[Head]) -> float:
        """The most that any of some heads says."""
        return max(map(self.score, heads))


class Judgement(NamedTuple):
    """What a judge makes of a post: of the whole, which decides, and of the sentences that it read."""

    whole: SentenceScores
    sentences: tuple[SentenceScores, ...]


class SentenceJudge(Protocol):
    """Judges posts with their sentences, says which words weighed most, and knows what its scores mean."""

    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        """What it makes of a text, whose sentences, one at least, are given as spans and words.

        A long text may hold several posts. It need not read what is plainly harmless; where a sentence is
        `wanted`, it reads what that stands in, and nothing else. Nothing comes where it makes nothing of it.
        Raises `ImportError` where it cannot be loaded.
        """

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        """The few of a sentence's words without which it would be judged milder, in order; maybe none."""

    def marks(self, head: Head) -> Marks:
        """How sure it must be to speak; asked of a judge that has judged."""

    def weighing(self) -> Weighing:
        """What its scores say of listed words; asked of a judge that has judged."""


class PersonFinder(Protocol):
    """Finds the names of persons in a text."""

    def __call__(self, text: str, /) -> tuple[Span, ...]:
        """Their spans, in code points. Raises what a library does where it cannot be loaded."""
