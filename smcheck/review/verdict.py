"""The verdict on a draft, in words."""

from __future__ import annotations

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.settings.policy import Policy

NOT_REVIEWED = "not reviewed"
LEAVE = "leave it up"
MODERATED = {
    Severity.ERROR: "may be removed under {rule}",
    Severity.WARNING: "may be hidden under {rule}; ask {ask} first",
    Severity.NOTE: "leave it up; see the notes",
}
"""What a severity means for a resident's comment."""


def verdict(review: Review, policy: Policy) -> str:
    """The headline of a draft, in lower case."""
    if review.draft.kind == "comment":
        return _moderated(review, policy)
    if review.worst is None:
        return NOT_REVIEWED if review.errors else "nothing found"
    said = policy.meaning(review.worst)
    return f"{said}; not fully reviewed" if review.errors else said


def _moderated(review: Review, policy: Policy) -> str:
    """The headline of a resident's comment: whether it may be hidden or removed, and under which rule."""
    worst = max(review.open_findings, key=lambda finding: finding.severity.rank, default=None)
    if worst is None:
        return NOT_REVIEWED if review.errors else LEAVE
    said = MODERATED[worst.severity].format(rule=policy.rule(worst.rules[0]).name, ask=policy.ask)
    return f"{said}; not fully reviewed" if review.errors else said
