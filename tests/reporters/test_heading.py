"""What every report says of itself: whose it is, under whose policy, by whom and when it was checked."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from justhtml import JustHTML

from smcheck import Council, Draft, Policy, Reviewer, load_policy
from smcheck.reporters import Format, Output, write_report
from smcheck.reporters.heading import NO_COUNCIL, facts, policy_in_words
from smcheck.run import Report
from tests.reporters.hostile import HOSTILE
from tests.reporters.runs import BY, run_over, written
from tests.reporters.test_csv import acts
from tests.reporters.test_markdown import check_is_inert

POST = Draft("For the agenda click here.", "a.txt")
TITLE = "Use of Social Media, Internet & Email Policy"
BORROWED = f"{TITLE} of Leigh-on-Sea Town Council, adopted May 2021"
OWN = f"{TITLE}, adopted May 2021"
CHECKED = "by J. Clerk on 29 November 2026"


def said(report: str, name: Format) -> str:
    """What people read of a report."""
    if name is Format.HTML:
        return " ".join(JustHTML(report, sanitize=False).to_text().split())
    if name is Format.JUNIT:
        read = ET.fromstring(report).iter("property")  # noqa: S314  # our own output
        return "; ".join(f"{one.attrib['name']}: {one.attrib['value']}" for one in read)
    plain = report.replace("\\&", "&").replace("\n          ", " ")
    return " ".join(plain.split())


def of(council: str, drafts: Iterable[Draft] = (POST,)) -> list[tuple[str, str]]:
    """The facts that the report of a council of this name has."""
    reviewer = Reviewer(Council(name=council), checks=())
    run = run_over(reviewer, map(reviewer.review, drafts))
    report = Report(run.policy, by=BY, day=dt.date(2026, 11, 29))
    for event in run.events:
        report.add(event)
    return list(facts(report.councils, report.policy, report.by, report.day))


@pytest.fixture(scope="module")
def borrower() -> Reviewer:
    """A council that applies the policy of another one."""
    return Reviewer(Council(name="Example Town Council"), select=["vague-link-text"])


@pytest.mark.parametrize("name", [name for name in Format if name not in (Format.JSON, Format.JSONL)])
def test_a_report_bears_the_council_the_policy_the_reviewer_and_the_day(
    name: Format, borrower: Reviewer
) -> None:
    report = said(written(run_over(borrower, [borrower.review(POST)]), name), name)
    assert "Example Town Council" in report
    assert BORROWED in report
    if name is Format.CSV:
        assert '"J. Clerk","2026-11-29"' in report
    else:
        assert CHECKED in report


def test_json_bears_them_as_data(borrower: Reviewer) -> None:
    run = run_over(borrower, [borrower.review(POST)])
    whole = json.loads(written(run, Format.JSON))
    (line,) = map(json.loads, written(run, Format.JSONL).splitlines())
    for data in (whole, line):
        assert data["council"] == "Example Town Council"
        assert data["checked"] == {"by": "J. Clerk", "on": "2026-11-29"}
    assert (whole["policy"]["council"], line["policy"]) == ("Leigh-on-Sea Town Council", "leigh-on-sea")


@pytest.mark.parametrize(
    ("council", "expected"),
    [
        ("Example Town Council", [("Council", "Example Town Council"), ("Policy", BORROWED)]),
        ("Leigh-on-Sea Town Council", [("Council", "Leigh-on-Sea Town Council"), ("Policy", OWN)]),
        ("LEIGH-ON-SEA  Town Council", [("Council", "LEIGH-ON-SEA  Town Council"), ("Policy", OWN)]),
        ("", [("Council", NO_COUNCIL), ("Policy", BORROWED)]),
    ],
)
def test_the_policy_is_said_to_be_anothers_only_where_it_is(
    council: str, expected: list[tuple[str, str]]
) -> None:
    assert of(council) == [*expected, ("Checked", CHECKED)]


def test_nothing_is_said_of_a_council_where_nothing_was_checked() -> None:
    assert of("Example Town Council", ()) == [("Policy", BORROWED), ("Checked", CHECKED)]


def test_a_policy_of_its_own_is_named_by_its_own_title() -> None:
    own = replace(
        load_policy(), title="Social Media Policy", council="Sampleton Parish Council", adopted="2025-01"
    )
    assert policy_in_words(own, ("Sampleton Parish Council",)) == "Social Media Policy, adopted January 2025"


def test_all_councils_of_a_run_are_named_and_each_row_its_own() -> None:
    first, second = (
        Reviewer(Council(name=name), select=["vague-link-text"])
        for name in ("Example Town Council", "Sampleton Parish Council")
    )
    one, other = (run_over(each, [each.review(POST)]) for each in (first, second))
    both = replace(one, events=(*one.events, *other.events))
    assert "Council: Example Town Council; Sampleton Parish Council" in said(
        written(both, Format.FULL), Format.FULL
    )
    rows = list(csv.DictReader(io.StringIO(written(both, Format.CSV))))
    assert [row["council"] for row in rows] == ["Example Town Council", "Sampleton Parish Council"]
    lines = [json.loads(line) for line in written(both, Format.JSONL).splitlines()]
    assert [line["council"] for line in lines] == ["Example Town Council", "Sampleton Parish Council"]


def test_who_and_when_are_left_out_where_nobody_says() -> None:
    policy: Policy = load_policy()
    assert list(facts(("Example Town Council",), policy)) == [
        ("Council", "Example Town Council"),
        ("Policy", BORROWED),
    ]
    assert list(facts((), policy, by="Jo"))[-1] == ("Checked", "by Jo")
    stream = io.StringIO()
    write_report((), Report(policy), Format.FULL, Output(stream, color=False))
    assert "Checked" not in stream.getvalue()


def test_a_quiet_report_has_no_heading_in_a_terminal(borrower: Reviewer) -> None:
    run = run_over(borrower, [borrower.review(POST)])
    for name in (Format.FULL, Format.CONCISE, Format.GITHUB):
        assert "Council" not in written(run, name, quiet=True), name


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_council_s_name_or_a_reviewer_s_acts(text: str) -> None:
    reviewer = Reviewer(Council(name=text), checks=())
    run = run_over(reviewer, [reviewer.review(POST)])
    for name in Format:
        stream = io.StringIO()
        write_report(
            run.events,
            Report(run.policy, by=text, day=dt.date(2026, 1, 2)),
            name,
            Output(stream, color=False),
        )
        report = stream.getvalue()
        assert not [line for line in report.splitlines() if line.lstrip().startswith(("::", "##["))], name
        assert report.replace("\n", "").replace("\u200d", "").isprintable(), name
        if name is Format.MARKDOWN:
            check_is_inert(report)
        elif name is Format.CSV:
            assert not [cell for row in csv.reader(io.StringIO(report)) for cell in row if acts(cell)]
        elif name is Format.HTML:
            found = {node.name for node in JustHTML(report, sanitize=False, strict=True).query("header *")}
            assert found <= {"h1", "p", "dl", "div", "dt", "dd", "bdi", "h2", "ul", "li"}
        elif name is Format.JUNIT:
            ET.fromstring(report)  # noqa: S314  # our own output


@pytest.mark.parametrize(
    "council", ["Sampleton Parish Council", "", "British parish, town and community councils"]
)
def test_the_common_clauses_are_said_to_be_no_councils_own(council: str) -> None:
    common = load_policy("british-councils")
    assert policy_in_words(common, (council,)) == (
        "smcheck's common clauses of British councils, which are no council's own policy"
    )


def test_a_policy_that_inherits_them_is_the_councils_own(tmp_path: Path) -> None:
    text = """id = "s"\ninherits = "british-councils"\ntitle = "Our Policy"\ncouncil = "Sampleton"\nadopted = "2025-01"\n"""
    (tmp_path / "policy.toml").write_text(text, encoding="utf-8")
    assert policy_in_words(load_policy("policy.toml", tmp_path), ("Sampleton",)) == (
        "Our Policy, adopted January 2025"
    )


def test_json_keeps_the_month_of_the_common_clauses() -> None:
    reviewer = Reviewer(Council(policy="british-councils"), load_policy("british-councils"), checks=())
    data = json.loads(written(run_over(reviewer, [reviewer.review(POST)]), Format.JSON))
    assert (data["policy"]["id"], data["policy"]["adopted"]) == ("british-councils", "2026-11")
