"""What a judge of sentences and a finder of persons offer to those who ask them; nobody reaches past it.

Another one is put into `shipped.py`, and brings its weights and its thresholds along.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, get_args

from smcheck.text import Span

Head = Literal[
    "hate", "abuse",
    "politics", "religion", "tone", "confidential", "commitment", "personal-view", "advertising", "credit",
]  # fmt: skip
"""What sentences are judged for."""

HEADS: tuple[Head, ...] = get_args(Head)

Threshold = Literal[
    "hateful", "hateful-without-group", "slur", "harmless", "abusive", "abusive-to-nobody",
    "topic", "heated-reply", "topic-against-words", "innocent", "weighing",
]  # fmt: skip
"""What a score can mean; the file beside the judge's weights says of each what it is for."""

THRESHOLDS: tuple[Threshold, ...] = get_args(Threshold)


class SentenceScores(NamedTuple):
    """How sure a judge is of a stretch, from 0 to 1, by each of `HEADS`."""

    span: Span
    scores: tuple[float, ...]

    def score(self, head: Head) -> float:
        """What one head says."""
        return self.scores[HEADS.index(head)]

    def graver(self, other: SentenceScores) -> SentenceScores:
        """The stretch as judged here, by each head as it or the other is judged more surely."""
        return SentenceScores(self.span, tuple(map(max, self.scores, other.scores)))


class SentenceJudge(Protocol):
    """Judges sentences, says which words weighed most, and knows what its scores mean."""

    def judge(self, sentences: Sequence[tuple[Span, str]]) -> tuple[SentenceScores, ...]:
        """Scores of each sentence, given as its span and its words, and of several together.

        Those of several come after those of each, and their span is from the first to the last. Raises
        `ImportError` where it cannot be loaded.
        """

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        """The few of a sentence's words without which it would be judged milder, in order; maybe none."""

    def threshold(self, name: Threshold) -> float:
        """How sure it must be, from 0 to 1; asked of a judge that has judged."""


class PersonFinder(Protocol):
    """Finds the names of persons in a text."""

    def __call__(self, text: str, /) -> tuple[Span, ...]:
        """Their spans, in code points. Raises what a library does where it cannot be loaded."""
