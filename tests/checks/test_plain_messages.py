"""What findings say is plain: every message, reason and piece of advice that the examples bring about.

People at the desk have no prompt and no patience for the words of programmers: nothing names a command, and
our own checks for plain English find nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

import pytest

from smcheck import Council, Draft, Finding, Reviewer
from smcheck.checks import all_checks
from smcheck.checks.shared.reading import OTHERWISE, Reading
from smcheck.reporters.gathering import in_words, sentence
from tests.checks.test_examples import drafted, examples_of, policy_on_everything

CHECKS = ("reading-age", "jargon", "long-sentence", "vague-link-text", "heated-tone")
ASK, WE = "the Parish Clerk", "our Parish Council"
POLICY = replace(policy_on_everything(), ask=ASK, we=WE)
_JARGON = re.compile(
    r"\b(?:spans?|classifiers?|heads?|tokens?|models?|regex|lexicons?|fingerprints?|canonical|weigh\w*|negated|"
    r"roster|findings?|categor\w+|severit\w+|config\w*|toml|parse[dr]?|strings?|hits?|bears?)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\bsmcheck\b|(?<!\w)--?[a-z]|`")
_QUOTED = re.compile(r"“[^”]*”|#\w+")
_ADVICE = re.compile(r"[A-Z].*(?:[.!?]|”|#\w+)", re.DOTALL)
_MESSAGE = re.compile(r"(?:[a-z“\d]|X\b|e-mail).*[^.!?:;,]", re.DOTALL)


@dataclass(frozen=True)
class Said:
    """What is said of one finding, the draft's own words left out."""

    check: str
    message: str
    advice: str
    whole: str


def said_of(finding: Finding, words: str) -> Said:
    def ours(text: str) -> str:
        return _QUOTED.sub("“…”", text.replace(words, "“…”") if finding.check == "named-person" else text)

    return Said(finding.check, ours(finding.message), ours(finding.suggestion), ours(in_words(finding)))


@cache
def readings() -> tuple[tuple[str, Reading], ...]:
    modules = (
        (check.name, import_module(f"smcheck.checks.{check.name.replace('-', '_')}"))
        for check in all_checks()
    )
    return tuple((name, module.READING) for name, module in modules if hasattr(module, "READING"))


def of_reading() -> Iterator[Said]:
    """What is said where the readers speak, who are not asked here."""
    for name, reading in readings():
        message = reading.message.format(about="somebody", we=WE) or "this is milder"
        advice = reading.suggestion.format(ask=ASK, we=WE)
        yield Said(name, message, _QUOTED.sub("“…”", advice), f"{message} ({OTHERWISE})")


@pytest.fixture(scope="module")
def said(shared_reviewer: Reviewer) -> tuple[Said, ...]:
    council = replace(shared_reviewer.council, classifier=False)
    reviewer = Reviewer(council, POLICY, date=shared_reviewer.date)
    drafts = {example.text: drafted(example.text) for check in all_checks() for example in examples_of(check)}
    found = {
        said_of(finding, draft.text[finding.start : finding.end])
        for draft in drafts.values()
        for finding in reviewer.review(draft).findings
    }
    return (*sorted(found, key=str), *of_reading())


def test_every_check_is_heard(said: tuple[Said, ...]) -> None:
    assert {one.check for one in said} == {check.name for check in all_checks()}


def test_they_speak_of_the_council_as_the_policy_does(said: tuple[Said, ...]) -> None:
    every = [f"{one.whole} {one.advice}" for one in said]
    assert [text for text in every if "the council" in text or "{" in text] == []
    ours = {one.check for one in said if WE in f"{one.whole} {one.advice}"}
    assert ours >= {"commitment", "email", "heated-tone", "impersonation", "missing-waiver", "personal-view"}
    assert {one.check for one in said if ASK in one.advice} >= {"confidential-business", "third-party-link"}


def test_no_words_of_programmers(said: tuple[Said, ...]) -> None:
    assert [(one, found[0]) for one in said if (found := _JARGON.search(f"{one.whole} {one.advice}"))] == []


def test_no_commands(said: tuple[Said, ...]) -> None:
    assert [one for one in said if _COMMAND.search(f"{one.whole} {one.advice}")] == []


def test_messages_begin_small_and_advice_is_a_sentence(said: tuple[Said, ...]) -> None:
    assert [one.advice for one in said if one.advice and not _ADVICE.fullmatch(one.advice)] == []
    odd = {one.message for one in said if not _MESSAGE.fullmatch(one.message)}
    assert {message for message in odd if not message.endswith(" is named")} == set()


def test_our_own_checks_for_plain_english_find_nothing(said: tuple[Said, ...]) -> None:
    reviewer = Reviewer(Council(classifier=False), select=CHECKS)
    wrong = []
    for text in sorted({f"{sentence(one.message)}. {one.advice}" for one in said}):
        wrong += [(one.check, text) for one in reviewer.review(Draft(text)).findings]
    assert wrong == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("the classifier's head", _JARGON),
        ("an insult (negated)", _JARGON),
        ("Record it with smcheck approve person.", _COMMAND),
        ("Add --by NAME.", _COMMAND),
    ],
)
def test_what_is_not_plain_would_be_found(wrong: str, found: re.Pattern[str]) -> None:
    assert found.search(wrong)


def test_what_reads_hard_would_be_found() -> None:
    text = "Utilise alternative accommodation prior to the commencement of proceedings."
    assert {one.check for one in Reviewer(select=CHECKS).review(text).findings} >= {"jargon"}
