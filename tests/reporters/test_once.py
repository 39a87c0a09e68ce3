"""A rule and an advice that several findings share are said once; every finding still names its rule."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from justhtml import JustHTML

from smcheck import Draft, Finding, Review, Reviewer, Severity, load_policy
from smcheck.reporters import Format
from smcheck.reporters.gathering import Entry
from smcheck.reporters.once import Line, Once, above, together
from tests.reporters import hostile
from tests.reporters.runs import run_over, written
from tests.reporters.test_html import found_in, text_of

POLICY = load_policy()
TEXT = "Ask Jo, Sam, Kim or Alex. You fool, you idiot."
NAME = replace(
    hostile.FINDING, check="named-person", category="named-person", rules=("9",), severity=Severity.WARNING,
    message="Jo is named", suggestion="Ask them first.",
)  # fmt: skip
INSULT = replace(hostile.FINDING, message="an insult", suggestion="Leave it out.")
RULE_9 = "Rule 9, section 4, Rules for Social Media: Name staff, councillors and volunteers only with their approval"
RULE_1 = "Rule 1, section 4, Rules for Social Media: Nothing abusive, obscene, discriminatory or defamatory"
ALSO = "Monitoring (c) (section 4, Monitoring use of Social Media)"
REPORT = POLICY.rule("1").report


def at(finding: Finding, word: str, **changes: object) -> Finding:
    start = TEXT.index(word)
    return replace(finding, start=start, end=start + len(word), column=start + 1, excerpt=word, **changes)  # type: ignore[arg-type]


def lines(*findings: Finding, named: bool = False) -> list[list[tuple[str, str, int | None]]]:
    once: Once[int] = Once(POLICY, named=named)
    return [
        [(line.label, line.said, line.before) for line in once.lines(Entry((one,)), at)]
        for at, one in enumerate(findings, 1)
    ]


def test_a_rule_and_an_advice_are_said_with_the_first_finding() -> None:
    assert lines(NAME, NAME) == [
        [("Rule", RULE_9, None), ("Instead", "Ask them first.", None)],
        [("Rule", "Rule 9", 1), ("Instead", "", 1)],
    ]


def test_what_belongs_to_the_rule_is_left_out_with_it() -> None:
    other = replace(INSULT, suggestion="Say what happened.")
    assert lines(INSULT, other) == [
        [
            ("Rule", RULE_1, None),
            ("Also", ALSO, None),
            ("Instead", "Leave it out.", None),
            ("Report", REPORT, None),
        ],
        [("Rule", "Rule 1", 1), ("Instead", "Say what happened.", None)],
    ]


def test_a_further_rule_stands_where_only_this_finding_cites_it() -> None:
    only = replace(INSULT, rules=("1",), suggestion="")
    assert lines(only, replace(INSULT, suggestion=""))[1] == [("Rule", "Rule 1", 1), ("Also", ALSO, None)]
    elsewhere = replace(INSULT, rules=("3", "monitoring-c"), suggestion="")
    assert lines(replace(INSULT, suggestion=""), elsewhere)[1][1] == ("Also", ALSO, None)


@pytest.mark.parametrize(
    ("named", "third"), [(False, ("Instead", "Ask them first.", None)), (True, ("Instead", "", 1))]
)
def test_above_is_only_what_was_said_last(named: bool, third: tuple[str, str, int | None]) -> None:
    other = replace(NAME, suggestion="Name the role.")
    assert lines(NAME, other, NAME, named=named)[2] == [("Rule", "Rule 9", 1), third]


def test_what_is_only_like_it_is_said_in_full() -> None:
    ruled = replace(NAME, rules=("10",))
    assert [line[0] for line in lines(NAME, ruled)] == [
        ("Rule", RULE_9, None),
        ("Rule", f"Rule 10, section 4, Rules for Social Media: {POLICY.rule('10').title}", None),
    ]


def test_the_words_for_it() -> None:
    assert [
        above(line) for line in (Line("Rule", "Rule 9", 1), Line("Instead", "", 1), Line("Rule", "x", None))
    ] == [
        "Rule 9, as above",
        "as above",
        "x",
    ]


def test_findings_under_one_rule_stand_together() -> None:
    first, insult, second = Entry((NAME,)), Entry((INSULT,)), Entry((NAME, NAME))
    assert together((first, insult, second)) == (first, second, insult)
    assert together((insult, first)) == (insult, first)


def review() -> Review:
    """Two people apart, with an insult between them."""
    found = (
        at(NAME, "Jo"),
        at(INSULT, "fool"),
        at(NAME, "Sam", severity=Severity.NOTE, message="Sam is named"),
    )
    return Review(Draft(TEXT, "a.txt"), found, masked=TEXT)


@pytest.mark.parametrize("name", [Format.FULL, Format.MARKDOWN])
def test_reports_in_characters_say_it_once(name: Format, shared_reviewer: Reviewer) -> None:
    report = " ".join(written(run_over(shared_reviewer, [review()]), name).split())
    assert report.count("Name staff, councillors and volunteers only with their approval") == 1
    assert report.count("Ask them first.") == 1
    said = re.findall(r"(Jo is named|Sam is named|An insult|Rule 9, as above|Instead: as above)", report)
    assert said == ["Jo is named", "Sam is named", "Rule 9, as above", "Instead: as above", "An insult"]


def test_the_page_leads_to_the_finding_that_says_it(shared_reviewer: Reviewer) -> None:
    page = JustHTML(written(run_over(shared_reviewer, [review()]), Format.HTML), sanitize=False, strict=True)
    third = page.query("#d1-f3")[0]
    assert [text_of(node).strip() for node in found_in(third, "dd")][1:] == [
        "Rule 9, as in finding 1",
        "as in finding 1",
    ]
    assert [link.attrs["href"] for link in found_in(third, "dd a")][1:] == ["#d1-f1", "#d1-f1"]
    assert RULE_9 in page.query("#d1-f1")[0].to_text()


def test_each_draft_says_it_anew(shared_reviewer: Reviewer) -> None:
    run = run_over(shared_reviewer, [review(), review()])
    for name in (Format.FULL, Format.MARKDOWN, Format.HTML):
        report = " ".join(written(run, name).split())
        assert report.count("Name staff, councillors and volunteers only with their approval") == 2, name


def test_a_line_a_finding_names_its_rule_always(shared_reviewer: Reviewer) -> None:
    report = written(run_over(shared_reviewer, [review()]), Format.CONCISE).splitlines()
    assert [re.sub(r".*? \((?=Rule)", "", line) for line in report[:3]] == [
        "Rule 9)",
        "Rule 1, Monitoring (c))",
        "Rule 9)",
    ]
