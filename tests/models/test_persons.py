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


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_skipping_the_model_is_exact(shared_reviewer: Reviewer) -> None:
    """With the model asked about every text, and its answers judged by the rule, the findings are the same."""
    asked = 0
    for text in TEXTS:
        plausible = candidates(TextView(text, load_lexicon(())))
        asked += bool(plausible)
        findings = [
            finding for finding in shared_reviewer.review(text).findings if finding.check == "named-person"
        ]
        by_model = [(f.start, f.end) for f in findings if "not on the roster" in f.message]
        surer = [(f.start, f.end) for f in findings if "not on the roster" not in f.message]
        expected = [
            tuple(span)
            for span in persons.find(text)
            if any(overlaps(span, place) for place in plausible)
            and not any(overlaps(span, place) for place in surer)
        ]
        assert by_model == expected, text
    assert 0 < asked < len(TEXTS) / 2


def test_a_text_without_candidates_does_not_ask(shared_reviewer: Reviewer) -> None:
    def never(text: str) -> tuple[Span, ...]:
        raise AssertionError(text)

    with patch.object(shared_reviewer, "_find_persons", never):
        assert not shared_reviewer.review("The library is open on Saturday.").errors
        assert shared_reviewer.review("Our groundsman Pete Nelson was there.").errors


def test_the_model_finds_persons_in_long_texts_too() -> None:
    text = "The library is open. " * 500 + "Our groundsman Pete Nelson was seen leaving early again."
    assert "Pete Nelson" in [text[start:end] for start, end in persons.find(text)]
