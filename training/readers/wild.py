"""What it is right and wrong to say of the real posts that the readers have read."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rows import PATTERNS, lines

from smcheck.models.protocols import HEADS, Head

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FINDS: Mapping[Head, str] = {  # head -> category of its findings; the others weigh words only
    "hate": "discrimination", "discrimination": "discrimination", "abuse": "abuse", "insult": "abuse",
    "allegation": "defamation", "private-matter": "personal-data", "politics": "politics",
    "religion": "religion", "tone": "tone", "confidential": "confidential", "commitment": "commitment",
    "predetermination": "predetermination", "personal-view": "personal-view", "advertising": "advertising",
    "endorsement": "endorsement", "credit": "credit", "children": "children",
    "court-proceedings": "court-proceedings", "accuracy": "accuracy", "personal-contact": "personal-contact",
}  # fmt: skip
_CATEGORIES = Path(__file__).parents[1] / "posts" / "categories.toml"
SATISFIES: Mapping[str, list[str]] = tomllib.loads(_CATEGORIES.read_text(encoding="utf-8"))
NOTES = ("tone", "personal-view", "advertising", "credit", "children", "accuracy", "endorsement")
"""Heads of which a note is enough."""
NEVER_WARN = ("personal-view", "advertising", "credit", "accuracy", "endorsement")
"""Those of them of which the first policy makes a note at most."""
WILD = ("ordinary", "twins", "problem")


class Posts(NamedTuple):
    """Real posts: scores (posts, heads) from 0 to 1, by head whether it would be right or wrong to speak."""

    scores: Floats
    right: Flags
    wrong: Flags
    ordinary: Flags
    twin: Flags
    problem: Flags
    half: NDArray[np.int64]


def among(posts: Posts, used: Flags) -> Posts:
    """Some of the posts."""
    return Posts(*(column[used] for column in posts))


def posts_of(data: Any, folder: Path, scores: Floats) -> Posts:
    """The wild posts among the readings, with what is right and wrong to say of each."""
    rows = {
        row["id"]: (name, row)
        for name in ("ordinary", "twins", "problem")
        for row in lines(folder / f"{name}.jsonl")
    }
    sources = {key: row.get("source", PATTERNS) for key, (_, row) in rows.items()}
    at, right, wrong, kinds, half = [], [], [], [], []
    for index, (key, kind) in enumerate(zip(data["ids"].tolist(), data["sets"].tolist(), strict=True)):
        if kind not in WILD:
            continue
        _, row = rows[key]
        expected = {entry["category"] for entry in row["expected"]}
        allowed = expected | {entry["category"] for entry in row.get("ambiguous", ())}
        good, fine = _satisfying(expected), _satisfying(allowed)
        at.append(index)
        right.append([FINDS.get(head, "") in good for head in HEADS])
        wrong.append([head in FINDS and FINDS[head] not in fine for head in HEADS])
        kinds.append(kind)
        origin = row.get("twin_of", key)
        source = sources.get(origin, PATTERNS)
        half.append(zlib.crc32((origin if source == PATTERNS else source).encode()) // 7 % 2)
    kind_of = np.array(kinds)
    return Posts(
        scores[at],
        np.array(right),
        np.array(wrong),
        kind_of == "ordinary",
        kind_of == "twins",
        kind_of == "problem",
        np.array(half),
    )


def _satisfying(names: set[str]) -> set[str]:
    """The categories of findings that satisfy any of what is expected, or allowed."""
    return set().union(*(SATISFIES.get(name, [name.replace("_", "-")]) for name in names))
