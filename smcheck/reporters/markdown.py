"""Markdown: the report for people, as a comment on a pull request or a page of a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.reporters import Output
from smcheck.reporters.escaping import markdown_block, markdown_code, markdown_text
from smcheck.reporters.gathering import SUMMARY, Entry, gather, shown_path, summary, unsure, where
from smcheck.reporters.heading import heading
from smcheck.reporters.once import Once, above, together
from smcheck.reporters.snippets import BLANK, left_out, snippets
from smcheck.reporters.statistics import statistics
from smcheck.review.verdict import NOT_REVIEWED, verdict
from smcheck.run import NotReviewed, Report

SIGN = (
    rb"# Review of drafts\r?\n\r?\n"
    rb"## (?:`[^\n]{1,600}: [a-z]|Notes\r?\n\r?\n- |Summary\r?\n\r?\n(?:```|" + SUMMARY + rb"))"
)

_WIDEST = 100  # characters of a line of code
_INDENT = "  "  # within an item of a list


class Reporter:
    """Writes a heading for every draft with its entries as a list, then the notices and the summary."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output
        output.stream.write("# Review of drafts\n")

    def add(self, review: Review) -> None:
        """Write a draft's heading, its entries, what could not be reviewed, and what was decided."""
        if not (review.findings or review.errors) and self._output.quiet:
            return
        policy = self._report.policy
        said = verdict(review, policy)
        self._paragraph(f"## {markdown_code(where(review))}: {markdown_text(said)}")
        once: Once[Entry] = Once(policy)
        for entry in together(gather(review.open_findings)):
            self._paragraph("\n".join(_entry(entry, review, once, verbose=self._output.verbose)))
        rest = [*_errors(review), *_decided(review)]
        if rest:
            self._paragraph("\n".join(rest))

    def add_unread(self, unread: NotReviewed) -> None:
        """Write a heading, and why there is nothing below it."""
        self._paragraph(f"## {markdown_code(shown_path(unread.path))}: {markdown_text(NOT_REVIEWED)}")
        self._paragraph(_unread(unread.message))

    def close(self) -> None:
        """Write the notices and the summary."""
        report = self._report
        if report.notices:
            self._paragraph("## Notes")
            self._paragraph("\n".join(f"- {markdown_text(notice)}" for notice in report.notices))
        self._paragraph("## Summary")
        if self._output.statistics and report.checks:
            self._paragraph(markdown_block(statistics(report)))
        self._paragraph(markdown_text(f"{summary(report)}."))
        if report.worst in (Severity.ERROR, Severity.WARNING):
            self._paragraph(markdown_text(unsure(report.policy)))
        said = (markdown_text(f"{label}: {words}") for label, words in heading(report))
        self._paragraph("\n".join(f"- {words}" for words in said))

    def _paragraph(self, text: str) -> None:
        self._output.stream.write(f"\n{text}\n")


def _entry(entry: Entry, review: Review, once: Once[Entry], *, verbose: bool) -> Iterator[str]:
    """An entry as an item of a list: what was found, by which rule, what to do, the words in their lines."""
    checks = ", ".join(map(markdown_code, entry.checks))
    yield f"- **{entry.head.severity.value.capitalize()}:** {markdown_text(entry.title)} ({checks})"
    if len(entry.messages) > 1:
        yield from (f"{_INDENT}- {markdown_text(message)}" for message in entry.messages)
    for line in once.lines(entry, entry):
        yield f"{_INDENT}- {markdown_text(f'{line.label}: {above(line)}')}"
    if verbose:
        for finding in entry.findings:
            yield f"{_INDENT}- Waive: {markdown_code(f'smcheck approve finding {finding.fingerprint}')}"
    yield ""
    yield markdown_block(_lines(entry, review), _INDENT)


def _errors(review: Review) -> Iterator[str]:
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        yield _unread(name + error.message)


def _unread(message: str) -> str:
    return f"- **Not reviewed:** {markdown_text(message)}"


def _decided(review: Review) -> Iterator[str]:
    for record in dict.fromkeys(finding.decision for finding in review.findings if finding.decision):
        yield f"- **Decided:** {markdown_text(record.describe())}"


def _lines(entry: Entry, review: Review) -> Iterator[str]:
    """The masked lines of the draft that hold the entry's words, each with a line that points them out."""
    for snippet in snippets(entry, review, review.masked, _WIDEST):
        if snippet.place:
            yield f"in {snippet.place}"
        yield snippet.number + snippet.text
        goes_on = "  (goes on in the next line)" if snippet.goes_on else ""
        if snippet.marks or goes_on:
            yield BLANK + snippet.marks + goes_on
    if more := left_out(entry):
        yield more
