"""The readers that ship: their figures hold on a small sample, and what they read is read whole."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from smcheck import Council, Reviewer, Severity
from smcheck.model.errors import ConfigError
from smcheck.models import judge as judging
from smcheck.models.judge import Judge
from smcheck.models.protocols import HEADS, Head, Judgement
from smcheck.models.windows import LONGEST, as_read
from smcheck.review.reviewer import READ_ONCE
from smcheck.text import Span
from smcheck.text.sentences import split_sentences

SAMPLE: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("readers.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Posts written for this test: what each is to be judged for, or nothing."""

JUDGE = Judge()
HATEFUL = "Gypsies are thieving vermin and nobody wants them in this town."
PLAIN = "The library opens at nine on Monday and the café serves soup from noon. "


def all_judged(text: str, judge: Judge = JUDGE) -> tuple[Judgement, ...]:
    spans = split_sentences(text) or (Span(0, len(text)),)
    return judge.judge([(span, text[span.start : span.end]) for span in spans])


def judged(text: str, judge: Judge = JUDGE) -> Judgement:
    (found,) = all_judged(text, judge)
    return found


def spoken(text: str) -> set[Head]:
    """Heads that would warn."""
    post = judged(text).whole
    return {head for head in HEADS if post.score(head) >= JUDGE.marks(head).warning}


def noted(text: str) -> set[Head]:
    post = judged(text).whole
    return {head for head in HEADS if post.score(head) >= JUDGE.marks(head).note}


def test_the_figures_of_the_model_card_hold() -> None:
    problem = [row for row in SAMPLE if row["expected"]]
    ordinary = [row for row in SAMPLE if not row["expected"]]
    found = [bool(noted(row["text"]) & set(row["expected"])) for row in problem]
    wrong = [bool(spoken(row["text"])) for row in ordinary]
    assert sum(found) >= 0.65 * len(found)
    assert sum(wrong) <= 0.04 * len(wrong)


def test_the_second_reader_changes_what_the_first_alone_would_say() -> None:
    quick = Judge(quick=True)
    asked = [row["text"] for row in SAMPLE if row["expected"]][:20]
    both = [judged(text).whole.scores for text in asked]
    assert both != [judged(text, quick).whole.scores for text in asked]


def test_what_is_plainly_harmless_is_not_read_to_the_end() -> None:
    found = judged(PLAIN * 3)
    assert not found.sentences
    assert set(found.whole.scores) == {0.0}


def test_a_sentence_that_is_wanted_is_read_whatever_the_gate_says() -> None:
    spans = split_sentences(PLAIN + "\n\n" + PLAIN)
    text = PLAIN + "\n\n" + PLAIN
    (read,) = JUDGE.judge([(span, text[span.start : span.end]) for span in spans], spans[0])
    assert spans[0] in {one.span for one in read.sentences}
    assert all(0 < score < 1 for score in read.sentences[0].scores)


def test_the_gate_lets_objections_through_and_keeps_ordinary_sentences_back() -> None:
    ordinary, objected = (
        [row["text"] for row in SAMPLE if bool(row["expected"]) is expected] for expected in (False, True)
    )
    sentences = [text[span.start : span.end] for text in ordinary for span in split_sentences(text)]
    through = [sentence for sentence in sentences if judged(sentence).sentences]
    assert 0 < len(through) <= 0.3 * len(sentences)
    lost = [text for text in objected[::3] if noted_without_gate(text) and not noted(text)]
    assert not lost[1:], lost


def test_the_second_reader_reads_what_is_in_doubt_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    second = judging._second()

    class Counting:
        def read(self, tokens: list[int], stretches: list[tuple[int, int]]) -> Any:
            read.append(len(tokens))
            return second.read(tokens, stretches)

    monkeypatch.setattr(judging, "_second", Counting)
    paragraphs = [PLAIN * 10, PLAIN * 10, HATEFUL, PLAIN * 10]
    assert max(max(post.whole.scores) for post in all_judged("\n\n".join(paragraphs))) > 0.5
    assert len(read) == 1
    assert read[0] < 20  # the paragraph


