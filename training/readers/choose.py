"""Choose where the readers speak: their mix, what logits mean, when the second is asked, every mark.

    python choose.py readings.npz --data DATA --out judgement.toml

All heads are chosen together: of all marks, that is lowered next by which most problem posts are newly found
for each ordinary one newly flagged, until the budget is spent. Since one fold has few ordinary posts, what is
wrongly said of problem posts counts too. Half of the fold (by source) chooses and the other measures, both
ways round; those figures are printed. What ships is then chosen on all of it.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rows import ABUSE, PATTERNS, lines
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from smcheck.models.protocols import HEADS, Marks

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FINDS = {  # head -> category of its findings; the others weigh words only
    "hate": "discrimination", "discrimination": "discrimination", "abuse": "abuse", "insult": "abuse",
    "allegation": "defamation", "private-matter": "personal-data", "politics": "politics",
    "religion": "religion", "tone": "tone", "confidential": "confidential", "commitment": "commitment",
    "predetermination": "predetermination", "personal-view": "personal-view", "advertising": "advertising",
    "endorsement": "endorsement", "credit": "credit", "children": "children",
    "court-proceedings": "court-proceedings", "accuracy": "accuracy", "personal-contact": "personal-contact",
}  # fmt: skip
_ABUSE = {"abuse", "obscenity", "threat", "defamation"}
SATISFIES = {  # what is expected of a post -> categories of findings that are right
    "abuse": _ABUSE | {"tone", "discrimination"},
    "heated": _ABUSE | {"tone"},
    "discrimination": {"discrimination", "abuse", "threat"},
    "personal_contact": {"personal-contact", "personal-data"},
    "personal_info": {"personal-data", "personal-contact"},
    "confidential": {"confidential"},
    "named_person": {"personal-data"},
    "politics": {"politics"},
    "religion": {"religion"},
    "commitment": {"commitment", "predetermination"},
    "personal_view": {"personal-view", "predetermination"},
    "advertising": {"advertising"},
    "credit": {"credit"},
    "children": {"children", "personal-data"},
    "court": {"court-proceedings", "defamation"},
    "accuracy": {"accuracy"},
    "endorsement": {"endorsement", "advertising"},
}
NOTES = ("tone", "personal-view", "advertising", "credit", "children", "accuracy", "endorsement")
"""Heads of which a note is enough."""
NEVER_WARN = ("personal-view", "advertising", "credit", "accuracy", "endorsement")
"""Those of them of which the first policy makes a note at most."""
WILD = ("ordinary", "twins", "problem")
OTHERS = 4
"""So many times the share of ordinary posts may problem posts be warned of for a wrong reason."""
SURE, HATEFUL, HARMLESS = 0.5, 0.3, 0.998
"""What is not worth its price in found posts is warned of at the first; hatred, of which posts have little,
at the second; and both beyond such a share of silent posts."""
SILENT = 1.0  # a mark that no score reaches
WEIGHING = {"confirmed": 0.3, "doubtful": 0.1, "unlikely": 0.01}
TELLING = 0.15


class Posts(NamedTuple):
    """Real posts: scores (posts, heads) from 0 to 1, by head whether it would be right or wrong to speak."""

    scores: Floats
    right: Flags
    wrong: Flags
    ordinary: Flags
    twin: Flags
    problem: Flags
    half: NDArray[np.int64]


LEAST = Marks(note=0.15, warning=0.25)


class Budget(NamedTuple):
    """Shares of ordinary posts, and of twins, that may be flagged in error, and noted.

    Whatever else would serve, nothing is said that is less likely than `least`.
    """

    ordinary: float
    twins: float
    notes: float
    least: Marks = LEAST


def logits_mixed(data: Any, shares: Floats) -> Floats:
    """The readers' logits, the first counting its share of each head."""
    return np.asarray(shares * data["first"] + (1 - shares) * data["second"], float)


