"""Which of the edits that findings offer are made together, and what the draft says with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from smcheck.model.edit import Edit, applied
from smcheck.model.review import Review


def offered(review: Review) -> tuple[Edit, ...]:
    """Every edit of the findings that no decision covers, in order of place, each once, the gravest first."""
    open_findings = sorted(review.open_findings, key=lambda finding: -finding.severity.rank)
    return tuple(dict.fromkeys(edit for finding in open_findings for edit in finding.edits))


def chosen(review: Review, *, everything: bool = False, kinds: Collection[str] = ()) -> tuple[Edit, ...]:
    """The edits to be made: the safe ones, or `everything`; of given kinds only, where there are such.

    Of those that overlap, that of the gravest finding is chosen. They stand in order of place.
    """
    wanted = (
        edit
        for edit in offered(review)
        if (everything or edit.safe or edit.kind in kinds) and (not kinds or edit.kind in kinds)
    )
    return tuple(sorted(apart(wanted), key=lambda edit: (edit.start, edit.end)))


def mended(review: Review, edits: Collection[Edit]) -> str:
    """The draft's text with the edits made."""
    return applied(review.draft.text, edits)


def apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Those that overlap none before them; what is put in at one place may be several."""
    taken: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in taken):
            taken.append(edit)
            yield edit