def test_a_long_post_dilutes_nothing() -> None:
    text = PLAIN * 30 + HATEFUL + " " + PLAIN * 30
    hidden = max(all_judged(text), key=lambda post: post.whole.score("discrimination"))
    assert max(judged(HATEFUL).whole.score(head) for head in ("hate", "discrimination")) >= 0.8
    assert max(hidden.whole.score(head) for head in ("hate", "discrimination")) >= 0.6
    worst = max(hidden.sentences, key=lambda one: one.score("discrimination"))
    assert text[worst.span.start : worst.span.end].strip() == HATEFUL


def test_a_sentence_of_a_thousand_words_is_judged_in_parts() -> None:
    text = "the library is open and " * LONGEST + HATEFUL
    posts = all_judged(text)
    assert len(posts) > 1
    assert max(posts[-1].whole.score(head) for head in ("hate", "discrimination")) >= 0.5
    assert max(posts[0].whole.scores) < 0.5


def test_a_long_text_is_judged_as_several_posts() -> None:
    """As each paragraph is that is posted alone: none drowns, and none taints the others."""
    long = "\n\n".join([PLAIN * 4] * 8 + [HATEFUL] + [PLAIN * 4] * 8)
    posts = all_judged(long)
    assert [long[slice(*post.whole.span)].strip() for post in posts if max(post.whole.scores) >= 0.5] == [
        HATEFUL
    ]
    alone = judged(HATEFUL).whole.scores
    assert alone in [post.whole.scores for post in posts]


def test_a_text_little_longer_than_a_window_is_one_post() -> None:
    text = "\n\n".join([PLAIN * 4] * 6)
    assert len(all_judged(text)) == 1
    assert len(all_judged(f"{text}\n\n{text}")) > 1


def test_short_paragraphs_of_a_long_text_are_judged_together() -> None:
    text = "\n\n".join(f"Item {number} of the list." for number in range(120))
    spans = [post.whole.span for post in all_judged(text)]
    assert 1 < len(spans) < 60
    assert "".join(text[slice(*span)] for span in spans).count("Item") == 120


def test_what_the_readers_read() -> None:
    assert as_read("#LoveLeigh with Zoë 🐒") == "love leigh with zoe  monkey "
    assert as_read("ｆｕｌｌ wіdth") == "full width"


def noted_without_gate(text: str) -> set[Head]:
    """Heads that would be noted if all were read."""
    spans = split_sentences(text)
    sentences = [(span, text[span.start : span.end]) for span in spans]
    posts = [JUDGE.judge(sentences, span)[0].whole for span in spans[:: max(1, len(spans) - 1)]]
    return {head for head in HEADS if any(post.score(head) >= JUDGE.marks(head).note for post in posts)}


def test_the_words_that_weigh_most() -> None:
    words = [Span(*match.span()) for match in re.finditer(r"\w+", HATEFUL)]
    heaviest = [HATEFUL[slice(*span)] for span in JUDGE.weightiest(HATEFUL, words, "hate")]
    assert len(heaviest) <= 3
    assert set(heaviest) <= {"Gypsies", "thieving", "vermin", "nobody", "wants"}


def test_words_are_left_out_in_turn_only_where_they_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    """As well as leaving out every word: the first reader reads a long sentence four times at most."""
    first, read = judging._first(), []

    class Counting:
        def __getattr__(self, name: str) -> Any:
            if name in ("read", "weighed"):
                read.append(name)
            return getattr(first, name)

    monkeypatch.setattr(judging, "_first", Counting)
    words = [Span(*match.span()) for match in re.finditer(r"\w+", HATEFUL)]
    assert JUDGE.weightiest(HATEFUL, words, "hate")
    assert read == ["weighed", "read", "read", "read"]


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_nothing_weighs_where_nothing_is_read(text: str) -> None:
    assert JUDGE.weightiest(text, [], "abuse") == ()


