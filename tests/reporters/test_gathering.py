"""What is said of a finding, from its parts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from smcheck import Council, Decision, Decisions, Draft, Finding, Reviewer, Severity
from smcheck.reporters.gathering import Entry, explained, gather, in_words
from smcheck.reporters.json import draft_data
from smcheck.settings.elections import Election
from tests.reporters import hostile

SAID = replace(hostile.FINDING, message="an insult")


@pytest.mark.parametrize(
    ("parts", "words", "explanation"),
    [
        ({}, "an insult", None),
        (
            {"reasons": ("quoted", "reported")},
            "an insult (in quotation marks, said by others)",
            None,
        ),
        ({"also": ("slur", "heated-tone")}, "an insult; also slur, heated tone", None),
        ({"explanation": "mainly because of “x”"}, "an insult; mainly because of “x”", "mainly because of “x”"),
        ({"heightened": "before the poll (law)"}, "an insult, before the poll (law)", "before the poll (law)"),
        ({"undecided": "the waiver lapsed"}, "an insult; the waiver lapsed", "the waiver lapsed"),
        (
            {
                "reasons": ("negated",), "also": ("slur",), "explanation": "mainly because of “x”",
                "heightened": "before the poll", "undecided": "the waiver lapsed",
            },
            "an insult; mainly because of “x”; also slur (said not to be so), before the poll; the waiver lapsed",
            "mainly because of “x”; before the poll; the waiver lapsed",
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
        ("an accusation that could harm somebody's good name", ("insult",))
    ]


def test_what_led_the_classifier_to_it_is_told() -> None:
    (finding,) = found("Gypsies are ruining this town and nobody wants them.", select=["hateful-statement"])
    assert finding.explanation is not None
    assert finding.explanation.startswith("mainly because of “")
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
    assert "pre-election period before the poll on 2026-06-20" in political["explanation"]
    assert "the waiver by Jo does not hold" in political["explanation"]


@pytest.mark.parametrize(
    ("category", "approval", "subject", "command"),
    [
        ("named-person", "person", "Sam Example", 'smcheck approve person "Sam Example" --by NAME'),
        ("named-person", "person", "Ann-Mae O’Neil", 'smcheck approve person "Ann-Mae O’Neil" --by NAME'),
        ("link", "link", "example.org", "smcheck approve link example.org --by NAME"),
        ("link", "link", "07700900123.example.org", "smcheck approve link LINK --by NAME"),
        ("personal-contact", "contact", "07700 900123", "smcheck approve contact CONTACT --by NAME"),
        ("personal-contact", "contact", "jo@example.org", "smcheck approve contact CONTACT --by NAME"),
        ("named-person", "person", "Sam $(rm) Example", "smcheck approve person PERSON --by NAME"),
        ("named-person", "person", "Sam `id`", "smcheck approve person PERSON --by NAME"),
        ("named-person", "person", 'Sam" & calc', "smcheck approve person PERSON --by NAME"),
        ("named-person", "person", "--config", "smcheck approve person PERSON --by NAME"),
    ],
)
def test_the_command_that_approves_is_told(category: Any, approval: str, subject: str, command: str) -> None:
    finding = replace(SAID, category=category, approval=approval, subject=subject)
    assert list(Entry((finding,)).commands()) == [("Approve", command)]


def test_no_command_is_told_where_no_approval_would_hold() -> None:
    assert list(Entry((replace(SAID, category="named-person", subject="Sam Example"),)).commands()) == []


def test_of_many_commands_the_first_are_told_each_once() -> None:
    names = ("Ann Askew", "Bob Askew", "Ann Askew", "Cy Askew", "Di Askew")
    findings = tuple(
        replace(SAID, category="named-person", approval="person", subject=name) for name in names
    )
    assert [label for label, _ in Entry(findings).commands()] == ["Approve", "", ""]
    assert [command.split('"')[1] for _, command in Entry(findings).commands()] == [
        "Ann Askew", "Bob Askew", "Cy Askew",
    ]  # fmt: skip


def test_people_under_other_rules_or_with_other_advice_are_entries_of_their_own() -> None:
    entries = gather(found("Cllr Moss met Jane Pettiwick and Bob Askew. RIP Dave. A talk by Rev Fenwick."))
    assert [[one.excerpt for one in entry.findings] for entry in entries] == [
        ["Cllr Moss"], ["Jane Pettiwick", "Bob Askew"], ["Dave"], ["Rev Fenwick"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("See example.org for tickets.", ["smcheck approve link example.org --by NAME"]),
        ("See sites.google.com/fete for tickets.", []),  # of many websites: it cannot be cleared
        ("See bit.ly/abc for tickets.", []),  # a short link: what it leads to is cleared
        ("Ring 07700 900123.", ["smcheck approve contact CONTACT --by NAME"]),
        ("Len Askew died on Sunday.", []),  # he cannot be asked
        ("Well done to Priya.", []),  # advice needs no approval
        ("You are an idiot.", []),
    ],
)
def test_a_command_is_told_where_an_approval_can_be_recorded_and_is_asked_for(
    text: str, commands: list[str]
) -> None:
    (entry,) = gather(found(text))
    assert [command for _, command in entry.commands()] == commands