def shares_of(data: Any, share: float) -> Floats:
    """What the first reader counts by head: as much of each, but of the heads of abuse what serves them best.

    It has learnt from far more rows of abuse than the second.
    """
    shares = np.full(len(HEADS), share)
    for head in map(HEADS.index, ABUSE):
        known = ~np.isin(data["sets"], [*WILD, "traps"]) & np.isin(data["labels"][:, head], (0, 1))
        truth = data["labels"][known, head] == 1
        if share < 1 and 0 < truth.sum() < len(truth):
            tried = {
                part: logits_mixed(data, np.full(len(HEADS), part))[known, head]
                for part in np.arange(0, 1.01, 0.1)
            }
            shares[head] = max(tried, key=lambda part: roc_auc_score(truth, tried[part]))
    return shares


def calibration(logits: Floats, labels: Floats, used: Flags) -> tuple[Floats, Floats]:
    """By head, the slope and shift that make probabilities of logits."""
    slopes, shifts = np.ones(len(HEADS)), np.zeros(len(HEADS))
    for head in range(len(HEADS)):
        known = used & ((labels[:, head] == 0) | (labels[:, head] == 1))
        truth = labels[known, head] == 1
        if truth.sum() < 8:
            continue
        model = LogisticRegression(C=10.0).fit(logits[known, head, None], truth)
        slopes[head] = min(3.0, max(0.5, float(model.coef_[0, 0])))
        shifts[head] = float(model.intercept_[0])
    return slopes, shifts


def probabilities(logits: Floats, scale: tuple[Floats, Floats]) -> Floats:
    """What calibrated logits say, from 0 to 1."""
    return 1 / (1 + np.exp(-np.clip(logits * scale[0] + scale[1], -30, 30)))


def lowered(
    scores: Floats,
    wins: Callable[[int], Flags],
    costs: Callable[[int], Flags],
    budgets: Sequence[tuple[Flags, float]],
    heads: Sequence[int],
    enough: float = 1.0,
    least: float = 0.0,
) -> tuple[Floats, Flags]:
    """Marks by head, and the posts won, at most such a share of each budget's posts costing.

    `wins(head)` and `costs(head)` say of which posts it would be right, and wrong, that the head speaks. It
    ends when `enough` of the posts that could be won are. No mark is lower than `least`.
    """
    marks = np.full(len(HEADS), np.inf)
    scores = np.where(scores < least, -1.0, scores)
    won, cost = np.zeros(len(scores), bool), np.zeros(len(scores), bool)
    possible = np.any([wins(head) for head in heads], axis=0).sum()
    while won.sum() < enough * possible:
        best: tuple[float, int, float] | None = None
        for head in heads:
            right = wins(head) & ~won
            for mark in _steps(scores[:, head], right, marks[head]):
                over = scores[:, head] >= mark
                new, lost = (over & right).sum(), cost | (over & costs(head))
                if any(lost[among].mean() > share for among, share in budgets):
                    break
                paid = sum((lost & ~cost)[among].mean() / share for among, share in budgets)
                rate = new / (paid + 0.02)
                if best is None or rate > best[0]:
                    best = (rate, head, mark)
        if best is None:
            break
        _, head, mark = best
        marks[head] = mark
        over = scores[:, head] >= mark
        won |= over & wins(head)
        cost |= over & costs(head)
    return marks, won


def _steps(scores: Floats, right: Flags, below: float) -> Floats:
    """Marks to try, from the highest: the scores of posts that it would be right to find."""
    found = np.sort(scores[right & (scores < below)])[::-1]
    return found[:40]


def among(posts: Posts, used: Flags) -> Posts:
    """Some of the posts."""
    return Posts(*(column[used] for column in posts))


