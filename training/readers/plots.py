"""Draw the plots of the model card, and print its table by head, from what the readers made of unseen posts.

python plots.py readings.npz curve.json --data DATA --settings judgement.toml --out ../../docs/models
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
from choose import logits_mixed, probabilities
from matplotlib import pyplot as plt
from rows import ABUSE
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score
from wild import FINDS, Floats, posts_of

from smcheck.models.judge import Scale, chosen
from smcheck.models.protocols import HEADS

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "smcheck"
BEFORE = (0.19, 0.43)
"""The product before the readers: share of sealed ordinary posts flagged, and of problem posts found."""
TENTHS = np.linspace(0, 1, 11)


def scales_of(scales: dict[str, Scale]) -> tuple[Floats, Floats]:
    """Slopes and shifts by head."""
    rows = [scales[head] for head in HEADS]
    return np.array([row.slope for row in rows]), np.array([row.shift for row in rows])


def draw_curve(points: dict[str, list[list[float]]], path: Path) -> None:
    """Problem posts found against ordinary posts flagged."""
    figure, axes = plt.subplots(figsize=(5.5, 4))
    for name, pairs in points.items():
        shares = np.array(pairs) * 100
        axes.plot(shares[:, 0], shares[:, 1], marker="o", markersize=3, label=name)
    axes.plot(BEFORE[0] * 100, BEFORE[1] * 100, "s", color="0.4", label="whole product before")
    axes.set(xlabel="ordinary posts flagged, %", ylabel="problem posts found, %", xlim=(0, 20), ylim=(0, 100))
    axes.legend(loc="lower right")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def draw_heads(scores: Floats, labels: Floats, path: Path) -> None:
    """Precision against recall, a small plot for each head."""
    heads = [head for head in HEADS if head in FINDS]
    figure, every = plt.subplots(4, 5, figsize=(10, 8), sharex=True, sharey=True)
    for axes, head in zip(every.flat, heads, strict=False):
        column = HEADS.index(head)
        known = labels[:, column] >= 0
        truth = labels[known, column] == 1
        axes.set_title(f"{head} ({truth.sum()})", fontsize=8)
        if truth.any():
            precision, recall, _ = precision_recall_curve(truth, scores[known, column])
            axes.plot(recall, precision, linewidth=1)
        axes.grid(alpha=0.3)
    figure.supxlabel("recall")
    figure.supylabel("precision")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def draw_calibration(said: Floats, right: Floats, path: Path) -> None:
    """How often findings of a sureness are right."""
    figure, axes = plt.subplots(figsize=(4.5, 4))
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    tenth = np.clip(np.digitize(said, TENTHS) - 1, 0, 9)
    used = [k for k in range(10) if (tenth == k).sum() >= 5]
    axes.plot([said[tenth == k].mean() for k in used], [right[tenth == k].mean() for k in used], marker="o")
    axes.set(xlabel="said to be sure", ylabel="right", xlim=(0, 1), ylim=(0, 1))
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    for k in used:
        count, share = (tenth == k).sum(), right[tenth == k].mean()
        print(f"sure {TENTHS[k]:.1f} to {TENTHS[k + 1]:.1f}: {share:.2f} of {count}")


def main() -> None:
    """Read the command line, draw, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readings", type=Path)
    parser.add_argument("curve", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    data, settings = np.load(args.readings), chosen(args.settings)
    labels = np.asarray(data["labels"], float)
    logits = logits_mixed(data, np.array([settings.first[head] for head in HEADS]))
    scores = probabilities(logits, scales_of(dict(settings.both)))
    draw_curve(json.loads(args.curve.read_text(encoding="utf-8")), args.out / "curve.svg")
    wild = np.isin(data["sets"], ["ordinary", "twins", "problem"])
    draw_heads(scores[wild], labels[wild], args.out / "heads.svg")
    posts = posts_of(data, args.data / "wild", scores)
    spoken = posts.scores >= np.array([settings.both[head].marks.note for head in HEADS])
    fair = spoken & (posts.right | posts.wrong)
    draw_calibration(posts.scores[fair], posts.right[fair].astype(float), args.out / "calibration.svg")
    for column, head in enumerate(HEADS):
        used = (~wild if head in ABUSE else wild) & (labels[:, column] >= 0)
        truth = labels[used, column] == 1
        if truth.any() and not truth.all():
            score = scores[used, column]
            area, precision = roc_auc_score(truth, score), average_precision_score(truth, score)
            print(f"| {head} | {truth.sum()} | {area:.3f} | {precision:.2f} |")


if __name__ == "__main__":
    main()
