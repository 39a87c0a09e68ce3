"""The verdict on a draft, in words."""

from __future__ import annotations

from collections.abc import Mapping

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.settings.policy import Policy

NOT_REVIEWED = "not reviewed"
LEAVE = "leave it up"
NOTHING_NEW = "nothing new found"
"""What is said where all that was found is known."""
MODERATION: Mapping[Severity, str] = {
    Severity.ERROR: "may be removed",
    Severity.WARNING: "may be hidden",
    Severity.NOTE: LEAVE,
}
"""What a severity means for a resident's comment."""


def verdict(review: Review, policy: Policy) -> str:
    """The headline of a draft, in lower case."""
    comment = review.draft.kind == "comment"
    if review.worst is None:
        nothing = NOTHING_NEW if review.known else LEAVE if comment else "nothing found"
        return NOT_REVIEWED if review.errors else nothing
    said = _moderated(review, policy) if comment else policy.meaning(review.worst)
    return f"{said}; not fully reviewed" if review.errors else said


def _moderated(review: Review, policy: Policy) -> str:
    """Whether a resident's comment may be hidden or removed, and under which rule."""
    worst = max(review.open_findings, key=lambda finding: finding.severity.rank)
    said = MODERATION[worst.severity]
    if worst.severity is Severity.NOTE:
        return f"{said}; see the notes"
    under = f"{said} under {policy.rule(worst.rules[0]).quoted}"
    return under if worst.severity is Severity.ERROR else f"{under}; ask {policy.ask} first"
