"""GitHub workflow commands, which mark the lines of a pull request."""

from __future__ import annotations

from smcheck.finding import Severity
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._safe import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report, output: Output) -> None:
    """Write one command for every open finding and every error."""
    for review in report.reviews():
        for finding in review.open_findings:
            rules = ", ".join(report.policy.rule(rule).name for rule in finding.rules)
            properties = {
                "file": review.draft.path,
                "line": str(review.draft.row or finding.line),
                "col": str(finding.column),
                "title": f"smcheck {finding.check}",
            }
            _command(output, _LEVELS[finding.severity], properties, f"{finding.message} ({rules})")
        for error in review.errors:
            _command(output, "error", {"file": error.path, "title": "smcheck: not reviewed"}, error.message)


def _command(output: Output, level: str, properties: dict[str, str], message: str) -> None:
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    output.stream.write(f"::{level} {listed}::{_data(message)}\n")


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
