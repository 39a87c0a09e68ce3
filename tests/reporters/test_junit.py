"""JUnit XML: parsed, with the counts and elements that build servers expect."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from smcheck import Draft, Reviewer
from smcheck.model.showing import visible
from smcheck.reporters import Format
from tests.reporters import hostile
from tests.reporters.runs import run_over, written
from tests.reporters.test_golden import report

# Elements and attributes of junit-10.xsd (Jenkins xUnit plugin) as far as we use them.
KNOWN = {
    "testsuites": ({"name"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "file"}, {"properties", "testcase"}),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname"}, {"failure", "error", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}


def parsed(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314  # our own output
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = KNOWN[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children
    for suite in root:
        cases = suite.findall("testcase")
        errors = [case for case in cases if case.find("error") is not None]
        failures = [case for case in cases if case.find("failure") is not None and case not in errors]
        counts = tuple(int(suite.attrib[name]) for name in ("tests", "failures", "errors"))
        assert counts == (len(cases), len(failures), len(errors))
    return root


def test_drafts_are_test_cases(reviewer: Reviewer) -> None:
    root = parsed(written(report(reviewer), Format.JUNIT))
    assert [(suite.attrib["name"], suite.attrib["failures"], suite.attrib["errors"]) for suite in root] == [
        ("drafts/library.txt", "0", "0"),
        ("drafts/fete.txt", "1", "0"),
        ("posts.csv", "1", "0"),
        ("cymraeg.txt", "0", "1"),
        ("none.txt", "0", "1"),
    ]
    assert [case.attrib["name"] for case in root.iter("testcase")][2] == "posts.csv:row 3 (7)"
    assert {case.attrib["classname"] for case in root.iter("testcase")} == {"smcheck.leigh-on-sea"}


def test_a_failure_says_where_by_which_rule_and_what_instead(reviewer: Reviewer) -> None:
    root = parsed(written(report(reviewer), Format.JUNIT))
    phone = next(failure for failure in root.iter("failure") if failure.attrib["type"] == "phone")
    assert phone.attrib["message"] == "a phone number that is not one of the council's own"
    assert (phone.text or "").splitlines() == [
        "Where: drafts/fete.txt:1:13",
        "Breaks: Rule 11 (section 4, Rules for Social Media) (error)",
        "Instead: Give the council's number, 01632 960999.",
    ]


def test_the_gravest_failure_comes_first(reviewer: Reviewer) -> None:
    root = parsed(written(report(reviewer), Format.JUNIT))
    said = [
        re.findall(r"\((error|warning|note)\)$", failure.text or "", re.MULTILINE)
        for failure in root[1].findall("testcase")[0]
    ]
    assert said == [["error"]] * 3 + [["warning"]] * 4 + [[]]  # the last lists what does not fail


@pytest.mark.parametrize(
    ("fail_on", "failing", "listed"),
    [
        ("error", {"phone", "insult"}, {"note", "warning"}),
        (
            "note",
            {"phone", "insult", "heated-tone", "named-person", "third-party-link", "long-sentence"},
            set(),
        ),
        ("never", set(), {"note", "warning", "error"}),
    ],
)
def test_what_does_not_fail_is_listed(
    reviewer: Reviewer, fail_on: str, failing: set[str], listed: set[str]
) -> None:
    found = replace(report(reviewer), fail_on=fail_on)
    case = parsed(written(found, Format.JUNIT))[1].findall("testcase")[0]
    assert {failure.attrib["type"] for failure in case.iter("failure")} == failing
    lines = case.findtext("system-out", "").splitlines()
    assert {re.sub(r"\d+:\d+: (\w+) .*", r"\1", line) for line in lines} == listed


def test_rows_of_a_sheet_are_cases_of_one_suite(reviewer: Reviewer) -> None:
    posts = [Draft("A fair on Sunday.", "a.csv", None, row) for row in (2, 3)]
    drafts = [*posts, Draft("A fair.", "b.txt"), Draft("Hello.", "a.csv", "9", 4)]
    root = parsed(written(run_over(reviewer, reviewer.review_many(drafts)), Format.JUNIT))
    assert [[case.attrib["name"] for case in suite.iter("testcase")] for suite in root] == [
        ["a.csv:row 2", "a.csv:row 3"],
        ["b.txt"],
        ["a.csv:row 4 (9)"],
    ]


def test_a_report_without_drafts_is_xml_too(reviewer: Reviewer) -> None:
    assert list(parsed(written(run_over(reviewer, []), Format.JUNIT))) == []


def test_nothing_hostile_acts(reviewer: Reviewer) -> None:
    found = written(hostile.hostile_run(reviewer), Format.JUNIT)
    assert found.isascii()
    assert "]]>" not in found
    assert not [line for line in found.splitlines() if line.lstrip().startswith(("::", "##["))]
    root = parsed(found)
    assert [suite.attrib["name"] for suite in root] == [visible(text) for text in hostile.HOSTILE]
    for text, case in zip(hostile.HOSTILE, root.iter("testcase"), strict=True):
        assert [child.tag for child in case] == ["error", "error", "failure", "system-out"]
        assert case[2].attrib["message"] == visible(text)
        assert visible(text) in (case[2].text or "")
        assert visible(text) in case.findtext("system-out", "")
