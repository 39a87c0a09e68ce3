"""Reports for people begin with what was not reviewed and the gravest drafts; those for programs keep the order."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from justhtml import JustHTML

from smcheck import Draft, Policy, Review, Reviewer, Severity, load_policy
from smcheck.model.decision import Decision
from smcheck.model.review import ReviewError
from smcheck.reporters import Format
from smcheck.reporters.order import UNREAD, Turn, Urgency, counted, turn_of
from smcheck.run import NotReviewed
from tests.reporters import hostile
from tests.reporters.runs import PastRun, run_over, written
from tests.reporters.test_html import found_in, text_of

TEXT = "You fool."
POLICY: Policy = load_policy()
DECIDED = Decision("waiver", "x", "J. Clerk", hostile.hostile_review("x").findings[2].decision.on)  # type: ignore[union-attr]
FOUND = replace(hostile.FINDING, message="an insult", end=3, excerpt="You")


def draft(name: str, *severities: Severity, broken: bool = False, decided: bool = False) -> Review:
    found = [replace(FOUND, severity=severity) for severity in severities]
    found += [replace(FOUND, decision=DECIDED)] * decided
    errors = (ReviewError(f"{name}.txt", "it broke", "insult"),) * broken
    return Review(Draft(TEXT, f"{name}.txt"), tuple(found), errors, masked=TEXT)


DRAFTS = (
    draft("clean"),
    draft("note", Severity.NOTE),
    draft("cleared", decided=True),
    draft("error", Severity.ERROR),
    draft("broken-note", Severity.NOTE, broken=True),
    draft("warning", Severity.NOTE, Severity.WARNING),
    draft("broken", broken=True),
    draft("second-error", Severity.ERROR, decided=True),
    draft("second-clean"),
)
ARRIVED = [review.draft.path.removesuffix(".txt") for review in DRAFTS]
ORDERED = [
    "broken-note",
    "broken",
    "missing",
    "error",
    "second-error",
    "warning",
    "note",
    "cleared",
    "clean",
    "second-clean",
]


@pytest.fixture
def run(shared_reviewer: Reviewer) -> PastRun:
    missing = NotReviewed("missing.txt", "there is no such file", shared_reviewer)
    return run_over(shared_reviewer, [*DRAFTS[:7], missing, *DRAFTS[7:]])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("clean", Urgency.CLEAN),
        ("cleared", Urgency.CLEARED),
        ("note", Urgency.NOTE),
        ("warning", Urgency.WARNING),
        ("error", Urgency.ERROR),
        ("broken-note", Urgency.UNREVIEWED),
    ],
)
def test_where_a_draft_stands(name: str, expected: Urgency) -> None:
    assert turn_of(DRAFTS[ARRIVED.index(name)]) == (expected, False)


def test_full_begins_with_the_gravest(run: PastRun) -> None:
    report = written(run, Format.FULL)
    assert re.findall(r"^([a-z-]+)\.txt: ", report, re.MULTILINE) == ORDERED
    assert "\n\nclean.txt: NOTHING FOUND\nsecond-clean.txt: NOTHING FOUND\n\n10 drafts; " in report
    counts = (
        "Drafts: 3 not reviewed in full; 2 do not post; 1 ask the Town Clerk first; 1 advice only; "
        "1 cleared by a recorded decision; 2 with nothing found Unsure?"
    )
    assert counts in " ".join(report.split())


def test_full_in_colour_is_in_the_same_order(run: PastRun) -> None:
    from smcheck.reporters import Output, write_report
    from smcheck.run import Report

    stream = io.StringIO()
    write_report(run.events, Report(run.policy), Format.FULL, Output(stream, color=True))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert plain != stream.getvalue()
    assert re.findall(r"^([a-z-]+)\.txt: ", plain, re.MULTILINE) == ORDERED


def test_markdown_begins_with_the_gravest_and_lists_the_clean_ones(run: PastRun) -> None:
    report = written(run, Format.MARKDOWN)
    assert re.findall(r"^## `([a-z-]+)\.txt`: ", report, re.MULTILINE) == ORDERED[:-2]
    assert "\n## Nothing found\n\n- `clean.txt`\n- `second-clean.txt`\n" in report
    assert (
        "\n- 3 not reviewed in full\n- 2 do not post\n- 1 ask the Town Clerk first\n- 1 advice only\n"
        "- 1 cleared by a recorded decision\n- 2 with nothing found\n"
    ) in report


def test_the_page_begins_with_the_gravest_and_lists_the_clean_ones(run: PastRun) -> None:
    page = JustHTML(written(run, Format.HTML), sanitize=False, strict=True)
    names = [text_of(node).removesuffix(".txt") for node in found_in(page, ".draft h2 .name, .clean h3 bdi")]
    assert names == ORDERED
    assert [text_of(node, "sign").strip() for node in found_in(page, ".counts li")] == [
        words for _, words in counted(map(_turn, ORDERED), POLICY)
    ]
    ids = {node.attrs["id"]: node for node in found_in(page, "section[id]")}
    for link in found_in(page, ".counts a"):
        assert link.attrs["href"][1:] in ids


def _turn(name: str) -> Turn:
    return UNREAD if name == "missing" else turn_of(DRAFTS[ARRIVED.index(name)])


def test_programs_get_the_drafts_as_they_came(run: PastRun) -> None:
    came = [*ARRIVED[:7], "missing", *ARRIVED[7:]]
    names = [f"{name}.txt" for name in came]
    found = [name for name in names if "clean" not in name and "cleared" not in name]
    assert [one["path"] for one in json.loads(written(run, Format.JSON))["drafts"]] == names
    assert [json.loads(line)["path"] for line in written(run, Format.JSONL).splitlines()] == names
    suites = ET.fromstring(written(run, Format.JUNIT))  # noqa: S314  # our own output
    assert [suite.attrib["name"] for suite in suites] == names
    rows = csv.DictReader(io.StringIO(written(run, Format.CSV)))
    assert list(dict.fromkeys(row["path"] for row in rows)) == found
    lines = re.findall(r"file=([a-z.-]+)", written(run, Format.GITHUB))
    assert list(dict.fromkeys(lines)) == found
    lines = re.findall(r"^([a-z.-]+):1:1:", written(run, Format.CONCISE), re.MULTILINE)
    assert list(dict.fromkeys(lines)) == [name for name in found if name not in ("broken.txt", "missing.txt")]


def test_one_draft_is_shown_whole_though_it_is_clean(shared_reviewer: Reviewer) -> None:
    alone = run_over(shared_reviewer, [DRAFTS[0]])
    assert "## `clean.txt`: nothing found" in written(alone, Format.MARKDOWN)
    assert written(alone, Format.FULL).startswith("clean.txt: NOTHING FOUND\n\n1 draft; nothing found\n")
    page = JustHTML(written(alone, Format.HTML), sanitize=False, strict=True)
    assert not found_in(page, ".clean, nav, .counts, .summary")
    assert [text_of(node) for node in found_in(page, ".text")] == [TEXT]
    assert "Dots stand for" not in text_of(found_in(page, "header")[0])
