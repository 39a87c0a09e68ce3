"""How well smcheck and its peers tell abuse from what looks like it, and how fast, in one run.

Usage: python bench/abuse/table.py LABELLED.jsonl ... [--tools NAME ...]

Run it in an environment that holds smcheck and `bench/abuse/requirements.txt`, in a folder where
`npm install alex@11.0.1` was run. A line of LABELLED.jsonl has a "text" and a label: "hate" (1 or
0) or "expected" (true or false). For every tool it prints accuracy, macro F1, the share of the abusive posts
found, the share of the others flagged, and CPU seconds with those of its processes.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

from peers import TOOLS


def labelled(path: Path) -> tuple[list[str], list[bool]]:
    """Posts of a file and whether each is abusive."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row["text"] for row in rows], [
        bool(row["hate"] if "hate" in row else row["expected"]) for row in rows
    ]


def scored(gold: Sequence[bool], got: Sequence[bool]) -> str:
    """The figures of one tool, for a row of the table."""
    hits = sum(map(bool.__and__, gold, got))
    clear = sum(not (one or other) for one, other in zip(gold, got, strict=True))
    wrong, yes = len(gold) - hits - clear, sum(gold)
    f1 = [2 * right / (2 * right + wrong) if right else 0.0 for right in (hits, clear)]
    flagged = 1 - clear / max(1, len(gold) - yes)
    return f"{1 - wrong / len(gold):9.3f} {sum(f1) / 2:9.3f} {hits / max(1, yes):7.3f} {flagged:8.3f}"


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--tools", nargs="*", default=list(TOOLS))
    args = parser.parse_args()
    for path in args.labelled:
        posts, gold = labelled(path)
        print(f"{path.name}: {len(posts)} posts, {sum(gold)} of them abusive")
        print(f"{'':20} {'accuracy':>9} {'macro F1':>9} {'found':>7} {'flagged':>8} {'seconds':>8}")
        for name in args.tools:
            before = os.times()
            got = TOOLS[name](posts)
            after = os.times()
            print(f"{name:20} {scored(gold, got)} {sum(after[:4]) - sum(before[:4]):8.2f}")


if __name__ == "__main__":
    main()
