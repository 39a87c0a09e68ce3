"""How well names are found in `posts.jsonl`: posts of councils' kind, written without sight of the tool."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

POSTS = [
    json.loads(line)
    for line in Path(__file__).with_name("posts.jsonl").read_text(encoding="utf-8").splitlines()
]


def touches(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a span overlaps one of the others."""
    return any(one[0] < end and start < one[1] for start, end in others)


def score(find: Callable[[str], list[tuple[int, int]]]) -> tuple[float, float]:
    """F1 of names by overlap, and the share of nameless posts in which `find` sees one."""
    right = given = reached = wanted = alarms = nameless = 0
    for post in POSTS:
        expected = [(start, end) for start, end, judged in post["mentions"] if judged != "not-a-person"]
        found = find(post["text"])
        right += sum(touches(span, expected) for span in found)
        reached += sum(touches(span, found) for span in expected)
        given, wanted = given + len(found), wanted + len(expected)
        nameless, alarms = nameless + (not expected), alarms + (bool(found) and not expected)
    precision, recall = right / given, reached / wanted
    return 2 * precision * recall / (precision + recall), alarms / nameless
