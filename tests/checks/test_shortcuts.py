"""What checks pass over, so as to be quick, changes nothing of what they find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from smcheck import Reviewer
from smcheck.checks import missing_alt_text
from smcheck.checks.shared import addresses

HERE = Path(__file__).parent
TEXTS = [
    "Ring 01632 960999 on 12 June. She lives at 12 Elm Road, then 3-5 St Mary's Cottages, Exampleton.",
    "Flat 2, 14 Kingsway. On 3 May we met at 9 The Old\nStreet 4 AB1 2CD, 5 Oak Tree House SS9 9ZZ",
    "Poster: fete.JPG [Photo of the oak] (map) ![](a.png) <IMG src=b.gif> bench.jpeg [pictures] [ photo]",
    "See www.example.org (open daily) and [the form](https://example.org/photo). A photo is on the wall.",
]


def _shipped() -> Iterator[str]:
    for path in (HERE / "topics" / "posts.jsonl", HERE.parent / "people" / "posts.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def _found(check: str) -> list[list[tuple[int, int, str]]]:
    reviewer = Reviewer(select=[check])
    reviews = (reviewer.review(text) for text in (*TEXTS, *_shipped()))
    return [[(one.start, one.end, one.message) for one in review.findings] for review in reviews]


@pytest.mark.parametrize("check", ["postal-address", "missing-alt-text"])
def test_what_is_passed_over_holds_nothing(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = _found(check)
    monkeypatch.setattr(addresses, "_may_begin", lambda raw, start: True)
    monkeypatch.setattr(missing_alt_text, "_hints", lambda: ("",))
    assert quick == _found(check)
    assert any(quick)
