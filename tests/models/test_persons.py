"""The language model is asked only where its answer can change the result: skipping it is exact."""

from __future__ import annotations

from unittest.mock import patch

from smcheck import Reviewer
from smcheck.checks import all_checks
from smcheck.checks._people import candidates
from smcheck.models import persons
from smcheck.text import Span, TextView, load_lexicon
from tests.checks.test_examples import examples_of

TEXTS = sorted({example.text for check in all_checks() for example in examples_of(check)})


def named(reviewer: Reviewer, text: str) -> list[tuple[int, int, str]]:
    findings = reviewer.review(text).findings
    return [
        (finding.start, finding.end, finding.severity)
        for finding in findings
        if finding.check == "named-person"
    ]


def test_a_text_without_candidates_needs_no_model(shared_reviewer: Reviewer) -> None:
    """Even a model that called everything a person could not change these texts' findings."""
    skipped = [text for text in TEXTS if not candidates(TextView(text, load_lexicon(())))]
    assert len(skipped) > len(TEXTS) / 2

    def everything(text: str) -> tuple[Span, ...]:
        return (Span(0, len(text)),)

    for text in skipped:
        expected = named(shared_reviewer, text)
        with patch.object(shared_reviewer, "_find_persons", everything):
            assert named(shared_reviewer, text) == expected


def test_a_text_without_candidates_does_not_ask(shared_reviewer: Reviewer) -> None:
    def never(text: str) -> tuple[Span, ...]:
        raise AssertionError(text)

    with patch.object(shared_reviewer, "_find_persons", never):
        assert not shared_reviewer.review("The library is open on Saturday.").errors
        assert shared_reviewer.review("Our groundsman Pete Nelson was there.").errors


def test_the_model_finds_persons_in_long_texts_too() -> None:
    text = "The library is open. " * 500 + "Our groundsman Pete Nelson was seen leaving early again."
    assert "Pete Nelson" in [text[start:end] for start, end in persons.find(text)]
