"""Asking for approval: a draft that somebody wants cleared, and what the approver says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from smcheck.model.draft import Draft, Kind

Outcome = Literal["approved", "returned", "refused"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)


@dataclass(frozen=True)
class AskedFinding:
    """What smcheck found in the draft when approval was asked for; personal data is masked in the message."""

    check: str
    severity: str
    message: str
    fingerprint: str


@dataclass(frozen=True)
class Answer:
    """What an approver said, when (UTC), and why."""

    outcome: Outcome
    by: str
    at: dt.datetime
    note: str = ""


@dataclass(frozen=True)
class ApprovalRequest:
    """A draft for which approval is asked, by whom, when (UTC), with which note.

    `name` is what the draft is called; `answer` is None while nobody has answered.
    """

    id: str
    by: str
    at: dt.datetime
    note: str
    name: str
    text: str
    kind: Kind = "post"
    platforms: tuple[str, ...] = ()
    date: dt.date | None = None
    findings: tuple[AskedFinding, ...] = ()
    answer: Answer | None = None

    @property
    def draft(self) -> Draft:
        """The draft as it is reviewed."""
        return Draft(self.text, self.name, kind=self.kind, platforms=self.platforms, date=self.date)
