"""A run: from paths or bytes to events, and the tallies of a report.

A front end makes a `Run` of a `Request` and walks its events. It may show them, count them in a `Report`, and
give them to a recorder:

>>> from smcheck.run import NotReviewed, Report, Request, Run
>>> run = Run(Request(paths=("none.txt",)))
>>> report = Report(run.policy, run.fail_on)
>>> for event in run.events():
...     report.add(event)
...     if isinstance(event, NotReviewed):
...         print(event.path, event.message, sep=": ")
none.txt: there is no such file or folder
>>> report.exit_code
2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smcheck.model.lazy_names import lazily

if TYPE_CHECKING:
    from smcheck.run.events import Event, LeftOut, NotReviewed, Reading, Remark, Reviewed, ToReview, Why
    from smcheck.run.report import Report
    from smcheck.run.request import STDIN, Request
    from smcheck.run.running import Run

__getattr__ = lazily(
    __name__,
    {
        "events": ("Event", "LeftOut", "NotReviewed", "Reading", "Remark", "Reviewed", "ToReview", "Why"),
        "report": ("Report",),
        "request": ("STDIN", "Request"),
        "running": ("Run",),
    },
)

__all__ = [
    "STDIN",
    "Event",
    "LeftOut",
    "NotReviewed",
    "Reading",
    "Remark",
    "Report",
    "Request",
    "Reviewed",
    "Run",
    "ToReview",
    "Why",
]
