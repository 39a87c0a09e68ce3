"""Concise: one line a finding, `path:line:column: severity check: message (rules)`."""

from __future__ import annotations

from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._entries import summary, where
from smcheck.reporters._safe import visible
from smcheck.reporters._statistics import statistics


def write(report: Report, output: Output) -> None:
    """Write a line for every open finding, and one that counts them."""
    stream = output.stream
    for review in report.reviews():
        for finding in review.open_findings:
            rules = ", ".join(report.policy.rule(rule).name for rule in finding.rules)
            message = visible(finding.message)
            line = f"{where(review)}:{finding.line}:{finding.column}: {finding.severity} {finding.check}"
            fingerprint = f" [{finding.fingerprint}]" if output.verbose else ""
            stream.write(f"{line}: {message} ({rules}){fingerprint}\n")
    if output.statistics:
        stream.writelines(f"{line}\n" for line in statistics(report))
    if not output.quiet:
        stream.write(f"{summary(report)}\n")
