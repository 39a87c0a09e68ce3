"""GitHub workflow commands, which mark the lines of a pull request.

The last line is no command: it says in the log for which council, under which policy, by whom and when.
"""

from __future__ import annotations

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.reporters import Output
from smcheck.reporters.gathering import in_words, located, rule_names
from smcheck.reporters.heading import in_a_line
from smcheck.run import NotReviewed, Report

_HEADING = "smcheck: "
SIGN = (
    rb"::(?:error|warning|notice) file=[^\n]{1,600},title=smcheck(?:%3A)? "
    rb"|smcheck: (?:council|policy): [^\n]+\r?\n\Z"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class Reporter:
    """Writes one command for every open finding and every error, and a line that heads the report."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output

    def add(self, review: Review) -> None:
        """Write the draft's commands."""
        for finding in review.open_findings:
            properties = {"file": review.draft.path}
            if review.draft.is_file_text:
                properties |= {"line": str(finding.line), "col": str(finding.column)}
            elif review.draft.row:
                properties |= {"line": str(review.draft.row)}
            properties["title"] = f"smcheck {finding.check}"
            message = f"{in_words(finding)} ({rule_names(self._report.policy, finding)})"
            self._command(_LEVELS[finding.severity], properties, located(finding, message))
        for error in review.errors:
            self._unread(error.path, error.message)

    def add_unread(self, unread: NotReviewed) -> None:
        """Write the command for what could not be read as a draft."""
        self._unread(unread.path, unread.message)

    def close(self) -> None:
        """Write for which council it is, for people who read the log."""
        if not self._output.quiet:
            self._output.stream.write(f"{_HEADING}{in_a_line(self._report)}\n")

    def _unread(self, path: str, message: str) -> None:
        self._command("error", {"file": path, "title": "smcheck: not reviewed"}, message)

    def _command(self, level: str, properties: dict[str, str], message: str) -> None:
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        self._output.stream.write(f"::{level} {listed}::{_data(message)}\n")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