def chosen(part: Posts, budget: Budget) -> dict[str, Floats]:
    """Marks for warnings and notes, chosen on posts."""
    hard = [HEADS.index(head) for head in FINDS if head not in (*NOTES, "hate")]  # type: ignore[arg-type]
    soft = [HEADS.index(head) for head in NOTES]  # type: ignore[arg-type]
    warns = [*hard, HEADS.index("tone"), HEADS.index("children")]
    warning, found = lowered(
        part.scores,
        lambda head: part.right[:, head] & part.problem,
        lambda head: part.wrong[:, head],
        [
            (part.ordinary, budget.ordinary),
            (part.twin, budget.twins),
            (part.problem, OTHERS * budget.ordinary),
        ],
        warns,
        least=budget.least.warning,
    )
    safe = np.quantile(part.scores[part.ordinary | part.twin], HARMLESS, axis=0)
    for head in warns:  # one that was not worth its price speaks where it is sure
        warning[head] = min(warning[head], max(SURE, float(safe[head])))
    hate = HEADS.index("hate")
    warning[hate] = max(HATEFUL, float(safe[hate]))
    quiet = np.any(part.scores >= warning, axis=1)
    note, _ = lowered(
        part.scores,
        lambda head: part.right[:, head] & part.problem & (True if head in soft else ~found),
        lambda head: part.wrong[:, head] & ~quiet,
        [(part.ordinary, budget.notes), (part.twin, 2 * budget.notes)],
        [*soft, *hard],
        least=budget.least.note,
    )
    warning = np.maximum(warning, budget.least.warning)
    return {"warning": warning, "note": np.minimum(np.maximum(note, budget.least.note), warning)}


def figures(posts: Posts, marks: dict[str, Floats]) -> dict[str, float]:
    """What marks give on posts, as the score of the development data counts."""
    soft = np.array([head in NOTES for head in HEADS])
    never = np.array([head in NEVER_WARN for head in HEADS])
    warned = (posts.scores >= marks["warning"]) & ~never
    noted = posts.scores >= marks["note"]
    hit = (warned | (noted & soft)) & posts.right
    wrong = (warned & posts.wrong).any(1)
    only_noted = (noted & posts.wrong).any(1) & ~wrong
    return {
        "found": float(hit.any(1)[posts.problem].mean()),
        "ordinary": float(wrong[posts.ordinary].mean()),
        "twins": float(wrong[posts.twin].mean()),
        "notes": float(only_noted[posts.ordinary | posts.twin].mean()),
    }


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
        good = set().union(*(SATISFIES.get(name, set()) for name in expected))
        fine = set().union(*(SATISFIES.get(name, set()) for name in allowed))
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


def gates_of(
    once: Posts, both: Posts, marks: dict[str, Floats], asked: float
) -> tuple[Floats, dict[str, float]]:
    """Where the first reader's score asks for the second, at most for a share of ordinary posts."""
    spoken = (both.scores >= marks["note"]) & both.right & both.problem[:, None]
    finds = spoken.any(1)
    gates, _ = lowered(
        once.scores,
        lambda _: finds,
        lambda _: once.ordinary,
        [(once.ordinary, asked)],
        list(range(len(HEADS))),
        enough=0.995,
    )
    opened = (once.scores >= gates).any(1)
    return gates, {
        "asked_ordinary": float(opened[once.ordinary].mean()),
        "asked_problem": float(opened[once.problem].mean()),
        "finds_lost": float((finds & ~opened).sum() / finds.sum()),
    }


