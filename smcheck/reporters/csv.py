"""CSV: a row for every open finding and every error, for a spreadsheet.

Each row says for which council the draft was checked, under which policy, by whom and when, so that rows of
several reports can stand in one sheet.
"""

from __future__ import annotations

import csv

from smcheck.model.review import Review
from smcheck.reporters import Output
from smcheck.reporters.escaping import not_a_formula
from smcheck.reporters.gathering import in_words, rule_names
from smcheck.reporters.heading import policy_in_words
from smcheck.run import NotReviewed, Report

COLUMNS = (
    "path", "row", "id", "place", "line", "column", "severity", "check", "category", "rules",
    "message", "suggestion", "excerpt", "fingerprint", "council", "policy", "checked_by", "checked_on",
)  # fmt: skip
UNREVIEWED = "unreviewed"
"""What stands for a severity where something could not be reviewed."""

SIGN = rb'(?:\xef\xbb\xbf)?"path","row","id","place","line","column","severity","check"'

_BYTE_ORDER_MARK = "\ufeff"


class Reporter:
    """Writes the header, then rows as drafts come."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._policy = report, report.policy
        if output.is_file:
            output.stream.write(_BYTE_ORDER_MARK)  # without it Excel takes the file for an old code page's
        line_end = "\r\n" if output.is_file else "\n"
        # Every cell in quotes, so that none begins a line as a command of a CI log does.
        self._rows = csv.DictWriter(output.stream, COLUMNS, lineterminator=line_end, quoting=csv.QUOTE_ALL)
        self._rows.writeheader()

    def add(self, review: Review) -> None:
        """Write the draft's rows."""
        draft = review.draft
        for finding in review.open_findings:
            self._write(
                path=draft.path,
                row=draft.row,
                id=draft.id,
                place=finding.place,
                line=finding.line,
                column=finding.column,
                severity=finding.severity.value,
                check=finding.check,
                category=finding.category,
                rules=rule_names(self._policy, finding),
                message=in_words(finding),
                suggestion=finding.suggestion,
                excerpt=finding.excerpt,
                fingerprint=finding.fingerprint,
            )
        for error in review.errors:
            self._write(
                path=error.path,
                row=draft.row,
                id=draft.id,
                severity=UNREVIEWED,
                check=error.check,
                message=error.message,
            )

    def add_unread(self, unread: NotReviewed) -> None:
        """Write a row for what could not be read as a draft."""
        self._write(path=unread.path, severity=UNREVIEWED, message=unread.message)

    def close(self) -> None:
        """Nothing is left to say."""

    def _write(self, **cells: str | int | None) -> None:
        report = self._report
        cells |= {
            "council": report.council,
            "policy": policy_in_words(report.policy, (report.council,)),
            "checked_by": report.by,
            "checked_on": report.day.isoformat() if report.day else None,
        }
        self._rows.writerow(
            {name: not_a_formula(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}
        )
