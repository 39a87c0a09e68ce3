"""Abusive words in disguise, and what only looks like them: `abuse/disguised.jsonl`.

The set was written before the matcher, by somebody who had not seen it. A row marked `known` is still judged
wrongly. The classifier is left out: disguises are told by rules.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from smcheck import Council, Reviewer

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "abuse" / "disguised.jsonl").read_text(encoding="utf-8").splitlines()
]
REVIEWER = Reviewer(
    Council(classifier=False), select=["abuse", "obscenity", "discrimination", "threat", "defamation"]
)


def is_flagged(text: str) -> bool:
    return any(finding.severity.rank for finding in REVIEWER.review(text).findings)


def test_every_row_is_judged_as_it_is_marked() -> None:
    wrong = [
        f"{row['kind']}: {row['text']}"
        for row in ROWS
        if (is_flagged(row["text"]) == row["expected"]) == row.get("known", False)
    ]
    assert not wrong, "\n".join(wrong)


def test_disguises_are_found_and_look_alikes_left_alone() -> None:
    disguised = [row for row in ROWS if row["expected"]]
    clean = [row for row in ROWS if not row["expected"]]
    assert len(disguised) >= 250
    assert len(clean) >= 250
    assert sum(not row.get("known") for row in disguised) >= 0.97 * len(disguised)
    assert sum(row.get("known", False) for row in clean) <= 0.015 * len(clean)


def test_the_span_is_what_stands_in_the_draft() -> None:
    for text, words in (
        ("What a load of b0ll0cks.", "b0ll0cks"),
        ("He is a w a n k e r, that one.", "w a n k e r"),
        ("Thanks a lot #youareanidiot", "idiot"),
        ("The warden is a wаnkеr.", "wаnkеr"),
        ("What a t\u200bwat.", "t\u200bwat"),
    ):
        spans = [text[found.start : found.end] for found in REVIEWER.review(text).findings]
        assert words in spans, text


def test_numbers_are_never_read_as_letters() -> None:
    for text in ("142,460 visitors came.", "5G mast on the A55, take B12.", "S4 and H1T are sizes, 4x4 too."):
        assert not REVIEWER.review(text).findings, text
