"""The verdict on a draft, in words."""

from __future__ import annotations

from smcheck.model.review import Review
from smcheck.settings.policy import Policy

NOT_REVIEWED = "not reviewed"


def verdict(review: Review, policy: Policy) -> str:
    """The headline of a draft, in lower case."""
    if review.worst is None:
        return NOT_REVIEWED if review.errors else "nothing found"
    said = policy.meaning(review.worst)
    return f"{said}; not fully reviewed" if review.errors else said
