"""Every check against its file of marked-up examples, and against those of its documentation.

A line of `examples/<check>.md` reads `post => severity: words => severity: words`, with the findings in
the order of the post; a post that must stay silent ends in a bare `=>`. `\\n` is a line break, and
`{word * 26}` the word repeated, with spaces between where it has more than one letter. A post may begin with
how it is drafted, in brackets: `(reply)`, `(repeated)`, `(with a poster)`, `(email)`, `(before a poll)`, `(picture with an owner)` or the
platform, `(x)`. What lists and frames find is shown with the classifier off; under a heading that begins with
"Read:" it is on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from smcheck import Draft, Policy, Reviewer, Severity, load_policy
from smcheck.checks import Check, all_checks
from smcheck.model.category import CATEGORIES
from smcheck.model.draft import Picture
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy import Rule
from tests.conftest import ELECTION

EXAMPLES = Path(__file__).parent / "examples"
LEAST_OF_EACH = 4
PLATFORM_CHECK = "platform-limit"
TOPICS_ALLOWED = ("council-business", "events", "weather-and-emergencies")
FETE = "SUMMER FETE\nOn the village green\nSaturday 12 July, 12 - 5pm\nStalls, dog show and teas\nRing 01632 960999"
FAIR = "Winter fair\nFriday 19 December\n12 noon - 5pm\nExample village hall\nStalls and mulled wine"
DRAFTED = {
    "reply": Draft("", kind="reply"),
    "with a photograph": Draft("", attached=("visit.jpg",)),
    "with a poster": Draft("", attached=("Poster-final.png",)),
    "repeated": Draft("", repeats="plan.csv, row 2"),
    "email": Draft("", kind="email"),
    "picture with a position": Draft("", pictures=(Picture("bench.jpg", has_position=True),)),
    "picture with an owner": Draft("", pictures=(Picture("bench.jpg", owner="Jo Bloggs"),)),
    "picture of the council's own": Draft(
        "", pictures=(Picture("bench.jpg", owner="(c) Example Town Council"),)
    ),
    "with a picture": Draft("", pictures=(Picture("team.jpg"),)),
    "with the poster of the fete": Draft("", pictures=(Picture("fete.png", words=FETE),)),
    "with the poster of the fair": Draft("", pictures=(Picture("fair.png", words=FAIR),)),
    "with a photograph of a shop": Draft("", pictures=(Picture("shop.jpg", words="The Corner Shop\nOpen"),)),
    "before a poll": Draft("", date=ELECTION.poll),
    **{name: Draft("", platforms=(name,)) for name in PLATFORMS},
}
_REPEATED = re.compile(r"\{(\w+) \* (\d+)\}")


@dataclass(frozen=True)
class Example:
    where: str
    text: str
    expected: tuple[tuple[str, str], ...]
    read: bool = False


def policy_on_everything() -> Policy:
    """The policy of Leigh-on-Sea with one more rule, on every category that it leaves out."""
    policy = load_policy()
    rest = tuple(name for name in CATEGORIES if not policy.governing(name))
    rule = Rule(
        "rest", "1", "All", "The rest", "What the policy leaves out.", Severity.WARNING, categories=rest
    )
    return replace(policy, rules=(*policy.rules, replace(rule, topics=TOPICS_ALLOWED)))


@pytest.fixture(scope="module")
def read_reviewer(shared_reviewer: Reviewer) -> Reviewer:
    """A reviewer for the invented council, under a policy with a rule for every category."""
    return Reviewer(shared_reviewer.council, policy_on_everything(), date=shared_reviewer.date)


@pytest.fixture(scope="module")
def unread_reviewer(read_reviewer: Reviewer) -> Reviewer:
    """The same whose classifier is off."""
    council = replace(read_reviewer.council, classifier=False)
    return Reviewer(council, read_reviewer.policy, date=read_reviewer.date)


def expand(text: str) -> str:
    def repeat(match: re.Match[str]) -> str:
        word, count = match[1], int(match[2])
        return word * count if len(word) == 1 else " ".join([word] * count)

    return _REPEATED.sub(repeat, text).replace("\\n", "\n")


def examples_of(check: Check) -> list[Example]:
    path = EXAMPLES / f"{check.name.replace('-', '_')}.md"
    found = []
    read = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            read = line.startswith("## Read:")
        if "=>" not in line:
            continue
        text, *marks = [part.strip() for part in line.split("=>")]
        expected = tuple(
            (severity, expand(words))
            for severity, _, words in (mark.partition(": ") for mark in marks if mark)
        )
        found.append(Example(f"{path.name}:{number}", expand(text), expected, read))
    return found


def drafted(text: str) -> Draft:
    how, _, rest = text.removeprefix("(").partition(") ")
    if not text.startswith("(") or how not in DRAFTED:
        return Draft(text)
    return replace(DRAFTED[how], text=rest)


def found_by(check: Check, reviewer: Reviewer, text: str) -> list[tuple[str, str]]:
    draft = drafted(text)
    text = draft.text
    review = reviewer.review(draft)
    assert not [error for error in review.errors if error.check != "language"]
    return [
        (finding.severity.value, text[finding.start : finding.end])
        for finding in review.findings
        if finding.check == check.name
    ]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_marked_examples(check: Check, read_reviewer: Reviewer, unread_reviewer: Reviewer) -> None:
    wrong = []
    for example in examples_of(check):
        found = found_by(check, read_reviewer if example.read else unread_reviewer, example.text)
        expected = list(example.expected)
        if check.name == PLATFORM_CHECK:  # its span reaches to the end: only its first words are marked
            found = (
                [(severity, words[: len(expected[0][1])]) for severity, words in found] if expected else found
            )
        if found != expected:
            wrong.append(f"{example.where}: {example.text!r}: expected {expected}, found {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_enough_examples_of_both_kinds(check: Check) -> None:
    examples = examples_of(check)
    flagged = [example for example in examples if example.expected]
    assert min(len(flagged), len(examples) - len(flagged)) >= LEAST_OF_EACH


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_documented_examples(check: Check, read_reviewer: Reviewer) -> None:
    assert check.flagged
    assert check.not_flagged
    for text in check.flagged:
        assert found_in_documentation(check, read_reviewer, text), text
    for text in check.not_flagged:
        assert not found_in_documentation(check, read_reviewer, text), text


def found_in_documentation(check: Check, reviewer: Reviewer, text: str) -> bool:
    review = reviewer.review(drafted(text.replace("{300 letters}", "a" * 300)))
    return any(finding.check == check.name for finding in review.findings)


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_documentation_is_complete(check: Check) -> None:
    assert check.summary.endswith(".")
    assert check.why
    assert check.instead


def test_every_examples_file_has_its_check() -> None:
    names = {path.stem.replace("_", "-") for path in EXAMPLES.glob("*.md")}
    assert names == {check.name for check in all_checks()}
