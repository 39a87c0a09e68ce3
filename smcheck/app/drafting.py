"""One draft of what is put on the desk: the one that somebody asks about, or wants to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from smcheck.app.asking import AskedWronglyError
from smcheck.app.desk import Asked, Desk, as_one, plain_name
from smcheck.model.errors import DraftError
from smcheck.model.showing import visible
from smcheck.run import NotReviewed, Report, Reviewed
from smcheck.settings.council import Council


@dataclass(frozen=True)
class Judged:
    """A draft as it was judged, the council whose settings held, and the report of it alone."""

    event: Reviewed
    council: Council
    report: Report


def judged(desk: Desk, asked: Asked, index: int = 0) -> Judged:
    """The draft of that index among those of what is asked about, under its plain name, with its day.

    Raises `DraftError` where it cannot be read or there is none, and `ConfigError` for wrong settings.
    """
    run = desk.run(asked, to_note=True)
    events = as_one([event for event in run.events() if isinstance(event, Reviewed | NotReviewed)], asked)
    if not 0 <= index < len(events):
        raise DraftError("there is no draft; write or paste one first")
    event = events[index]
    if isinstance(event, NotReviewed):
        raise DraftError(event.message)
    read = event.review.draft
    draft = replace(read, path=visible(plain_name(read.path)), date=asked.day or read.date)
    named = replace(event, review=replace(event.review, draft=draft))
    report = Report(run.policy, run.fail_on)
    report.add(named)
    return Judged(named, event.reviewer.council, report)


def index_in(data: dict[str, Any]) -> int:
    """Which draft a request is about, by its index in what it gives; raises `AskedWronglyError`."""
    index = data.get("draft", 0)
    if type(index) is not int:
        raise AskedWronglyError("draft is no number")
    return index
