"""The outcome for one draft: what was found, what could not be judged, what people should know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from smcheck.model.decision import Decision
from smcheck.model.draft import Draft
from smcheck.model.finding import Finding, Severity

Status = Literal["clean", "findings", "unreviewed"]


@dataclass(frozen=True, slots=True)
class ReviewError:
    """Something that could not be reviewed: where, which check (None: the whole draft), and why."""

    path: str
    message: str
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of one draft: its findings in reading order, and what could not be judged.

    `notices` are remarks for people, such as an approval that has expired. `masked` is the draft's text
    with personal data and coarse words masked, each other character in its place. `decisions` are those that
    are about the draft's findings and have not expired, the suspended ones too. `known` are findings that a
    baseline says to be known, which are none of the `findings`.
    """

    draft: Draft
    findings: tuple[Finding, ...] = ()
    errors: tuple[ReviewError, ...] = ()
    notices: tuple[str, ...] = ()
    masked: str = ""
    decisions: frozenset[Decision] = frozenset()
    known: tuple[Finding, ...] = ()

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that no decision covers."""
        return tuple(finding for finding in self.findings if finding.decision is None)

    @property
    def status(self) -> Status:
        """`unreviewed` when something could not be judged, else `findings` if any is open."""
        if self.errors:
            return "unreviewed"
        return "findings" if self.open_findings else "clean"

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the open findings."""
        severities = [finding.severity for finding in self.open_findings]
        return max(severities, key=lambda severity: severity.rank, default=None)
