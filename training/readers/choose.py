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
from pathlib import Path
from typing import Any

import numpy as np
from marks import Budget, chosen, figures, lowered
from rows import ABUSE
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from wild import WILD, Flags, Floats, Posts, among, posts_of

from smcheck.models.protocols import HEADS, Marks

SILENT = 1.0  # a mark that no score reaches
WEIGHING = {"confirmed": 0.3, "doubtful": 0.1, "unlikely": 0.01}
TELLING = 0.15


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
