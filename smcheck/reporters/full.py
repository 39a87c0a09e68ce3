"""Full: the report for people, with the words marked in their line and the rule beside them."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from smcheck.finding import Finding, Severity
from smcheck.policy import Policy
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.reporters._entries import Entry, cited, gather, summary, verdict, where
from smcheck.reporters._safe import visible
from smcheck.reporters._statistics import statistics
from smcheck.review import Review

# Red, amber, blue and green that keep a contrast of about 4 to 1 on black and on white alike.
_RED, _GREEN = "bold color(160)", "bold color(28)"
_STYLES = {Severity.ERROR: _RED, Severity.WARNING: "bold color(130)", Severity.NOTE: "bold color(31)"}
_PIPE_WIDTH = 100
_WIDEST = 100
_MOST_PLACES = 5
_CUT = "..."


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
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        _labelled(console, "Not reviewed", visible(name + error.message))
    decided = [finding for finding in review.findings if finding.decision]
    for record in dict.fromkeys(finding.decision for finding in decided if finding.decision):
        _labelled(console, "Decided", visible(record.describe()))


def _entry(console: Console, entry: Entry, review: Review, text: str, policy: Policy, output: Output) -> None:
    head, each = entry.head, _each(entry)
    for number, line in enumerate(_heading(entry, len(each)).wrap(console, _room(console, 4))):
        console.print(Text.assemble("  " if number == 0 else "    ", line), soft_wrap=True)
    places = entry.places[:_MOST_PLACES]
    for number, on_line in groupby(places, key=lambda finding: finding.line):
        _snippet(console, number, tuple(on_line), review, text)
    if len(entry.places) > len(places):
        console.print(f"        and {len(entry.places) - len(places)} more places", style="dim")
    for number, message in enumerate(each if len(each) > 1 else ()):
        _labelled(console, "" if number else "Found", visible(message))
    _labelled(console, "Rule", cited(policy, entry.rules[0]))
    if len(entry.rules) > 1:
        _labelled(console, "Also", "; ".join(policy.rule(rule).citation for rule in entry.rules[1:]))
    if not entry.is_advice:
        _labelled(console, "Instead", visible(head.suggestion))
    report_route = policy.rule(entry.rules[0]).report
    if report_route and head.severity is Severity.ERROR:
        _labelled(console, "Report", report_route)
    if output.verbose:
        for finding in entry.findings:
            _labelled(console, "Waive", f"smcheck approve finding {finding.fingerprint}")


def _heading(entry: Entry, said: int) -> Text:
    """What the entry is about, where `said` messages stand for its head's check."""
    head = entry.head
    name = Text(f"{head.severity.value}: ", _STYLES[head.severity])
    if entry.is_advice:
        name.append(f"Could be easier to read: {said} things", "bold")
        name.append(f"  [{', '.join(entry.checks)}]", "dim")
        return name
    name.append(visible(head.message[:1].upper() + head.message[1:]), "bold")
    others = [finding.message for finding in entry.findings if finding.check != head.check]
    if others:
        name.append(visible("; also " + "; ".join(dict.fromkeys(others))))
    if said > 1:
        name.append(f"; and {said - 1} more")
    name.append(f"  [{', '.join(entry.checks)}]", "dim")
    return name


def _each(entry: Entry) -> list[str]:
    """What the head's check says of each stretch, where that is not the same of all; advice with its help."""
    if entry.is_advice:
        return list(dict.fromkeys(f"{finding.message}. {finding.suggestion}" for finding in entry.findings))
    ours = [finding.message for finding in entry.findings if finding.check == entry.head.check]
    return list(dict.fromkeys(ours))


def _room(console: Console, indent: int) -> int:
    return max(20, min(console.width, _WIDEST) - indent)


def _labelled(console: Console, label: str, content: str) -> None:
    if not content:
        return
    indent = " " * 6
    for number, line in enumerate(Text(content).wrap(console, _room(console, len(indent) + 10))):
        title = f"{label}: " if number == 0 and label else ""
        console.print(Text.assemble(indent, (f"{title:<10}", "dim"), line), soft_wrap=True)


def _snippet(console: Console, number: int, findings: tuple[Finding, ...], review: Review, text: str) -> None:
    """One line of the draft with findings' words underlined, cropped to the console, as often as it takes."""
    draft = review.draft
    start = draft.line_starts[number - 1]
    line = text[start : start + len(draft.line(number))]
    spans = [(finding.start - start, min(finding.end - start, len(line))) for finding in findings]
    gutter = f"{number:>5} | "
    room = min(console.width, _WIDEST) - len(gutter)
    first, last = _window(line, spans[0][0], max(end for _, end in spans), room)
    here = [span for span in spans if span is spans[0] or span[1] <= last]
    shown = Text(_CUT if first else "")
    carets = " " * len(shown)
    for index in range(first, last):
        char = visible(line[index])
        marked = any(begin <= index < end for begin, end in here)
        shown.append(char, "bold" if marked else "")
        carets += ("^" if marked else " ") * cell_len(char)
    shown.append(_CUT if last < len(line) else "")
    goes_on = findings[-1].end_line > number and len(here) == len(spans)
    continued = "  (goes on in the next line)" if goes_on else ""
    console.print(Text.assemble((gutter, "dim"), shown), soft_wrap=True)
    style = _STYLES[findings[0].severity]
    console.print(
        Text.assemble((" " * 5 + " | ", "dim"), (carets.rstrip(), style), continued), soft_wrap=True
    )
    rest = tuple(one for one, span in zip(findings, spans, strict=True) if span not in here)
    if rest:
        _snippet(console, number, rest, review, text)


def _window(line: str, first: int, last: int, room: int) -> tuple[int, int]:
    """Part of the line to show: the marked words with as much around them as fits the room, in cells."""
    if cell_len(line) <= room:
        return 0, len(line)
    room -= 2 * len(_CUT)
    start, end, used = first, first, 0
    while end < len(line) and used + cell_len(line[end]) <= room and (end < last or used < room // 2):
        used += cell_len(line[end])
        end += 1
    while start and used + cell_len(line[start - 1]) <= room:
        start -= 1
        used += cell_len(line[start])
    while end < len(line) and used + cell_len(line[end]) <= room:
        used += cell_len(line[end])
        end += 1
    return start, end


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
