"""The rows of the folder's table: what is said of each draft in one line, in the words of the reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from smcheck.app.cards import items
from smcheck.app.counters import inert
from smcheck.model.approval import ApprovalRequest
from smcheck.model.review import Review
from smcheck.model.showing import day_in_words
from smcheck.reporters.gathering import sentence
from smcheck.reporters.html_sheets import Sheet, UnreadSheet
from smcheck.run import NotReviewed
from smcheck.settings.platforms import PLATFORMS
from smcheck.settings.policy import Policy

_START = 120  # characters of a draft that tell it from others


def row(
    review: Review, policy: Policy, place: str, number: int, requests: Sequence[ApprovalRequest]
) -> dict[str, Any]:
    """The row of a draft that was reviewed, which is the file's draft of that number, from 1.

    `place` is the file's path from the folder, `requests` are those that may be about the draft.
    """
    shown, draft = Sheet(1, review, policy), review.draft
    gravest = next((item for item in items(review, policy) if item.level != "cleared"), None)
    return {
        "path": draft.path,
        "file": place,
        "number": number,
        "row": draft.row,
        "id": draft.id,
        "status": review.status,
        "level": shown.level,
        "sign": shown.sign,
        "verdict": shown.verdict,
        "gravest": gravest.entry.subject if gravest else "",
        "findings": len(review.open_findings),
        "day": draft.date.isoformat() if draft.date else "",
        "day_in_words": day_in_words(draft.date) if draft.date else "",
        "platforms": [PLATFORMS[name].title if name in PLATFORMS else name for name in draft.platforms],
        "approval": _approval(review, requests),
        "why": shown.errors,
        "start": inert(" ".join(draft.published_text[: 2 * _START].split())[:_START]),
    }


def unread_row(unread: NotReviewed, place: str) -> dict[str, Any]:
    """The row of what could not be read as a draft."""
    shown = UnreadSheet(1, unread)
    return {
        "path": unread.path,
        "file": place,
        "number": 0,
        "row": None,
        "id": None,
        "status": "unreviewed",
        "level": shown.level,
        "sign": shown.sign,
        "verdict": shown.verdict,
        "gravest": "",
        "findings": 0,
        "day": "",
        "day_in_words": "",
        "platforms": [],
        "approval": "",
        "why": shown.errors,
        "start": "",
    }


def requests_for(path: str, requests: Sequence[ApprovalRequest]) -> list[ApprovalRequest]:
    """The requests about drafts of a file, by its path as it was given then, the newest last."""
    here = Path(path).absolute()
    return [
        request for request in requests if "\0" not in request.name and Path(request.name).absolute() == here
    ]


def _approval(review: Review, requests: Sequence[ApprovalRequest]) -> str:
    """What was asked and answered: of this wording, or of an earlier one where the file is one draft."""
    same = [request for request in requests if request.text == review.draft.published_text]
    if same:
        return _said(same[-1])
    if requests and review.draft.row is None and review.draft.id is None:
        return f"For an earlier wording: {_said(requests[-1])}"
    return ""


def _said(request: ApprovalRequest) -> str:
    answer = request.answer
    return sentence(f"{answer.outcome} by {answer.by}" if answer else f"asked by {request.by}")
