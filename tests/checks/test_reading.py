"""Listed words and readers agree or are silent, and what the readers alone object to is shown where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from smcheck import Council, Draft, Finding, load_policy
from smcheck.models.protocols import HEADS, Head, Judgement, Marks, SentenceScores, Weighing
from smcheck.review.engine import Engine
from smcheck.text import Span

Scores = Mapping[Head, float]


@dataclass(frozen=True)
class Scripted:
    """A judge that is told what the post scores, and each sentence by a word in it."""

    post: Scores
    sentences: Mapping[str, Scores] = field(default_factory=dict)
    note: float = 0.4

    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        whole = Span(sentences[0][0].start, sentences[-1][0].end)
        parts = tuple(SentenceScores(span, _row(self._of(words))) for span, words in sentences)
        return (Judgement(SentenceScores(whole, _row(self.post)), parts),)

    def _of(self, words: str) -> Scores:
        return next((scores for key, scores in self.sentences.items() if key in words), {})

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        return ()

    def marks(self, head: Head) -> Marks:
        return Marks(self.note, 0.6)

    def weighing(self) -> Weighing:
        return Weighing(confirmed=0.3, doubtful=0.1, unlikely=0.02)


def _row(scores: Scores) -> tuple[float, ...]:
    return tuple(scores.get(head, 0.0) for head in HEADS)


def found(text: str, judge: Scripted, *checks: str) -> list[Finding]:
    engine = Engine(Council(language_model=False), load_policy(), b"k", select=checks, judge=judge)
    return list(engine.examine(Draft(text), dt.date(2026, 6, 1), None).findings)


SHOWN = "The fete is on Monday. We promise a swing by May. Bring a cake along."


@pytest.mark.parametrize(
    ("score", "severity"),
    [(0.9, "warning"), (0.3, "warning"), (0.15, "warning"), (0.05, "note"), (0.01, None)],
)
def test_a_listed_word_weighs_by_how_its_sentence_reads(score: float, severity: str | None) -> None:
    judge = Scripted({"commitment": 0.2}, {"promise": {"commitment": score}})
    severities = [one.severity.value for one in found(SHOWN, judge, "commitment")]
    assert severities == ([severity] if severity else [])


def test_an_error_needs_a_sentence_that_reads_so() -> None:
    text = "The lowest tender was £48,000."
    graded = [
        found(text, Scripted({}, {"tender": {"confidential": score}}), "confidential-business")[
            0
        ].severity.value
        for score in (0.35, 0.15, 0.05)
    ]
    assert graded == ["error", "warning", "note"]


def test_the_whole_decides_and_the_sentence_shows_where() -> None:
    judge = Scripted({"politics": 0.7}, {"swing": {"politics": 0.5}, "cake": {"politics": 0.1}})
    (one,) = found(SHOWN, judge, "partisan-politics")
    assert SHOWN[one.start : one.end] == "We promise a swing by May."
    assert (one.severity.value, one.confidence, one.explanation) == ("warning", 0.7, None)


def test_a_sentence_that_scores_high_in_a_post_that_does_not_is_silent() -> None:
    judge = Scripted({"politics": 0.3}, {"swing": {"politics": 0.9}})
    assert found(SHOWN, judge, "partisan-politics") == []


def test_between_its_marks_a_head_gives_a_note() -> None:
    judge = Scripted({"politics": 0.5}, {"swing": {"politics": 0.5}})
    assert [one.severity.value for one in found(SHOWN, judge, "partisan-politics")] == ["note"]


def test_sentences_that_are_nearly_as_sure_are_shown_too() -> None:
    judge = Scripted(
        {"politics": 0.8}, {"fete": {"politics": 0.7}, "cake": {"politics": 0.6}, "swing": {"politics": 0.5}}
    )
    assert [one.start for one in found(SHOWN, judge, "partisan-politics")] == [0, SHOWN.index("Bring")]


def test_a_listed_word_speaks_before_the_readers_in_its_sentence() -> None:
    judge = Scripted({"commitment": 0.8}, {"promise": {"commitment": 0.8}})
    (one,) = found(SHOWN, judge, "commitment")
    assert SHOWN[one.start : one.end] == "We promise"


def test_a_private_matter_that_is_only_read_is_not_masked_and_tells_no_word() -> None:
    text = "The fete is on Monday. Her mother is not long for this world."
    judge = Scripted({"private-matter": 0.9}, {"mother": {"private-matter": 0.9}})
    (one,) = found(text, judge, "private-matter")
    assert one.shown
    assert one.explanation is None
    assert one.severity.value == "warning"


def test_what_is_said_in_quotation_marks_and_reported_is_no_heat_of_the_councils() -> None:
    text = "“You only come out for the cake,” said one letter to the council."
    judge = Scripted({"tone": 0.9}, {"cake": {"tone": 0.9}})
    assert found(text, judge, "heated-tone") == []


@pytest.mark.parametrize(("score", "said"), [(0.5, True), (0.39, False)])
def test_a_guess_that_is_far_less_sure_than_another_on_the_same_words_is_left_unsaid(
    score: float, said: bool
) -> None:
    scores: Scores = {"politics": 1.0, "religion": score}
    judge = Scripted(scores, {"swing": scores}, note=0.1)
    checks = [one.check for one in found(SHOWN, judge, "partisan-politics", "religious-doctrine")]
    assert checks == ["partisan-politics"] + ["religious-doctrine"] * said


def test_a_guess_that_stands_elsewhere_is_said() -> None:
    judge = Scripted(
        {"politics": 1.0, "religion": 0.41}, {"swing": {"politics": 1.0}, "cake": {"religion": 0.41}}
    )
    checks = [one.check for one in found(SHOWN, judge, "partisan-politics", "religious-doctrine")]
    assert checks == ["partisan-politics", "religious-doctrine"]


def test_what_a_pattern_finds_for_certain_is_not_guessed_as_well() -> None:
    text = (
        "Jo lives at 14 Elm Rd, Exampleton, and her mother at the white cottage. Knock any evening after six."
    )
    judge = Scripted({"personal-contact": 0.9}, {"Elm": {"personal-contact": 0.9}})
    assert [one.check for one in found(text, judge, "postal-address", "described-contact")] == [
        "postal-address"
    ]
    judge = Scripted({"personal-contact": 0.9}, {"Knock": {"personal-contact": 0.9}})
    assert [one.check for one in found(text, judge, "postal-address", "described-contact")] == [
        "postal-address",
        "described-contact",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ring Jo on 07700 900123.", False),
        ("Café – ring 07700 900123", False),
        ("Everybody loves Jo's vans.", True),
    ],
)
def test_a_sentence_of_too_few_words_means_nothing_by_itself(text: str, said: bool) -> None:
    judge = Scripted({"advertising": 0.9}, {text: {"advertising": 0.9}})
    assert [one.check for one in found(text, judge, "advertising")] == ["advertising"] * said


def test_where_nothing_can_be_said_nothing_is_read() -> None:
    class Unasked(Scripted):
        def judge(
            self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
        ) -> tuple[Judgement, ...]:
            raise AssertionError(sentences)

    assert found("The fete is on Monday.", Unasked({}), "insult", "slur", "threat") == []
