"""The tallies of a run, filled by its events."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import assert_never

from smcheck.model.decision import Decision
from smcheck.model.finding import Severity
from smcheck.model.review import Review, ReviewError
from smcheck.run.events import Event, LeftOut, NotReviewed, Reading, Remark, Reviewed, Why
from smcheck.settings.policy import Policy

NEVER = "never"


@dataclass
class Report:
    """What a run under one policy has come to; findings at `fail_on` or graver fail ("never": none does).

    `drafts` counts what was reviewed and what could not be; `notices` are remarks, each once. `by` is who has
    it checked, and `day` when; "" and None where that is not known. `councils` are the names of those whose
    drafts were checked, in the order in which they came, "" for one whose settings give none; `council` is
    that of the last draft. `known` counts what a baseline put aside. `unsure` are the kinds of the drafts
    about which somebody is to be asked.
    """

    policy: Policy
    fail_on: str = Severity.WARNING.value
    by: str = ""
    day: dt.date | None = None
    councils: list[str] = field(default_factory=list)
    council: str = ""
    errors: list[ReviewError] = field(default_factory=list)
    severities: Counter[Severity] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    decided: int = 0
    known: int = 0
    unreviewed: int = 0
    excluded: int = 0
    blank: int = 0
    unsure: set[str] = field(default_factory=set)
    used: set[Decision] = field(default_factory=set)
    _notices: dict[str, None] = field(default_factory=dict)

    @property
    def notices(self) -> list[str]:
        """Remarks for people, in the order in which they came."""
        return list(self._notices)

    def add(self, event: Event) -> None:
        """Count an event."""
        if isinstance(event, Reviewed | NotReviewed):
            self._note(event.reviewer.council.name)
        match event:
            case Reviewed(review=review):
                self._add_review(review)
            case NotReviewed(path=path, message=message):
                self.drafts += 1
                self.unreviewed += 1
                self.errors.append(ReviewError(path, message))
            case LeftOut(why=why):
                self.excluded += why is Why.EXCLUDED
                self.blank += why is Why.BLANK_ROW
                self._notice(event.remark)
            case Remark(text=text):
                self._notice(text)
            case Reading():
                pass
            case _:
                assert_never(event)

    def _note(self, council: str) -> None:
        self.council = council
        if council not in self.councils:
            self.councils.append(council)

    def _add_review(self, review: Review) -> None:
        self.drafts += 1
        self.unreviewed += review.status == "unreviewed"
        self.errors += review.errors
        for notice in review.notices:
            self._notice(notice)
        self.used |= review.decisions
        self.known += len(review.known)
        if review.worst in (Severity.ERROR, Severity.WARNING):
            self.unsure.add(review.draft.kind)
        for finding in review.findings:
            if finding.decision:
                self.decided += 1
            else:
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1

    def _notice(self, text: str) -> None:
        if text:
            self._notices[text] = None

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the open findings of the run."""
        return max(self.severities, key=lambda severity: severity.rank, default=None)

    def fails(self, severity: Severity | None) -> bool:
        """Whether a finding of this severity fails the run."""
        return severity is not None and self.fail_on != NEVER and severity.rank >= Severity(self.fail_on).rank

    @property
    def exit_code(self) -> int:
        """2 where something could not be reviewed, 1 for a finding at `fail_on` or graver, else 0."""
        return 2 if self.errors else int(self.fails(self.worst))
