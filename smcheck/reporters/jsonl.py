"""JSON Lines: one object a draft, for programs that read a report line by line.

`schema.json` beside this module describes a line under `$defs/line`.
"""

from __future__ import annotations

from smcheck.model.review import Review, ReviewError
from smcheck.model.showing import json_text
from smcheck.reporters import Output
from smcheck.reporters.json import draft_data, error_data, unread_data
from smcheck.run import NotReviewed, Report

SIGN = rb'\{"path": "[^\n]{0,3000}?"findings": \['


class Reporter:
    """Writes a line for every draft; everything beyond ASCII is escaped."""

    def __init__(self, report: Report, output: Output) -> None:
        self._stream = output.stream

    def add(self, review: Review) -> None:
        """Write the draft's line."""
        data = draft_data(review) | {"errors": [error_data(error) for error in review.errors]}
        self._stream.write(json_text(data) + "\n")

    def add_unread(self, unread: NotReviewed) -> None:
        """Write a line for what could not be read as a draft."""
        error = ReviewError(unread.path, unread.message)
        self._stream.write(json_text(unread_data(unread) | {"errors": [error_data(error)]}) + "\n")

    def close(self) -> None:
        """Nothing is left to say."""
