"""JSON Lines: every line on its own, and as the schema says."""

from __future__ import annotations

import json

import jsonschema

from smcheck import Reviewer
from smcheck.reporters import Format
from tests.reporters import hostile
from tests.reporters.runs import written
from tests.reporters.test_golden import POSTS, SCHEMA, report

LINE = SCHEMA | {"$ref": "#/$defs/line"}
for _key in ("required", "properties", "additionalProperties", "type"):
    del LINE[_key]  # those of a whole report


def test_a_line_is_as_the_schema_says(reviewer: Reviewer) -> None:
    lines = written(report(reviewer), Format.JSONL).splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), LINE)
    paths = [json.loads(line)["path"] for line in lines]
    assert paths == [*(post.path for post in POSTS), "none.txt"]


def test_a_line_is_the_draft_of_the_json_report_with_its_errors(reviewer: Reviewer) -> None:
    whole = json.loads(written(report(reviewer), Format.JSON))
    lines = [json.loads(line) for line in written(report(reviewer), Format.JSONL).splitlines()]
    assert [error for line in lines for error in line.pop("errors")] == whole["errors"]
    for line in lines:
        assert line.pop("policy") == whole["policy"]["id"]
        assert (line.pop("council"), line.pop("checked")) == (whole["council"], whole["checked"])
    assert lines == whole["drafts"]


def test_nothing_hostile_acts(reviewer: Reviewer) -> None:
    found = written(hostile.hostile_run(reviewer), Format.JSONL)
    assert found.isascii()
    assert found.replace("\n", "").isprintable()
    lines = found.splitlines()
    assert [json.loads(line)["path"] for line in lines] == list(hostile.HOSTILE)
