"""Runs that are over: what happened in them, for reports to tell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass

from smcheck import Policy, Review, Reviewer
from smcheck.reporters import Format, Output, write_report
from smcheck.run import Event, NotReviewed, Remark, Report, Reviewed

BY, DAY = "J. Clerk", dt.date(2026, 11, 29)
"""Who had the drafts checked, and when."""


@dataclass(frozen=True)
class PastRun:
    """The policy and the events of a run, and what fails it."""

    policy: Policy
    events: tuple[Event, ...]
    fail_on: str = "warning"


def run_over(
    reviewer: Reviewer, reviews: Iterable[Review | NotReviewed], remarks: Iterable[str] = ()
) -> PastRun:
    """A run in which these things happened, remarks first."""
    happened = (each if isinstance(each, NotReviewed) else Reviewed(each, reviewer) for each in reviews)
    return PastRun(reviewer.policy, (*map(Remark, remarks), *happened))


def written(run: PastRun, name: Format, **options: object) -> str:
    """The report on the run in the format, of no colour."""
    stream = io.StringIO()
    output = Output(stream, color=False, **options)  # type: ignore[arg-type]
    write_report(run.events, Report(run.policy, run.fail_on, BY, DAY), name, output)
    return stream.getvalue()
