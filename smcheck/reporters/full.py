"""Full: the report for people, with the words marked in their line and the rule beside them."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from smcheck.finding import Finding, Severity
from smcheck.policy import Policy
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._entries import Entry, cited, gather, shown_text, summary, verdict
from smcheck.reporters._safe import visible
from smcheck.reporters._statistics import statistics
from smcheck.reporters.concise import where
from smcheck.review import Review

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_PIPE_WIDTH = 100
_WIDEST = 100
_MOST_PLACES = 5
_CUT = "..."


def write(report: Report, output: Output) -> None:
    """Write every draft that has something to show, then the summary and whom to ask."""
    console = _console(output)
    several = False
    for review in report.reviews():
        if review.findings or review.errors or not output.quiet:
            if several and (review.findings or review.errors):
                console.print()
            several = True
            _draft(console, review, report.policy, output)
    _closing(console, report, output)


def _console(output: Output) -> Console:
    width = output.width or (None if output.stream.isatty() else _PIPE_WIDTH)
    forced = {True: True, False: False, None: None}[output.color]
    return Console(
        file=output.stream,
        force_terminal=forced,
        no_color=True if output.color is False else None,
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def _draft(console: Console, review: Review, policy: Policy, output: Output) -> None:
    worst = review.worst
    style = _STYLES[worst] if worst else ("bold red" if review.errors else "bold green")
    headline = Text.assemble((where(review), "bold"), ": ", (verdict(review, policy).upper(), style))
    console.print(headline, soft_wrap=True)
    text = shown_text(review, output.reveal)
    for entry in gather(review.open_findings):
        console.print()
        _entry(console, entry, review, text, policy, output)
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        _labelled(console, "Not reviewed", visible(name + error.message))
    decided = [finding for finding in review.findings if finding.decision]
    for record in dict.fromkeys(finding.decision for finding in decided if finding.decision):
        _labelled(console, "Decided", visible(record.describe()))


def _entry(
    console: Console, entry: Entry, review: Review, text: str, policy: Policy, output: Output
) -> None:
    head = entry.head
    name = Text(f"  {head.severity.value}: ", _STYLES[head.severity])
    name.append(visible(head.message[:1].upper() + head.message[1:]), "bold")
    others = [finding.message for finding in entry.findings if finding.check != head.check]
    if others:
        name.append(visible("; also " + "; ".join(dict.fromkeys(others))))
    name.append(f"  [{', '.join(entry.checks)}]", "dim")
    console.print(name)
    shown = set()
    for finding in entry.places[:_MOST_PLACES]:
        _snippet(console, finding, review, text, repeat=finding.line in shown)
        shown.add(finding.line)
    more = len(entry.places) - _MOST_PLACES
    if more > 0:
        console.print(f"       and {more} more", style="dim")
    _labelled(console, "Rule", cited(policy, entry.rules[0]))
    if len(entry.rules) > 1:
        _labelled(console, "Also", "; ".join(policy.rule(rule).citation for rule in entry.rules[1:]))
    _labelled(console, "Instead", visible(head.suggestion))
    report_route = policy.rule(entry.rules[0]).report
    if report_route and head.severity is Severity.ERROR:
        _labelled(console, "Offended?", report_route)
    if output.verbose:
        for finding in entry.findings:
            _labelled(console, "Waive", f"smcheck approve finding {finding.fingerprint}")


def _labelled(console: Console, label: str, content: str) -> None:
    if not content:
        return
    indent = " " * 6
    body = Text(content)
    lines = body.wrap(console, max(20, min(console.width, _WIDEST) - len(indent) - 10))
    for number, line in enumerate(lines):
        title = f"{label}:" if number == 0 else ""
        console.print(Text.assemble(indent, (f"{title:<10}", "dim"), line), soft_wrap=True)


def _snippet(console: Console, finding: Finding, review: Review, text: str, *, repeat: bool) -> None:
    draft = review.draft
    start = draft.line_starts[finding.line - 1]
    line = text[start : start + len(draft.line(finding.line))]
    first = finding.start - start
    last = min(finding.end - start, len(line))
    gutter = f"{finding.line:>5} | "
    room = min(console.width, _WIDEST) - len(gutter) - 1
    before, marked, after = _crop(line, first, max(last, first + 1), room)
    continued = " (and on the next line)" if finding.end_line > finding.line else ""
    console.print(Text.assemble((gutter, "dim"), before, (marked, "bold"), after), soft_wrap=True)
    carets = " " * cell_len(before) + "^" * max(1, cell_len(marked))
    style = _STYLES[finding.severity]
    console.print(Text.assemble((" " * 5 + " | ", "dim"), (carets, style), continued), soft_wrap=True)


def _crop(line: str, first: int, last: int, room: int) -> tuple[str, str, str]:
    """Parts of the line before, in and after the marked stretch, cut to the room in cells."""
    before, marked, after = visible(line[:first]), visible(line[first:last]), visible(line[last:])
    if cell_len(marked) > room // 2:
        marked = _fit(marked, room // 2) + _CUT
    side = max(8, (room - cell_len(marked)) // 2)
    left = max(side, room - cell_len(marked) - cell_len(after))
    if cell_len(before) > left:
        before = _CUT + _fit(before[::-1], left - len(_CUT))[::-1]
    right = max(0, room - cell_len(before) - cell_len(marked))
    if cell_len(after) > right:
        after = _fit(after, max(0, right - len(_CUT))) + _CUT
    return before, marked, after


def _fit(text: str, cells: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > cells:
            return text[:index]
    return text


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
        console.print(Text(f"Unsure? Ask {policy.ask} before you post. Policy: {policy.council}, {policy.title}."))
