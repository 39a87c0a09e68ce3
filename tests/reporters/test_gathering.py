"""What is said of a finding, from its parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from smcheck import Council, Decision, Decisions, Draft, Finding, Reviewer, Severity
from smcheck.reporters.gathering import explained, in_words
from smcheck.reporters.json import draft_data
from smcheck.settings.elections import Election
from tests.reporters import hostile

SAID = replace(hostile.FINDING, message="an insult")


@pytest.mark.parametrize(
    ("parts", "words", "explanation"),
    [
        ({}, "an insult", None),
        ({"reasons": ("quoted", "reported")}, "an insult (quoted, reported)", None),
        ({"also": ("slur", "threat")}, "an insult; also slur, threat", None),
        ({"explanation": "weighing most: “x”"}, "an insult; weighing most: “x”", "weighing most: “x”"),
        ({"heightened": "before the poll (law)"}, "an insult, before the poll (law)", "before the poll (law)"),
        ({"undecided": "the waiver lapsed"}, "an insult; the waiver lapsed", "the waiver lapsed"),
        (
            {
                "reasons": ("negated",), "also": ("slur",), "explanation": "weighing most: “x”",
                "heightened": "before the poll", "undecided": "the waiver lapsed",
            },
            "an insult; weighing most: “x”; also slur (negated), before the poll; the waiver lapsed",
            "weighing most: “x”; before the poll; the waiver lapsed",
        ),
    ],
)  # fmt: skip
def test_the_parts_are_joined_in_one_way(parts: dict[str, Any], words: str, explanation: str | None) -> None:
    finding = replace(SAID, **parts)
    assert in_words(finding) == words
    assert explained(finding) == explanation


def found(text: str, **options: Any) -> list[Finding]:
    return list(Reviewer(date=dt.date(2026, 6, 1), **options).review(text).findings)


@pytest.mark.parametrize(
    ("text", "reasons", "severity"),
    [
        ("You are an idiot.", (), Severity.ERROR),
        ("Nobody here is an idiot.", ("negated",), Severity.WARNING),
        ("“You are an idiot,” he said.", ("quoted", "reported"), Severity.NOTE),
    ],
)
def test_a_reason_is_a_step_of_severity(text: str, reasons: tuple[str, ...], severity: Severity) -> None:
    (insult,) = (
        finding for finding in found(text, council=Council(classifier=False)) if finding.check == "insult"
    )
    assert (insult.reasons, insult.severity) == (reasons, severity)
    assert insult.message == "an insult aimed at somebody"


def test_what_else_it_stands_for_is_named() -> None:
    said = [one for one in found("Typical of this corrupt council.") if one.category == "defamation"]
    assert [(one.message, one.also) for one in said] == [
        ("an allegation that could be defamatory", ("insult",))
    ]


def test_what_led_the_classifier_to_it_is_told() -> None:
    (finding,) = found("Gypsies are ruining this town and nobody wants them.", select=["hateful-statement"])
    assert finding.explanation is not None
    assert finding.explanation.startswith("weighing most: “")
    assert "weighing" not in finding.message


def test_json_shows_every_part() -> None:
    text = "Only Labour cares about the hall, you idiots."
    poll = Election(dt.date(2026, 6, 20), dt.date(2026, 5, 1))
    key = b"k" * 32
    first = Reviewer(decisions=Decisions(key=key), date=dt.date(2026, 6, 1)).review(text)
    waivers = tuple(Decision("waiver", one.fingerprint, "Jo", dt.date(2026, 1, 1)) for one in first.findings)
    reviewer = Reviewer(
        Council(elections=(poll,)), decisions=Decisions(waivers, key=key), date=dt.date(2026, 6, 1)
    )
    data = draft_data(reviewer.review(Draft(text)))["findings"]
    political = next(one for one in data if one["category"] == "politics")
    assert political["message"] == next(one.message for one in first.findings if one.category == "politics")
    assert "pre-election period to the poll on 2026-06-20" in political["explanation"]
    assert "the waiver by Jo does not hold" in political["explanation"]
