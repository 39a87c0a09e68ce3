"""One run of the tool: reviews as they come, and the tallies when all have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from smcheck.model.decision import Decision
from smcheck.model.finding import Severity
from smcheck.model.review import Review, ReviewError
from smcheck.settings.policy import Policy

NEVER = "never"


@dataclass
class Report:
    """A run under one policy, which findings at `fail_on` or graver fail ("never": none does).

    `reviews()` may be walked once; the tallies are complete after it.
    """

    policy: Policy
    source: Iterable[Review]
    fail_on: str = Severity.WARNING.value
    notices: list[str] = field(default_factory=list)
    errors: list[ReviewError] = field(default_factory=list)
    severities: Counter[Severity] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    drafts: int = 0
    blank: int = 0
    decided: int = 0
    unreviewed: int = 0
    used: set[Decision] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)

    def reviews(self) -> Iterator[Review]:
        """Every review in order, tallied on its way."""
        for review in self.source:
            self._tally(review)
            yield review

    def _tally(self, review: Review) -> None:
        self.drafts += 1
        self.paths.add(review.draft.path)
        self.unreviewed += review.status == "unreviewed"
        self.errors += review.errors
        for notice in review.notices:
            if notice not in self._said:
                self._said.add(notice)
                self.notices.append(notice)
        self.used |= review.records
        for finding in review.findings:
            if finding.decision:
                self.decided += 1
            else:
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1

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
