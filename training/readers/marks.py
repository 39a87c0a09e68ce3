"""How sure each head must be to speak, chosen for all of them together under a budget of false alarms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from wild import FINDS, NEVER_WARN, NOTES, Flags, Floats, Posts

from smcheck.models.protocols import HEADS, Marks

OTHERS = 4
"""So many times the share of ordinary posts may problem posts be warned of for a wrong reason."""
SURE, HATEFUL, HARMLESS = 0.5, 0.3, 0.998
"""What is not worth its price in found posts is warned of at the first; hatred, of which posts have little,
at the second; and both beyond such a share of silent posts."""
LEAST = Marks(note=0.15, warning=0.25)


class Budget(NamedTuple):
    """Shares of ordinary posts, and of twins, that may be flagged in error, and noted.

    Whatever else would serve, nothing is said that is less likely than `least`.
    """

    ordinary: float
    twins: float
    notes: float
    least: Marks = LEAST


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
