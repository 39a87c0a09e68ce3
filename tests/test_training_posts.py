"""The posts that are learnt from: whole, marked where they say, and nobody's real details."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

POSTS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "training" / "posts" / "posts.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
CATEGORIES = frozenset(
    "personal_info personal_contact confidential named_person abuse discrimination politics religion heated "
    "commitment predetermination personal_view advertising endorsement credit children court accuracy "
    "third_party_link none".split()
)
KINDS = frozenset({"insult", "allegation", "threat"})
TRAINING = Path(__file__).parents[1] / "training"
_NUMBER = re.compile(r"(?<!\d)0\d[\d ]{8,11}(?!\d)")
_DRAMA = re.compile(r"01632960\d{3}|07700900\d{3}|02079460\d{3}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)[\w./-]+")
_EXAMPLE = re.compile(r"\bexample\.(?:org|com|net|gov\.uk)\b|\.example\b")


def test_evidence_stands_in_the_text() -> None:
    for post in POSTS:
        for expected in post["expected"]:
            assert expected["category"] in CATEGORIES, post["id"]
            assert expected.get("evidence") or expected["category"] == "none", post["id"]
            assert all(clause in post["text"] for clause in expected.get("evidence", ())), post["id"]
            assert KINDS.issuperset(expected.get("kinds", ())), post["id"]
            assert "kinds" not in expected or expected["category"] == "abuse", post["id"]


def test_no_post_stands_twice_and_twins_are_there() -> None:
    ids = {post["id"] for post in POSTS}
    assert len(ids) == len(POSTS)
    assert [text for text, times in Counter(post["text"] for post in POSTS).items() if times > 1] == []
    assert {post["twin_of"] for post in POSTS if "twin_of" in post} <= ids


def test_an_ordinary_post_has_no_reason_and_a_problem_post_one() -> None:
    for post in POSTS:
        found = {expected["category"] for expected in post["expected"]}
        assert found == {"none"} or "none" not in found, post["id"]
        assert not found & set(post["ambiguous"]), post["id"]


def test_numbers_and_addresses_are_nobodys() -> None:
    for post in POSTS:
        for number in _NUMBER.findall(post["text"]):
            assert _DRAMA.fullmatch(re.sub(r"\D", "", number)), (post["id"], number)
        for address in _ADDRESS.findall(post["text"]):
            assert _EXAMPLE.search(address), (post["id"], address)


def rows(name: str) -> list[dict[str, Any]]:
    text = (TRAINING / name).read_text(encoding="utf-8")
    found = [json.loads(line) for line in text.splitlines()]
    assert len({row["id"] for row in found}) == len(found)
    return found


def test_what_is_said_of_other_posts_is_of_others() -> None:
    ours = {post["id"] for post in POSTS}
    for row in rows("posts/kinds.jsonl"):
        assert row["id"] not in ours
        assert KINDS.issuperset(row["kinds"])
    for row in rows("posts/minds.jsonl"):
        assert row["id"] not in ours
        assert row["predetermination"] in (True, False, None)


def test_tweets_are_judged_by_known_categories() -> None:
    for row in rows("tweets/judged.jsonl"):
        flags, unsure = set(row.get("flags", ())), set(row.get("unsure", ()))
        assert CATEGORIES.issuperset(flags | unsure), row["id"]
        assert not flags & unsure, row["id"]
        assert row.get("skip") or {"flags", "unsure"} <= set(row), row["id"]
