"""JSON Lines: one object a draft, for programs that read a report line by line.

`schema.json` beside this module describes a line under `$defs/line`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smcheck.model.review import Review, ReviewError
from smcheck.model.showing import json_text
from smcheck.reporters import Output
from smcheck.reporters.heading import heading_data
from smcheck.reporters.json import draft_data, error_data, unread_data
from smcheck.run import NotReviewed, Report

SIGN = rb'\{"path": "[^\n]{0,3000}?"findings": \['


class Reporter:
    """Writes a line for every draft; everything beyond ASCII is escaped."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._stream = report, output.stream

    def add(self, review: Review) -> None:
        """Write the draft's line."""
        self._write(draft_data(review), review.errors)

    def add_unread(self, unread: NotReviewed) -> None:
        """Write a line for what could not be read as a draft."""
        self._write(unread_data(unread), [ReviewError(unread.path, unread.message)])

    def close(self) -> None:
        """Nothing is left to say."""

    def _write(self, draft: dict[str, Any], errors: Iterable[ReviewError]) -> None:
        """Write a draft with what is said of the report, so that each line can stand alone."""
        policy = {"policy": self._report.policy.id}
        said = {"errors": [error_data(error) for error in errors]} | policy | heading_data(self._report)
        self._stream.write(json_text(draft | said) + "\n")