@pytest.mark.parametrize("text", ["\ud83d", "\x00", "🐒" * 300, "a" * 5000, "."])
def test_odd_texts_are_borne(text: str) -> None:
    for post in (*all_judged(text + PLAIN + text), *all_judged(text)):
        for one in (post.whole, *post.sentences):
            assert all(0 <= score <= 1 for score in one.scores)


def test_the_readers_are_small() -> None:
    first, second = (
        [path.stat().st_size for path in (judging.FOLDER / name).iterdir()] for name in ("first", "second")
    )
    assert sum(first) <= 25 * 1024 * 1024
    assert sum(second) <= 115 * 1024 * 1024
    assert max(second) <= 95 * 1024 * 1024


def test_readers_that_cannot_be_loaded_are_an_error_and_hide_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cached = (judging._settings, judging._tokenizer, judging._first, judging._second)
    monkeypatch.setattr(judging, "FOLDER", tmp_path)
    for one in cached:
        one.cache_clear()
    try:
        review = Reviewer().review("You are a wanker.")
    finally:
        for one in cached:
            one.cache_clear()
    assert [error.check for error in review.errors] == ["classifier"]
    assert review.status == "unreviewed"
    assert "insult" in [finding.check for finding in review.findings]


def test_a_second_reader_that_is_missing_is_an_error_where_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise ImportError("no such reader")

    monkeypatch.setattr(judging, "_second", missing)
    assert [error.check for error in Reviewer().review(HATEFUL).errors] == ["classifier"]
    assert not Reviewer(quick=True).review(HATEFUL).errors


def test_the_settings_are_read_strictly(tmp_path: Path) -> None:
    given = (judging.FOLDER / "judgement.toml").read_text(encoding="utf-8")
    assert set(judging.chosen(judging.FOLDER / "judgement.toml").both) == set(HEADS)
    path = tmp_path / "judgement.toml"
    for change, message in (
        (("confirmed =", "confirm ="), "confirmed: is missing"),
        (("confirmed = 0.3", "confirmed = 5.0"), "confirmed: must be from 0 to 1"),
        (("confirmed = 0.3", "confirmed = 1"), "confirmed: must be a fraction"),
        (("[weighing]", "again = 1.0\n[weighing]"), "unknown key 'again'"),
    ):
        path.write_text(given.replace(*change, 1), encoding="utf-8")
        with pytest.raises(ConfigError, match=message):
            judging.chosen(path)


def test_what_is_only_read_is_a_warning_at_most() -> None:
    reviewer = Reviewer()
    for row in SAMPLE[:60]:
        for finding in reviewer.review(row["text"]).findings:
            if finding.check in ("abusive-statement", "hateful-statement", "closed-mind", "live-proceedings"):
                assert finding.severity is not Severity.ERROR


def test_without_the_classifier_the_review_says_what_was_not_looked_for() -> None:
    text = "Our beloved clerk couldn't run a bath, never mind a council."
    review = Reviewer(Council(classifier=False)).review(text)
    assert not review.findings
    assert review.status == "clean"
    assert review.notices == (
        "not looked for: hostility, heat and topics that show in no single word; the settings switch that off "
        "(classifier = false)",
    )
    assert not Reviewer().review(text).notices


def test_a_quick_review_says_so() -> None:
    assert Reviewer(quick=True).review(PLAIN).notices == (READ_ONCE,)


def test_what_is_repeated_on_end_is_read_in_part() -> None:
    assert as_read("no " * 100) == "no " * 12
    assert as_read("ha" * 12) == "ha" * 12
    assert as_read("🎉" * 500).count("party popper") == 12
    once, twice = (
        [max(post.whole.score(head) for post in all_judged("Hello there. " * times)) for head in HEADS]
        for times in (200, 400)
    )
    assert twice == pytest.approx(once, abs=0.01)
