"""SARIF: held to the official schema, and what it refers to is there."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import jsonschema
import pytest

from smcheck import Draft, Review, Reviewer, __version__
from smcheck.model.decision import Decision
from smcheck.model.review import ReviewError
from smcheck.model.showing import visible
from smcheck.reporters import Format
from smcheck.reporters.sarif import uri_reference
from tests.reporters import hostile
from tests.reporters.runs import PastRun, run_over, written
from tests.reporters.test_golden import POSTS, report

# "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema" as the SARIF SDK ships it: file
# sarif-2.1.0.json of the npm package @microsoft/sarif-multitool-linux 5.7.0, line ends apart.
# Copyright (c) Microsoft Corporation, MIT licence.
SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def run_of(found: PastRun) -> dict[str, Any]:
    log = json.loads(written(found, Format.SARIF))
    VALIDATOR.validate(log)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules, taxa = run["tool"]["driver"]["rules"], run["taxonomies"][0]["taxa"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for taxon in result["taxa"]:
            assert taxa[taxon["index"]]["id"] == taxon["id"]
            assert taxon["toolComponent"] == run["tool"]["driver"]["supportedTaxonomies"][0]
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}
    for text in texts(run):
        assert "](" not in text
        assert not set("{}") & set(re.sub(r"\{\{|\}\}", "", text))
    assert isinstance(run, dict)
    return run


def texts(data: Any) -> list[str]:
    """Every plain text message."""
    if isinstance(data, list):
        return [text for item in data for text in texts(item)]
    if not isinstance(data, dict):
        return []
    own = [data["text"]] if isinstance(data.get("text"), str) and data.keys() <= {"text", "markdown"} else []
    return own + [text for key, value in data.items() if key != "snippet" for text in texts(value)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_tool_and_its_rules(reviewer: Reviewer) -> None:
    run = run_of(report(reviewer))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("smcheck", __version__)
    phone = next(rule for rule in driver["rules"] if rule["id"] == "phone")
    assert phone["defaultConfiguration"] == {"level": "error"}
    assert phone["properties"] == {"category": "personal-contact", "tags": ["personal-contact"]}
    assert "Rules: Rule 11 (section 4, Rules for Social Media)" in phone["help"]["text"]
    assert "**Why:**" in phone["help"]["markdown"]
    assert [rule["name"] for rule in driver["rules"]][:3] == [
        "NamedPersonCheck",
        "PhoneCheck",
        "HeatedToneCheck",
    ]


def test_the_policy_is_a_taxonomy(reviewer: Reviewer) -> None:
    (taxonomy,) = run_of(report(reviewer))["taxonomies"]
    assert [taxon["id"] for taxon in taxonomy["taxa"]] == [rule.id for rule in reviewer.policy.rules]
    eleven = next(taxon for taxon in taxonomy["taxa"] if taxon["id"] == "11")
    assert eleven["name"] == "Rule 11 (section 4, Rules for Social Media)"
    assert eleven["fullDescription"]["text"] == reviewer.policy.rule("11").gist


def test_a_result_points_at_its_words(reviewer: Reviewer) -> None:
    run = run_of(report(reviewer))
    results = [result for result in run["results"] if _uri(result) == "drafts/fete.txt"]
    assert len(results) > 5
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, end = region["charOffset"], region["charOffset"] + region["charLength"]
        assert POSTS[1].position(start) == (region["startLine"], region["startColumn"])
        assert POSTS[1].position(end) == (region["endLine"], region["endColumn"])
    phone = next(result for result in results if result["ruleId"] == "phone")
    assert phone["message"] == {
        "text": "A phone number that is not one of the council's own (Rule 11). "
        "Give the council's number, 01632 960999."
    }
    assert phone["locations"][0]["physicalLocation"]["region"]["snippet"] == {"text": "••••• ••••23"}
    assert (phone["level"], phone["rank"]) == ("error", 97.0)
    assert phone["partialFingerprints"].keys() == {"smcheck/v1"}
    assert [taxon["id"] for taxon in phone["taxa"]] == ["11"]


def _uri(result: dict[str, Any]) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


@pytest.mark.parametrize(
    ("draft", "region", "logical"),
    [
        (Draft("You idiot", "a.jsonl", "p", 4), {"startLine": 4}, {"name": "row 4", "properties": {"row": 4, "id": "p"}}),
        (Draft("You idiot", "a.jsonl", None, 4), {"startLine": 4}, {"name": "row 4", "properties": {"row": 4}}),
        (
            Draft("You idiot", "a.csv", None, 4, places=((0, "row 4, column B"),)),
            None,
            {"name": "row 4, column B", "properties": {"row": 4}},
        ),
        (Draft("You idiot", "a.docx", places=((0, "paragraph 1"),)), None, {"name": "paragraph 1"}),
    ],
)  # fmt: skip
def test_a_draft_within_a_file(
    reviewer: Reviewer, draft: Draft, region: object, logical: dict[str, object]
) -> None:
    location = run_of(run_over(reviewer, [reviewer.review(draft)]))["results"][0]["locations"][0]
    assert location["physicalLocation"].get("region") == region
    assert location["logicalLocations"] == [logical]


def test_what_a_decision_covers_is_suppressed(reviewer: Reviewer) -> None:
    record = Decision("waiver", "0123456789abcdef", "the clerk", dt.date(2026, 1, 2))
    covered = replace(hostile.FINDING, message="said", decision=record)
    review = Review(Draft("x", "x.txt"), (replace(hostile.FINDING, message="said"), covered), masked="x")
    first, second = run_of(run_over(reviewer, [review]))["results"]
    assert first["suppressions"] == []
    assert second["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "waiver '0123456789abcdef', cleared by the clerk on 2 January 2026",
        }
    ]


def test_what_could_not_be_reviewed_fails_the_run(reviewer: Reviewer) -> None:
    (invocation,) = run_of(report(reviewer))["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    errors = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "error"]
    assert errors[-1]["message"] == {"text": "there is no such file or folder"}
    assert _uri(errors[-1]) == "none.txt"
    others = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "note"]
    assert [note["message"]["text"] for note in others] == ["a remark"]


def test_a_clean_run(reviewer: Reviewer) -> None:
    run = run_of(run_over(reviewer, [reviewer.review(POSTS[0])]))
    assert run["results"] == []
    assert run["invocations"] == [
        {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}
    ]
    assert run_of(run_over(reviewer, []))["results"] == []


@pytest.mark.parametrize(
    ("path", "windows", "uri"),
    [
        ("drafts/fête day.txt", False, "drafts/f%C3%AAte%20day.txt"),
        ("100%.txt", False, "100%25.txt"),
        ("a%20b?c#d.txt", False, "a%2520b%3Fc%23d.txt"),
        ("a:b/c:d", False, "a%3Ab/c%3Ad"),
        ("../drafts/x.txt", False, "../drafts/x.txt"),
        ("/home/x y.txt", False, "file:///home/x%20y.txt"),
        ("a\\b", False, "a%5Cb"),
        ("<stdin>", False, "%3Cstdin%3E"),
        ("x\udcff\udc80", False, "x%FF%80"),
        ("x\ud800", False, "x%3F"),
        ("line\nend\x1b", False, "line%0Aend%1B"),
        ("drafts\\a b.txt", True, "drafts/a%20b.txt"),
        ("C:\\Drafts\\a.txt", True, "file:///C:/Drafts/a.txt"),
        ("\\\\server\\share\\a b.txt", True, "file://server/share/a%20b.txt"),
        ("<stdin>", True, "%3Cstdin%3E"),
    ],
)
def test_a_path_is_a_uri(path: str, windows: bool, uri: str) -> None:
    assert uri_reference(path, windows=windows) == uri


def test_nothing_hostile_acts(reviewer: Reviewer) -> None:
    found = written(hostile.hostile_run(reviewer), Format.SARIF)
    assert found.isascii()
    assert found.replace("\n", "").isprintable()
    run = run_of(hostile.hostile_run(reviewer))
    assert len(run["results"]) == 3 * len(hostile.HOSTILE)
    for text, result in zip(hostile.HOSTILE, run["results"][::3], strict=True):
        said = visible(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
        assert said in result["message"]["text"]
        assert result["locations"][0]["logicalLocations"][0]["name"] == visible(text)
        uri = _uri(result)
        assert re.fullmatch(r"(file:///)?([\w.~!$&'()*+,;=@/-]|%[0-9A-F]{2})*", uri, re.ASCII)
        assert urlsplit(uri).scheme in {"", "file"}
        if "\ud800" not in text:
            assert unquote_to_bytes(urlsplit(uri).path) == text.encode("utf-8", "surrogateescape")
    strings = json.dumps(run["results"], ensure_ascii=False) + json.dumps(
        run["invocations"], ensure_ascii=False
    )
    assert strings.replace("\u200d", "").isprintable()
    strings.encode("utf-8")


def test_an_error_names_its_check(reviewer: Reviewer) -> None:
    review = Review(Draft("x", "x.txt"), errors=(ReviewError("x.txt", "it broke", "insult"),))
    (invocation,) = run_of(run_over(reviewer, [review]))["invocations"]
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": "insult: it broke"}
