"""Hatred and what only looks like it: `abuse/pairs.jsonl`, written by somebody who had not seen smcheck.

What counts is a finding of discrimination at warning or above.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from smcheck import Council, Reviewer

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "abuse" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
HARDEST = {"implicit": 0.25, "reclaimed-slur": 0.55}
"""Kinds of which fewer than seven in ten are right, with the share that is."""


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[dict[str, Any], bool]]:
    reviewer = Reviewer(Council(language_model=False), select=["discrimination"])
    reviews = reviewer.review_many([row["text"] for row in ROWS])
    flagged = (any(finding.severity.rank for finding in review.findings) for review in reviews)
    return [(row, flag == (row["hate"] == 1)) for row, flag in zip(ROWS, flagged, strict=True)]


def test_hatred_is_told_from_its_look_alikes(verdicts: list[tuple[dict[str, Any], bool]]) -> None:
    shares = [
        sum(right for row, right in verdicts if row["hate"] == label)
        / sum(row["hate"] == label for row, _ in verdicts)
        for label in (0, 1)
    ]
    assert min(shares) >= 0.86


def test_no_kind_of_pair_is_left_behind(verdicts: list[tuple[dict[str, Any], bool]]) -> None:
    by_kind: defaultdict[str, list[bool]] = defaultdict(list)
    for row, right in verdicts:
        by_kind[row["kind"]].append(right)
    for kind, rights in by_kind.items():
        assert sum(rights) / len(rights) >= HARDEST.get(kind, 0.7), kind
