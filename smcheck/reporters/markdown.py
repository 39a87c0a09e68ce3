"""Markdown: the report for people, as a comment on a pull request or a page of a wiki."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len

from smcheck.finding import Finding, Severity
from smcheck.policy import Policy
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._entries import Entry, cited, gather, summary, verdict, where
from smcheck.reporters._safe import markdown_block, markdown_code, markdown_text, visible
from smcheck.reporters._statistics import statistics
from smcheck.review import Review

_MOST_PLACES = 5
_WIDEST = 90
_BEFORE = 30  # characters shown before the first marked word of a line that is cut
_CUT = "..."
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
        for entry in gather(review.open_findings):
            self._paragraph("\n".join(_entry(entry, review, policy, verbose=self._output.verbose)))
        rest = [*_errors(review), *_decided(review)]
        if rest:
            self._paragraph("\n".join(rest))

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
            policy = report.policy
            ask = f"Unsure? Ask {policy.ask} before you post. Policy: {policy.council}, {policy.title}."
            self._paragraph(markdown_text(ask))

    def _paragraph(self, text: str) -> None:
        self._output.stream.write(f"\n{text}\n")


def _entry(entry: Entry, review: Review, policy: Policy, *, verbose: bool) -> Iterator[str]:
    """An entry as an item of a list: what was found, by which rule, what to do, the words in their lines."""
    head, each = entry.head, _each(entry)
    yield f"- **{head.severity.value.capitalize()}:** {_heading(entry, len(each))}"
    if len(each) > 1:
        yield from (f"{_INDENT}- {markdown_text(message)}" for message in each)
    yield f"{_INDENT}- {markdown_text(f'Rule: {cited(policy, entry.rules[0])}')}"
    if len(entry.rules) > 1:
        also = "; ".join(policy.rule(rule).citation for rule in entry.rules[1:])
        yield f"{_INDENT}- {markdown_text(f'Also: {also}')}"
    if head.suggestion and not entry.is_advice:
        yield f"{_INDENT}- {markdown_text(f'Instead: {head.suggestion}')}"
    report_route = policy.rule(entry.rules[0]).report
    if report_route and head.severity is Severity.ERROR:
        yield f"{_INDENT}- {markdown_text(f'Report: {report_route}')}"
    if verbose:
        for finding in entry.findings:
            yield f"{_INDENT}- Waive: {markdown_code(f'smcheck approve finding {finding.fingerprint}')}"
    yield ""
    yield markdown_block(_snippets(entry, review), _INDENT)


def _heading(entry: Entry, said: int) -> str:
    """What the entry is about, where `said` messages stand for its head's check."""
    checks = ", ".join(map(markdown_code, entry.checks))
    if entry.is_advice:
        return f"Could be easier to read: {said} things ({checks})"
    head = entry.head
    others = dict.fromkeys(finding.message for finding in entry.findings if finding.check != head.check)
    text = head.message[:1].upper() + head.message[1:]
    text += f"; also {'; '.join(others)}" if others else ""
    text += f"; and {said - 1} more" if said > 1 else ""
    return f"{markdown_text(text)} ({checks})"


def _each(entry: Entry) -> list[str]:
    """What the head's check says of each stretch; for advice, all that is said, with its help."""
    if entry.is_advice:
        return list(dict.fromkeys(f"{finding.message}. {finding.suggestion}" for finding in entry.findings))
    return list(dict.fromkeys(found.message for found in entry.findings if found.check == entry.head.check))


def _errors(review: Review) -> Iterator[str]:
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        yield f"- **Not reviewed:** {markdown_text(name + error.message)}"


def _decided(review: Review) -> Iterator[str]:
    for record in dict.fromkeys(finding.decision for finding in review.findings if finding.decision):
        yield f"- **Decided:** {markdown_text(record.describe())}"


def _snippets(entry: Entry, review: Review) -> Iterator[str]:
    """The masked lines of the draft that hold the entry's words, each with a line that points them out."""
    places = entry.places[:_MOST_PLACES]
    for number, on_line in groupby(places, key=lambda finding: finding.line):
        yield from _snippet(number, list(on_line), review)
    if len(entry.places) > len(places):
        yield f"and {len(entry.places) - len(places)} more places"


def _snippet(number: int, findings: list[Finding], review: Review) -> Iterator[str]:
    """One line of the draft, cut to the width as often as it takes to show the words of all findings."""
    draft = review.draft
    begin = draft.line_starts[number - 1]
    line = review.masked[begin : begin + len(draft.line(number))]
    while findings:
        first, last = _window(len(line), findings[0].start - begin)
        here = [found for found in findings if found is findings[0] or found.end - begin <= last]
        findings = [found for found in findings if found not in here]
        spans = [(found.start - begin, found.end - begin) for found in here]
        shown = [_CUT if first else "", *map(visible, line[first:last]), _CUT if last < len(line) else ""]
        marks = ["", *(_is_marked(index, spans) for index in range(first, last)), ""]
        carets = "".join((mark or " ") * cell_len(part) for mark, part in zip(marks, shown, strict=True))
        goes_on = "  (goes on in the next line)" if any(found.end_line > number for found in here) else ""
        yield f"{number:>5} | {''.join(shown)}"
        if carets.strip() or goes_on:
            yield f"{'':>5} | {carets.rstrip()}{goes_on}"


def _window(length: int, first: int) -> tuple[int, int]:
    """Part of a line to show: marked words that begin at `first`, with what stands around them."""
    start = max(0, min(first - _BEFORE, length - _WIDEST)) if length > _WIDEST else 0
    return start, min(length, start + _WIDEST)


def _is_marked(index: int, spans: list[tuple[int, int]]) -> str:
    return "^" if any(start <= index < end for start, end in spans) else ""
