"""Posts, replies and e-mails of councils in every region, season and platform, by writers who had not seen smcheck.

`topics/posts.jsonl` says what each must be flagged for; an empty list must stay silent. The shares below are
a little under those of the first measurement (docs/topics.md), so that a change which loses them
is noticed. Names, links and identifiers are not what these posts are about, and are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from smcheck import Draft, Reviewer, Severity

POSTS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "topics" / "posts.jsonl").read_text(encoding="utf-8").splitlines()
]
TOPICS = (
    "politics", "religion", "tone", "confidential", "commitment", "personal-view", "advertising", "credit",
)  # fmt: skip
ALARMS = 0.04
FOUND = {
    "politics": 0.7, "religion": 0.8, "tone": 0.55, "confidential": 0.7, "commitment": 0.65,
    "personal-view": 0.9, "advertising": 0.4, "credit": 0.9,
}  # fmt: skip
BY_NOTE = frozenset({"personal-view", "advertising", "credit"})
HEAT = frozenset({"tone", "abuse", "defamation", "threat"})


@pytest.fixture(scope="module")
def flagged() -> list[set[str]]:
    """What each post is flagged for: by any finding where notes are all there can be, else at warning or above."""
    reviewer = Reviewer(ignore=["named-person", "link", "personal-contact", "personal-data"])
    return [
        {
            finding.category
            for finding in reviewer.review(Draft(post["text"], kind=post["kind"])).findings
            if finding.severity is not Severity.NOTE or finding.category in BY_NOTE
        }
        for post in POSTS
    ]


def test_silent_posts_stay_silent(flagged: list[set[str]]) -> None:
    silent = [found for post, found in zip(POSTS, flagged, strict=True) if not post["expected"]]
    assert sum(bool(found & set(TOPICS) - BY_NOTE) for found in silent) <= ALARMS * len(silent)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_must_be_flagged_is_found(flagged: list[set[str]], topic: str) -> None:
    wanted = HEAT if topic == "tone" else {topic}
    found = [
        bool(found & wanted) for post, found in zip(POSTS, flagged, strict=True) if topic in post["expected"]
    ]
    assert sum(found) >= FOUND[topic] * len(found)


def test_no_region_is_flagged_more_than_others(flagged: list[set[str]]) -> None:
    alarms: defaultdict[str, list[bool]] = defaultdict(list)
    for post, found in zip(POSTS, flagged, strict=True):
        if not post["expected"]:
            alarms[post["region"]].append(bool(found & set(TOPICS) - BY_NOTE))
    large = {region: sum(found) / len(found) for region, found in alarms.items() if len(found) >= 20}
    assert len(large) >= 5
    assert max(large.values()) <= 0.1
