"""A sheet: all that the page shows of one draft, made of its review, in the words of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smcheck.app.cards import card, items
from smcheck.app.counters import counters
from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.reporters.gathering import sentence, unsure
from smcheck.reporters.html_items import Item
from smcheck.reporters.html_sheets import Sheet, UnreadSheet
from smcheck.reporters.marks import Place, stretches
from smcheck.reporters.pictures import drawn
from smcheck.review.moderating import MODERATE
from smcheck.run import NotReviewed
from smcheck.settings.council import Council
from smcheck.settings.policy import Policy

_READ_AGAIN = "It is still yours to read once more before you post it."
_ADVICE = "Nothing stands against it; take what helps."
_CRITICISM = "Criticism stays up, however sharp; answer it, or let it stand."
_LEVELS = ("error", "warning", "note", "cleared")


def sheet(review: Review, policy: Policy, council: Council) -> dict[str, Any]:
    """The sheet of a draft that was reviewed; its text is not masked, since whoever reads it wrote it."""
    shown, found = Sheet(1, review, policy), items(review, policy)
    draft = review.draft
    return {
        "name": shown.name,
        "row": draft.row,
        "kind": draft.kind,
        "level": shown.level,
        "sign": shown.sign,
        "verdict": shown.verdict,
        "then": _then(review, policy),
        "facts": sentence("; ".join(shown.facts)),
        "errors": shown.errors,
        "notices": [sentence(notice) for notice in review.notices],
        "text": draft.text,
        "pictures": _pictures(review, found),
        "stretches": _stretches(review, found),
        "cards": [card(item, review.findings) for item in found],
        "counters": counters(draft, council),
    }


def unread_sheet(unread: NotReviewed) -> dict[str, Any]:
    """The sheet of what could not be read as a draft: why."""
    shown = UnreadSheet(1, unread)
    return {
        "name": shown.name,
        "row": None,
        "kind": None,
        "level": shown.level,
        "sign": shown.sign,
        "verdict": shown.verdict,
        "then": "",
        "facts": "",
        "errors": shown.errors,
        "notices": [],
        "text": "",
        "pictures": [],
        "stretches": [],
        "cards": [],
        "counters": [],
    }


def _then(review: Review, policy: Policy) -> str:
    """What follows from the verdict."""
    comment = review.draft.kind == "comment"
    if review.worst in (Severity.ERROR, Severity.WARNING):
        return MODERATE if comment else unsure(policy, [review.draft.kind])
    if review.errors:
        then = "leave it up" if comment else "post"
        return f"Part of it was not looked at. Ask {policy.ask} before you {then}."
    if comment:
        return _CRITICISM
    return _ADVICE if review.worst else _READ_AGAIN


def _pictures(review: Review, found: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The pictures that the text was read from, framed as its marks are and covered as in reports."""
    levels = {item.number: item.level for item in found}
    return [
        {"address": one.address, "said": one.said, "covers": one.covers}
        for one in drawn(review, _places(found), levels)
    ]


def _places(found: tuple[Item, ...]) -> Iterator[Place]:
    for item in found:
        for place in item.entry.places:
            yield Place(place.start, place.end, item.number)


def _stretches(review: Review, found: tuple[Item, ...]) -> list[dict[str, Any]]:
    """The text cut for its marks: each stretch with its words, its level and the numbers of its cards."""
    levels = {item.number: item.level for item in found}
    return [
        {
            "start": stretch.start,
            "text": stretch.text,
            "numbers": list(stretch.numbers),
            "ending": list(stretch.ending),
            "level": min((levels[number] for number in stretch.numbers), key=_LEVELS.index, default=""),
        }
        for stretch in stretches(review.draft.text, _places(found))
    ]
