"""In which order people read the drafts of a folder: what was not reviewed first, then the gravest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.review.verdict import LEAVE, MODERATION
from smcheck.settings.policy import Policy


class Urgency(IntEnum):
    """How soon a draft is to be looked at."""

    UNREVIEWED = 0
    ERROR = 1
    WARNING = 2
    NOTE = 3
    CLEARED = 4
    KNOWN = 5
    CLEAN = 6


class Turn(NamedTuple):
    """When a draft's turn comes: by its urgency; at the same, our own before residents' comments."""

    urgency: Urgency
    is_comment: bool = False


QUIET = (Urgency.KNOWN, Urgency.CLEAN)
"""The urgencies of drafts of which there is nothing to say, which stand in lists."""

UNREAD = Turn(Urgency.UNREVIEWED)
"""The turn of what could not be read as a draft."""

_OF_SEVERITY = {
    Severity.ERROR: Urgency.ERROR,
    Severity.WARNING: Urgency.WARNING,
    Severity.NOTE: Urgency.NOTE,
}
_SAID = {
    Urgency.UNREVIEWED: "not reviewed in full",
    Urgency.CLEARED: "cleared by a recorded decision",
    Urgency.KNOWN: "with nothing new",
    Urgency.CLEAN: "with nothing found",
}
_OF_COMMENTS = {
    **_SAID,
    **{urgency: MODERATION[severity] for severity, urgency in _OF_SEVERITY.items()},
    Urgency.NOTE: f"{LEAVE}, with notes",
    Urgency.CLEAN: LEAVE,
}


def turn_of(review: Review) -> Turn:
    """When a draft's turn comes: what went unreviewed weighs most, whatever else was found."""
    return Turn(_urgency(review), review.draft.kind == "comment")


def _urgency(review: Review) -> Urgency:
    if review.errors:
        return Urgency.UNREVIEWED
    if review.worst:
        return _OF_SEVERITY[review.worst]
    if review.findings:
        return Urgency.CLEARED
    return Urgency.KNOWN if review.known else Urgency.CLEAN


def counted(turns: Iterable[Turn], policy: Policy) -> Iterator[tuple[Turn, str]]:
    """How many drafts have which turn, in words, in the order: "2 do not post", "1 may be removed"."""
    of_ours = _SAID | {urgency: policy.meaning(severity) for severity, urgency in _OF_SEVERITY.items()}
    for turn, number in sorted(Counter(turns).items()):
        said = _OF_COMMENTS if turn.is_comment else of_ours
        yield turn, f"{number:,} {said[turn.urgency]}"
