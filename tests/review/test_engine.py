"""The engine asks whatever judge of sentences and finder of persons it is given."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import smcheck
from smcheck import Council, Draft, Severity, load_policy
from smcheck.models.protocols import HEADS, Head, Judgement, Marks, PersonFinder, SentenceScores, Weighing
from smcheck.review.engine import Engine
from smcheck.review.examined import Examined
from smcheck.text import Span

TEXT = "They all cheered when Milo Fenwick came round on Monday. They went home then."
DAY = dt.date(2026, 6, 1)


MARKED = Marks(0.4, 0.5)


@dataclass
class Stub:
    """A judge to whom every sentence and the whole are as surely hateful, and the first word weighs most."""

    hate: float = 0.7
    marked: Marks = MARKED
    asked: list[Head] = field(default_factory=list)

    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        scores = tuple(self.hate if head == "hate" else 0.0 for head in HEADS)
        whole = Span(sentences[0][0].start, sentences[-1][0].end)
        parts = tuple(SentenceScores(span, scores) for span, _ in sentences)
        return (Judgement(SentenceScores(whole, scores), parts),)

    def weightiest(self, text: str, words: Sequence[Span], head: Head) -> tuple[Span, ...]:
        return tuple(words[:1])

    def marks(self, head: Head) -> Marks:
        self.asked.append(head)
        return self.marked if head == "hate" else Marks(1.0, 1.0)

    def weighing(self) -> Weighing:
        return Weighing(0.3, 0.1, 0.02)


class Broken(Stub):
    def judge(
        self, sentences: Sequence[tuple[Span, str]], wanted: Span | None = None
    ) -> tuple[Judgement, ...]:
        raise ImportError("no such network")


def person(text: str) -> tuple[Span, ...]:
    start = text.index("Milo")
    return (Span(start, start + len("Milo Fenwick")),)


def found(judge: Stub, council: Council | None = None, finder: PersonFinder = person) -> Examined:
    engine = Engine(council or Council(), load_policy(), b"k", judge=judge, find_persons=finder)
    return engine.examine(Draft(TEXT), DAY, None)


def test_another_judge_is_asked_and_brings_its_marks() -> None:
    hateful = [one for one in found(Stub()).findings if one.check == "hateful-statement"]
    assert [(one.start, one.confidence) for one in hateful] == [(0, 0.7), (TEXT.index("They went"), 0.7)]
    assert hateful[0].explanation == "mainly because of “cheered”"
    assert {one.severity for one in hateful} == {Severity.WARNING}
    noted = [one for one in found(Stub(hate=0.45)).findings if one.check == "hateful-statement"]
    assert {one.severity for one in noted} == {Severity.NOTE}
    milder = Stub(marked=Marks(0.8, 0.8))
    assert not [one for one in found(milder).findings if one.check == "hateful-statement"]
    assert "hate" in milder.asked


def test_another_finder_of_persons_is_asked() -> None:
    named = [one for one in found(Stub(hate=0)).findings if one.check == "named-person"]
    assert [TEXT[one.start : one.end] for one in named] == ["Milo Fenwick"]
    nobody = found(Stub(hate=0), finder=lambda text: ())
    assert not [one for one in nobody.findings if one.check == "named-person"]


def test_a_judge_that_is_switched_off_is_not_asked() -> None:
    judge = Broken()
    result = found(judge, Council(classifier=False, language_model=False))
    assert (result.faults, judge.asked) == ((), [])


def test_a_judge_that_breaks_is_one_fault_and_hides_nothing() -> None:
    judge = Broken()
    result = found(judge)
    assert [(fault.check, fault.broken) for fault in result.faults] == [("classifier", True)]
    assert [one.check for one in result.findings] == ["named-person"]
    assert judge.asked == []


def test_nothing_reaches_past_the_judge() -> None:
    package = Path(smcheck.__file__).parent
    reaching = re.compile(r"models import .*judge|models\.judge import|models import .*persons")
    assert [
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if reaching.search(path.read_text(encoding="utf-8"))
    ] == ["models/shipped.py"]


@pytest.mark.parametrize(
    ("left_out", "found"),
    [
        ("", ["missing-credit"]),
        ("credit", ["third-party-content"]),
        ("third-party-content", ["missing-credit"]),
    ],
)
def test_of_one_family_only_what_a_rule_governs_speaks_for_the_others(
    left_out: str, found: list[str]
) -> None:
    policy = load_policy()
    rules = tuple(
        replace(rule, categories=tuple(name for name in rule.categories if name != left_out), severities={})
        for rule in policy.rules
    )
    council = Council(classifier=False, language_model=False)
    engine = Engine(council, replace(policy, rules=rules), b"k")
    draft = Draft("Screenshot from the Gazette: the pool is saved.")
    assert [one.check for one in engine.examine(draft, DAY, None).findings] == found
