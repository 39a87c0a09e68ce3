"""Full: the report for people, with the words marked in their line and the rule beside them."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from smcheck.finding import Severity
from smcheck.policy import Policy
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._entries import Entry, gather, summary, verdict, where
from smcheck.reporters._safe import visible
from smcheck.reporters._snippets import BLANK, Snippet, left_out, snippets
from smcheck.reporters._statistics import statistics
from smcheck.review import Review

# Red, amber, blue and green that keep a contrast of about 4 to 1 on black and on white alike.
_RED, _GREEN = "bold color(160)", "bold color(28)"
_STYLES = {Severity.ERROR: _RED, Severity.WARNING: "bold color(130)", Severity.NOTE: "bold color(31)"}
_PIPE_WIDTH = 100
_WIDEST = 100


class Reporter:
    """Writes every draft that has something to show, then the summary and whom to ask."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output
        self._console = _console(output)
        self._several = False

    def add(self, review: Review) -> None:
        """Write a draft's headline, its entries, and what could not be reviewed."""
        if review.findings or review.errors or not self._output.quiet:
            if self._several and (review.findings or review.errors):
                self._console.print()
            self._several = True
            _draft(self._console, review, self._report.policy, self._output)

    def close(self) -> None:
        """Write the notices and the summary."""
        _closing(self._console, self._report, self._output)


class _Console(Console):
    """A console that leaves a closed pipe to the caller, so that the exit code stays the verdict."""

    def on_broken_pipe(self) -> None:
        raise  # rich calls this while it handles the BrokenPipeError


def _console(output: Output) -> Console:
    width = output.width or (None if output.stream.isatty() else _PIPE_WIDTH)
    return _Console(
        file=output.stream,
        force_terminal=output.color,
        no_color=None if output.color is None else not output.color,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def _draft(console: Console, review: Review, policy: Policy, output: Output) -> None:
    worst = review.worst
    style = _STYLES[worst] if worst else (_RED if review.errors else _GREEN)
    headline = Text.assemble((where(review), "bold"), ": ", (verdict(review, policy).upper(), style))
    console.print(headline, soft_wrap=True)
    text = (review.draft.text if output.reveal else review.masked).replace("##[", "##(")
    for entry in gather(review.open_findings):
        console.print()
        _entry(console, entry, review, text, policy, output)
    if review.open_findings and (review.errors or len(review.open_findings) < len(review.findings)):
        console.print()
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        _labelled(console, "Not reviewed", visible(name + error.message))
    decided = [finding for finding in review.findings if finding.decision]
    for record in dict.fromkeys(finding.decision for finding in decided if finding.decision):
        _labelled(console, "Decided", visible(record.describe()))


def _entry(console: Console, entry: Entry, review: Review, text: str, policy: Policy, output: Output) -> None:
    for number, line in enumerate(_heading(entry).wrap(console, _room(console, 4))):
        console.print(Text.assemble("  " if number == 0 else "    ", line), soft_wrap=True)
    for snippet in snippets(entry, review, text, min(console.width, _WIDEST)):
        _snippet(console, snippet, _STYLES[entry.head.severity])
    if more := left_out(entry):
        console.print(f"        {more}", style="dim")
    messages = entry.messages if len(entry.messages) > 1 else ()
    for number, message in enumerate(messages):
        _labelled(console, "" if number else "Found", visible(message))
    for label, said in (*entry.cites(policy), *entry.helps(policy)):
        _labelled(console, label, visible(said))
    if output.verbose:
        for finding in entry.findings:
            _labelled(console, "Waive", f"smcheck approve finding {finding.fingerprint}")


def _heading(entry: Entry) -> Text:
    """What the entry is about, with the checks that found it."""
    severity = entry.head.severity
    return Text.assemble(
        (f"{severity.value}: ", _STYLES[severity]),
        (visible(entry.title), "bold"),
        (f"  [{', '.join(entry.checks)}]", "dim"),
    )


def _room(console: Console, indent: int) -> int:
    return max(20, min(console.width, _WIDEST) - indent)


def _labelled(console: Console, label: str, content: str) -> None:
    if not content:
        return
    indent = " " * 6
    for number, line in enumerate(Text(content).wrap(console, _room(console, len(indent) + 10))):
        title = f"{label}: " if number == 0 and label else ""
        console.print(Text.assemble(indent, (f"{title:<10}", "dim"), line), soft_wrap=True)


def _snippet(console: Console, snippet: Snippet, style: str) -> None:
    if snippet.place:
        console.print(Text(f"        in {visible(snippet.place)}", "dim"), soft_wrap=True)
    line = Text(snippet.text)
    for start, end in snippet.spans:
        line.stylize("bold", start, end)
    console.print(Text.assemble((snippet.number, "dim"), line), soft_wrap=True)
    continued = "  (goes on in the next line)" if snippet.goes_on else ""
    console.print(Text.assemble((BLANK, "dim"), (snippet.marks, style), continued), soft_wrap=True)


def _closing(console: Console, report: Report, output: Output) -> None:
    if output.statistics and report.checks:
        console.print()
        for line in statistics(report):
            console.print(line)
    for notice in report.notices:
        console.print()
        console.print(Text(f"Note: {visible(notice)}"))
    if output.quiet:
        return
    console.print()
    console.print(Text(summary(report), "bold"), soft_wrap=True)
    policy = report.policy
    if report.worst in (Severity.ERROR, Severity.WARNING):
        console.print(
            Text(f"Unsure? Ask {policy.ask} before you post. Policy: {policy.council}, {policy.title}.")
        )
