"""smcheck: a linter for social media drafts that cites the council's own policy.

Everything here runs on this machine; no draft leaves it. One text, or one draft with what is known of it,
goes to a `Reviewer`; files, folders and bytes go to a `Run`, of which every front end is made:

>>> import smcheck
>>> review = smcheck.Reviewer().review("Ring 07700 900123 about the fete.")
>>> review.status, [finding.check for finding in review.findings]
('findings', ['phone'])
>>> run = smcheck.Run(smcheck.Request(paths=("-",), stdin=b"The library is open on Saturday."))
>>> report = smcheck.Report(run.policy)
>>> for event in run.events():
...     report.add(event)
>>> report.drafts, report.exit_code
(1, 0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smcheck.model.lazy_names import lazily
from smcheck.model.version import __version__

if TYPE_CHECKING:
    from smcheck.model.decision import Decision
    from smcheck.model.draft import Draft
    from smcheck.model.errors import ConfigError, DraftError, SmcheckError
    from smcheck.model.finding import Finding, Severity
    from smcheck.model.review import Review, ReviewError
    from smcheck.review.reviewer import Reviewer
    from smcheck.run.events import Event, LeftOut, NotReviewed, Reading, Remark, Reviewed, ToReview
    from smcheck.run.report import Report
    from smcheck.run.request import Request
    from smcheck.run.running import Run
    from smcheck.settings.council import Council, load_council
    from smcheck.settings.decision_file import Decisions, load_decisions
    from smcheck.settings.policy import Policy, Rule
    from smcheck.settings.policy_file import load_policy


__getattr__ = lazily(
    __name__,
    {
        "model.decision": ("Decision",),
        "model.draft": ("Draft",),
        "model.errors": ("ConfigError", "DraftError", "SmcheckError"),
        "model.finding": ("Finding", "Severity"),
        "model.review": ("Review", "ReviewError"),
        "review.reviewer": ("Reviewer",),
        "run.events": ("Event", "LeftOut", "NotReviewed", "Reading", "Remark", "Reviewed", "ToReview"),
        "run.report": ("Report",),
        "run.request": ("Request",),
        "run.running": ("Run",),
        "settings.council": ("Council", "load_council"),
        "settings.decision_file": ("Decisions", "load_decisions"),
        "settings.policy": ("Policy", "Rule"),
        "settings.policy_file": ("load_policy",),
    },
)

__all__ = [
    "ConfigError",
    "Council",
    "Decision",
    "Decisions",
    "Draft",
    "DraftError",
    "Event",
    "Finding",
    "LeftOut",
    "NotReviewed",
    "Policy",
    "Reading",
    "Remark",
    "Report",
    "Request",
    "Review",
    "ReviewError",
    "Reviewed",
    "Reviewer",
    "Rule",
    "Run",
    "Severity",
    "SmcheckError",
    "ToReview",
    "__version__",
    "load_council",
    "load_decisions",
    "load_policy",
]


def version_line() -> str:
    """What `smcheck --version` prints."""
    return f"smcheck {__version__}"
