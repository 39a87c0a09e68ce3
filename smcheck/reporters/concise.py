"""Concise: one line a finding, `path:line:column: severity check: message (rules)`.

The last two lines count the findings, and say for which council they were looked for, under which policy, by
whom and when.
"""

from __future__ import annotations

from smcheck.model.review import Review
from smcheck.model.showing import visible
from smcheck.reporters import Output
from smcheck.reporters.gathering import SUMMARY, WHERE, in_words, rule_names, summary, where
from smcheck.reporters.heading import in_a_line
from smcheck.reporters.statistics import statistics
from smcheck.run import NotReviewed, Report

# fete.txt:1:12: error phone: a phone number that is not one of the council's own (Rule 11)
_FINDING = rb":\d+:\d+: (?:error|warning|note) [a-z-]+: [^\n]+\)(?: \[[0-9a-f]{16}\])?\r?\n"
_HEADING = rb"(?:council|policy): [^\n]+\r?\n"
SIGN = WHERE + _FINDING + rb"|" + SUMMARY + rb"(?:" + _HEADING + rb")?\Z"


class Reporter:
    """Writes a line for every open finding, one that counts them, and one that heads the report."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output

    def add(self, review: Review) -> None:
        """Write a line for each of the draft's open findings."""
        for finding in review.open_findings:
            place = f"{where(review)}:{finding.line}:{finding.column}"
            said = f"{finding.severity} {finding.check}: {visible(in_words(finding))}"
            rules = rule_names(self._report.policy, finding)
            fingerprint = f" [{finding.fingerprint}]" if self._output.verbose else ""
            self._output.stream.write(f"{place}: {said} ({rules}){fingerprint}\n")

    def add_unread(self, unread: NotReviewed) -> None:
        """Nothing: what could not be read is said on stderr."""

    def close(self) -> None:
        """Write the counts, and for which council they are."""
        if self._output.statistics:
            self._output.stream.writelines(f"{line}\n" for line in statistics(self._report))
        if not self._output.quiet:
            self._output.stream.write(f"{summary(self._report)}\n{in_a_line(self._report)}\n")
