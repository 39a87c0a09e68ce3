"""In which order people read the drafts of a folder: what was not reviewed first, then the gravest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.settings.policy import Policy


class Standing(IntEnum):
    """Where a draft stands in the order."""

    UNREVIEWED = 0
    ERROR = 1
    WARNING = 2
    NOTE = 3
    CLEARED = 4
    CLEAN = 5


_OF_SEVERITY = {
    Severity.ERROR: Standing.ERROR,
    Severity.WARNING: Standing.WARNING,
    Severity.NOTE: Standing.NOTE,
}
_SAID = {
    Standing.UNREVIEWED: "not reviewed in full",
    Standing.CLEARED: "cleared by a recorded decision",
    Standing.CLEAN: "with nothing found",
}


def standing(review: Review) -> Standing:
    """Where a draft stands: what went unreviewed weighs most, whatever else was found."""
    if review.errors:
        return Standing.UNREVIEWED
    if review.worst:
        return _OF_SEVERITY[review.worst]
    return Standing.CLEARED if review.findings else Standing.CLEAN


def counted(standings: Iterable[Standing], policy: Policy) -> Iterator[tuple[Standing, str]]:
    """How many drafts stand where, in words, in the order: "2 do not post"."""
    meanings = {where: policy.meaning(severity) for severity, where in _OF_SEVERITY.items()}
    said = _SAID | meanings
    for where, number in sorted(Counter(standings).items()):
        yield where, f"{number:,} {said[where]}"
