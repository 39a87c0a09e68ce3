"""What the readers learn from: posts of every source in one form, with what each is to be judged for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from smcheck.models.protocols import HEADS, Head

FOLDS = 4
UNJUDGED = 0.2
"""Taken for `offensive` of a post of others that is not hateful and that nobody judged further."""
PATTERNS = "sd25fd203"  # the source that stands for posts after general patterns
HELD_OUT = 20  # one row of abuse in so many is never learnt from
KINDS: tuple[Head, ...] = ("insult", "allegation", "threat")
ABUSE: tuple[Head, ...] = ("hate", "offensive")
_HEADS: Mapping[str, Head] = {
    "heated": "tone",
    "court": "court-proceedings",
    "personal_info": "private-matter",
    "personal_contact": "personal-contact",
    "personal_view": "personal-view",
}


class Row(NamedTuple):
    """A post; `labels` has 1 or 0 (or a share) for each head that somebody judged, no entry for others.

    `evidence` has, by head, the clauses that show it, as exact substrings. `fold` is that of its source for
    the wild rows, -1 for all others.
    """

    text: str
    labels: Mapping[Head, float]
    evidence: Mapping[Head, tuple[str, ...]]
    set: str
    fold: int = -1
    id: str = ""


def head_of(category: str) -> Head | None:
    """The head that judges a category of the marked-up posts; none for what no reader judges."""
    name = _HEADS.get(category, category)
    return name if name in HEADS else None  # type: ignore[return-value]


def source_of(row: Mapping[str, Any]) -> str:
    """The case or page that a wild row is of; of those after general patterns each is its own."""
    source: str = row.get("source", PATTERNS)
    return row["id"] if source == PATTERNS else source


def fold_of(source: str) -> int:
    """The fold of a source, from 0."""
    return zlib.crc32(source.encode()) % FOLDS


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a `.jsonl`."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def everything(data: Path, own: Path) -> list[Row]:
    """Rows of the development data's folder and of the project's `training` folder, abuse left out."""
    kinds = {row["id"]: row["kinds"] for row in lines(own / "posts" / "kinds.jsonl")}
    minds = {row["id"]: row["predetermination"] for row in lines(own / "posts" / "minds.jsonl")}
    rows = [marked(row, "posts") for row in lines(own / "posts" / "posts.jsonl")]
    rows += [announced(row) for row in lines(own / "posts" / "announced.jsonl")]
    wild = {name: list(lines(data / "wild" / f"{name}.jsonl")) for name in ("ordinary", "problem", "twins")}
    sources = {row["id"]: source_of(row) for name in ("ordinary", "problem") for row in wild[name]}
    for name, found in wild.items():
        for row in found:
            source = sources.get(row.get("twin_of", row["id"])) or source_of(row)
            rows.append(marked(row, name, fold_of(source), kinds, minds))
    rows += [trap(row, "traps", row["pair"] % FOLDS) for row in lines(data / "wild" / "traps.jsonl")]
    rows += [marked(row, "council", -1, kinds, minds) for row in lines(data / "council" / "ordinary.jsonl")]
    rows += [marked(row, "council", -1, kinds, minds) for row in lines(data / "council" / "problem.jsonl")]
    rows += [trap(row, "council", -1) for row in lines(data / "council" / "traps.jsonl")]
    return rows + list(tweets(data, own))


def marked(
    row: Mapping[str, Any],
    name: str,
    fold: int = -1,
    kinds: Mapping[str, Any] | None = None,
    minds: Mapping[str, Any] | None = None,
) -> Row:
    """A post with `expected` and `ambiguous` categories; what is not among them must be silent."""
    labels: dict[Head, float] = dict.fromkeys(HEADS, 0.0)
    evidence: dict[Head, tuple[str, ...]] = {}
    unsure = {entry["category"] if isinstance(entry, dict) else entry for entry in row.get("ambiguous", ())}
    for category in unsure:
        for head in unknown_with(category):
            labels.pop(head, None)
    for entry in row["expected"]:
        head = head_of(entry["category"])
        if not head:
            continue
        for other in unknown_with(entry["category"]):
            labels.pop(other, None)
        labels[head] = 1.0
        evidence[head] = tuple(entry.get("evidence", ()))
        if head == "abuse":
            told = entry.get("kinds") or (kinds or {}).get(row["id"])
            for kind in KINDS if told else ():
                labels[kind] = float(kind in told)
                evidence[kind] = evidence["abuse"]
    _judge_mind(row, labels, evidence, name, minds or {})
    return Row(row["text"], labels, evidence, name, fold, row.get("id", ""))


def unknown_with(category: str) -> tuple[Head, ...]:
    """Heads of which nothing is known where a category is marked, or disputed."""
    head = head_of(category)
    if head == "abuse":
        return ("abuse", *KINDS, "offensive")
    if head == "discrimination":
        return ("discrimination", *ABUSE)
    return (head,) if head else ()


def _judge_mind(
    row: Mapping[str, Any],
    labels: dict[Head, float],
    evidence: dict[Head, tuple[str, ...]],
    name: str,
    minds: Mapping[str, Any],
) -> None:
    """Of posts that were marked before `predetermination` was a category: what was said of them since."""
    if name == "posts":
        return
    told = minds.get(row["id"], False) if row["id"] in minds or not evidence else None
    if told is None and {"commitment", "personal-view", "politics"} & set(evidence):
        labels.pop("predetermination", None)
    elif told:
        labels["predetermination"] = 1.0
        source = next((evidence[h] for h in ("commitment", "personal-view") if h in evidence), ())  # type: ignore[index]
        evidence["predetermination"] = source


def announced(row: Mapping[str, Any]) -> Row:
    """A post written to order, which was judged for some heads only."""
    judged: tuple[Head, ...] = (
        "politics", "religion", "tone", "confidential", "commitment", "personal-view", "advertising",
        "credit",
    )  # fmt: skip
    flagged = {head_of(category) for category in row["expected"]}
    labels: dict[Head, float] = {head: float(head in flagged) for head in judged}
    if flagged and "tone" not in flagged:
        labels.pop("tone")
    return Row(row["text"], labels, {}, "announced")


def trap(row: Mapping[str, Any], name: str, fold: int) -> Row:
    """A sentence with a tricky word, judged for one head."""
    head = head_of(row["category"])
    return Row(row["text"], {head: float(row["expected"])} if head else {}, {}, name, fold, row.get("id", ""))


def tweets(data: Path, own: Path) -> Iterator[Row]:
    """Public tweets, judged by reading for every head but contacts and credit."""
    texts = {row["id"]: row["text"] for row in lines(data / "person" / "train.jsonl")}
    for row in lines(own / "tweets" / "judged.jsonl"):
        if row.get("skip"):
            continue
        labels: dict[Head, float] = dict.fromkeys(HEADS, 0.0)
        unknown = ["personal_contact", "credit", *row.get("unsure", ())]
        for category in (*unknown, *row["flags"]):
            for head in unknown_with(category):
                labels.pop(head, None)
        for category in row["flags"]:
            if head := head_of(category):
                labels[head] = 1.0
        yield Row(texts[row["id"]], labels, {}, "tweets")


def without_hate(hate: float | None) -> dict[Head, float]:
    """What is known of a row that was judged for hatred alone: a group that is not hated is not slighted."""
    return {"discrimination": 0.0} if hate == 0 else {}


def abuse(data: Path) -> tuple[list[Row], list[Row]]:
    """Rows judged for hatred and abuse: to learn from, and held back."""
    learnt: list[Row] = []
    held: list[Row] = []
    for row in lines(data / "abuse" / "train.jsonl"):
        offensive = row["offensive"]
        if row["hate"] == 0 and offensive is None:
            offensive = UNJUDGED
        given: Iterable[tuple[Head, float | None]] = (("hate", row["hate"]), ("offensive", offensive))
        labels = {head: value for head, value in given if value is not None}
        labels |= without_hate(row["hate"])
        part = learnt if zlib.crc32(row["text"].encode()) % HELD_OUT else held
        part.append(Row(row["text"], labels, {}, row["source"]))
    return learnt, held
