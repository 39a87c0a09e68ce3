"""JSON Lines: a draft a line."""

from __future__ import annotations

import pytest

from smcheck.readers import jsonl
from tests.readers.documents import drafts, errors


def test_every_line_is_a_draft_and_bad_ones_are_named() -> None:
    content = '{"id": 7, "text": "one\\ntwo"}\n\n{"text": 5}\nnonsense\n{"text": "x"}\r\n["x"]'
    found = [(draft.text, draft.id, draft.row) for draft in drafts(content, "posts.jsonl")]
    assert found == [("one\ntwo", "7", 1), ("x", None, 5)]
    third, fourth, sixth = errors(content, "posts.jsonl")
    assert third.startswith("line 3 must be an object")
    assert fourth.startswith("line 4 is not JSON")
    assert sixth.startswith("line 6 must be an object")


@pytest.mark.parametrize("name", ["text", "id"])
def test_two_values_under_one_name_are_an_error(name: str) -> None:
    (error,) = errors(f'{{"text": "a", "id": 1, "{name}": "b"}}', "posts.ndjson")
    assert error == "line 1 is not JSON: an object has two values under one name"


def test_a_line_too_deep_to_read_is_an_error() -> None:
    content = "[" * 100_000 + '\n{"text": "x"}'
    (error,) = errors(content, "posts.jsonl")
    assert error.startswith("line 1 is not JSON")
    assert [draft.row for draft in drafts(content, "posts.jsonl")] == [2]


def test_a_file_of_too_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_LINES", 2)
    assert errors('{"text": "x"}\n' * 3, "posts.jsonl") == ["the file has more than 2 lines; split it"]