def main() -> None:
    """Read the command line, choose, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readings", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--ordinary", type=float, default=0.01, help="ordinary posts flagged in error")
    parser.add_argument("--twins", type=float, default=0.03)
    parser.add_argument("--notes", type=float, default=0.015)
    parser.add_argument("--asked", type=float, default=0.15, help="ordinary posts that the second reads")
    parser.add_argument(
        "--shares", type=float, nargs="+", default=[0.2, 0.35, 0.5], help="what the first may count"
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument("--curve", type=Path, help="write points of the curve as JSON, for the card")
    args = parser.parse_args()
    data, wild = np.load(args.readings), args.data / "wild"
    labels = np.asarray(data["labels"], float)
    budget = Budget(args.ordinary, args.twins, args.notes)

    def read(share: float) -> tuple[Posts, tuple[Floats, Floats]]:
        logits = logits_mixed(data, shares_of(data, share))
        scale = calibration(logits, labels, np.ones(len(labels), bool))
        return posts_of(data, wild, probabilities(logits, scale)), scale

    tried: dict[float, float] = {}
    for share in (*args.shares, 1.0):
        mean = crosswise(read(share)[0], budget)
        print(f"first counts {share}: " + ", ".join(f"{name} {value:.3f}" for name, value in mean.items()))
        tried[share] = mean["found"] - 5 * max(0.0, mean["ordinary"] - args.ordinary)
    share = max(args.shares, key=tried.__getitem__)
    (both, both_scale), (once, once_scale) = read(share), read(1.0)
    marks = chosen(both, budget)
    quick = chosen(once, budget)
    gates, asked = gates_of(once, both, marks, args.asked)
    print(json.dumps({"share": share, **asked, **figures(both, marks)}))
    if args.curve:
        args.curve.write_text(json.dumps(curve(once, both)), encoding="utf-8")
    if args.out:
        with np.errstate(invalid="ignore"):
            gate_logits = (np.log(gates / (1 - gates)) - once_scale[1]) / once_scale[0]
        args.out.write_text(
            described(shares_of(data, share), gate_logits, (both_scale, marks), (once_scale, quick), asked),
            encoding="utf-8",
        )


def crosswise(posts: Posts, budget: Budget) -> dict[str, float]:
    """Figures on each half with the marks that the other chose."""
    halves = [among(posts, posts.half == half) for half in (0, 1)]
    parts = [figures(halves[1 - half], chosen(halves[half], budget)) for half in (0, 1)]
    return {name: float(np.mean([part[name] for part in parts])) for name in parts[0]}


def curve(once: Posts, both: Posts) -> dict[str, list[list[float]]]:
    """Points (share of ordinary posts flagged, of problem posts found), each half chosen on the other."""
    found: dict[str, list[list[float]]] = {"first reader": [], "both readers": []}
    for name, posts in (("first reader", once), ("both readers", both)):
        for share in (0.004, 0.008, 0.012, 0.016, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.13):
            mean = crosswise(posts, Budget(share, 2.5 * share, 2 * share, Marks(0.0, 0.0)))
            found[name].append([mean["ordinary"], mean["found"]])
    return found


def described(
    shares: Floats,
    gates: Floats,
    both: tuple[tuple[Floats, Floats], dict[str, Floats]],
    once: tuple[tuple[Floats, Floats], dict[str, Floats]],
    asked: dict[str, float],
) -> str:
    """The settings as TOML."""
    parts = [
        "# How the readers are used; written by training/readers/choose.py. Scores are from 0 to 1.\n",
        f"telling = {TELLING}  # what leaving out a word must take from a score for it to be told\n",
        "[weighing]  # a listed word by its sentence's score: in full, a warning, a note; below that silent",
        *(f"{name} = {value}" for name, value in WEIGHING.items()),
        "\n[first]  # what the first reader counts in the mix, by head",
        *(f"{head} = {share:.2f}" for head, share in zip(HEADS, shares, strict=True)),
        "\n[gates]  # the first reader's logits above which the second is asked",
        *(f"{head} = {gates[i]:.3f}" for i, head in enumerate(HEADS) if np.isfinite(gates[i])),
    ]
    for name, ((slopes, shifts), marks) in (("both", both), ("once", once)):
        what = "both readers" if name == "both" else "the first reader alone"
        parts.append(f"\n[{name}]  # what logits of {what} mean, and where each head speaks")
        for i, head in enumerate(HEADS):
            note, warning = (min(SILENT, float(marks[key][i])) for key in ("note", "warning"))
            parts.append(
                f"{head} = {{ slope = {slopes[i]:.3f}, shift = {shifts[i]:.3f}, "
                f"note = {note:.4f}, warning = {warning:.4f} }}"
            )
    parts += [
        "\n[figures]  # of the gates, on the posts that chose them",
        *(f"{k} = {v:.4f}" for k, v in asked.items()),
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
