"""Questions about the drafts of the folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.run.sources import NO_DRAFTS

_MOST_NAMED = 5


def unread(case: Case) -> Iterator[Advice]:
    """Drafts that cannot be read."""
    found = [event for event in case.drafts[1] if not event.message.startswith(NO_DRAFTS)]
    mend = "mend the file or move it out of the folder; smcheck check . says it again"
    for event in found[:_MOST_NAMED]:
        what = f"a draft cannot be read, and is not checked: {event.message}"
        if Path(event.path).is_dir():
            what = event.message
        yield Advice(Gravity.WRONG, what, Path(event.path), mend)
    if further := len(found[_MOST_NAMED:]):
        what = f"{further} further draft{'s' * (further > 1)} cannot be read"
        yield Advice(Gravity.WRONG, what, case.folder, "smcheck check . names each")


QUESTIONS = (unread,)
