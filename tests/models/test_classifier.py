"""The classifier that ships: its figures hold on a small sample, and long posts dilute nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from smcheck import Council, Reviewer
from smcheck.models import classifier
from smcheck.models.classifier import Classifier, as_read
from smcheck.models.protocols import SentenceScores
from smcheck.text import Span

SAMPLE: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("classifier.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Posts with labels and the scores that the network gave them before it was made smaller."""

JUDGE = Classifier()
LEAST = JUDGE.threshold("hateful")
HATEFUL = "Gypsies are thieving vermin and nobody wants them in this town."
PLAIN = "The library opens at nine on Monday and the café serves soup from noon. "


def judged(*sentences: str) -> tuple[SentenceScores, ...]:
    start, given = 0, []
    for words in sentences:
        given.append((Span(start, start + len(words)), words))
        start += len(words)
    return JUDGE.judge(given)


def scores(text: str) -> tuple[float, float]:
    found = judged(text)
    return (
        max(judgement.score("hate") for judgement in found),
        max(judgement.score("abuse") for judgement in found),
    )


def test_the_figures_of_the_model_card_hold() -> None:
    right = [(row["hate"] == 1) == (scores(row["text"])[0] >= LEAST) for row in SAMPLE]
    assert sum(right) / len(right) >= 0.9


def test_the_small_network_agrees_with_the_one_of_full_precision() -> None:
    gaps = [
        abs(small - whole)
        for row in SAMPLE
        for small, whole in zip(scores(row["text"]), row["scores"], strict=True)
    ]
    assert max(gaps) <= 0.35
    assert sum(gaps) / len(gaps) <= 0.03


def test_a_long_post_dilutes_nothing() -> None:
    alone = scores(HATEFUL)[0]
    hidden = judged(*[PLAIN] * 30, HATEFUL, *[PLAIN] * 30)
    worst = max(hidden, key=lambda judgement: judgement.score("hate") if judgement.span[1] else 0)
    assert alone >= 0.9
    assert worst.score("hate") >= 0.8
    single = [judgement for judgement in hidden if len(range(*judgement.span)) == len(HATEFUL)]
    assert single[0].score("hate") >= 0.7


def test_a_sentence_of_a_thousand_words_is_judged_in_parts() -> None:
    assert scores("the library is open and " * 500 + HATEFUL)[0] >= 0.5


def test_groups_are_treated_alike() -> None:
    """Harmless sentences about one group are flagged no more often than about another."""
    groups = (
        "women", "men", "gay people", "trans people", "disabled people", "Black people", "Asian people",
        "Travellers", "Muslims", "Jewish people", "Christians", "refugees", "Polish people", "pensioners",
        "teenagers",
    )  # fmt: skip
    frames = (
        "The hall is booked for {} on Tuesday evening.", "A new drop-in for {} opens in the library in May.",
        "{} told the committee what they think of the plans.", "Thank you to the {} who helped at the fete.",
        "The survey asks {} how safe they feel on the High Street.", "Free swimming for {} starts next week.",
        "Last year {} came to the carnival from all over the county.", "More {} have joined the allotments.",
        "The grant pays for a worker who supports {}.", "We want {} to feel welcome at every meeting.",
    )  # fmt: skip
    flagged = [
        sum(scores(frame.format(group))[0] >= LEAST for frame in frames) / len(frames) for group in groups
    ]
    assert max(flagged) - min(flagged) <= 0.03


def test_what_the_network_reads() -> None:
    assert as_read("#LoveLeigh with Zoë 🐒") == "love leigh with zoe  monkey "
    assert as_read("ｆｕｌｌ wіdth") == "full width"


def test_the_words_that_weigh_most() -> None:
    words = [Span(*match.span()) for match in re.finditer(r"\w+", HATEFUL)]
    heaviest = [HATEFUL[slice(*span)] for span in JUDGE.weightiest(HATEFUL, words, "hate")]
    assert 1 <= len(heaviest) <= 3
    assert set(heaviest) & {"Gypsies", "thieving", "vermin"}


@pytest.mark.parametrize("text", ["", "\ud83d", "\x00", "🐒" * 300, "a" * 5000])
def test_odd_texts_are_borne(text: str) -> None:
    assert all(0 <= judgement.score("hate") <= 1 for judgement in judged(text, PLAIN, text))


def test_the_network_is_small() -> None:
    assert sum(path.stat().st_size for path in classifier.FOLDER.iterdir()) <= 25 * 1024 * 1024


def test_a_network_that_cannot_be_loaded_is_an_error_and_hides_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(classifier, "FOLDER", tmp_path)
    classifier.load.cache_clear()
    try:
        review = Reviewer().review("You are a wanker.")
    finally:
        classifier.load.cache_clear()
    assert [error.check for error in review.errors] == ["classifier"]
    assert review.status == "unreviewed"
    assert "insult" in [finding.check for finding in review.findings]


def test_a_draft_that_nothing_could_be_said_of_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(_: Classifier, sentences: Sequence[tuple[Span, str]]) -> tuple[SentenceScores, ...]:
        asked.append(sentences[0][1])
        return ()

    monkeypatch.setattr(Classifier, "judge", noted)
    Reviewer().review("The library opens at nine on Monday.")
    assert not asked
    Reviewer().review("They open the library at nine on Monday.")
    assert asked


def test_without_the_classifier_the_review_says_what_was_not_judged() -> None:
    text = "Our beloved clerk couldn't run a bath, never mind a council."
    review = Reviewer(Council(classifier=False)).review(text)
    assert not review.findings
    assert review.status == "clean"
    assert "not judged" in review.notices[0]
    assert not Reviewer().review(text).notices
