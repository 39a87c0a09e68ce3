"""Full: the report for people, with the words marked in their line and the rule beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smcheck.model.finding import Severity
from smcheck.model.review import Review
from smcheck.model.showing import visible, without_commands
from smcheck.reporters import Output
from smcheck.reporters.gathering import SUMMARY, WHERE, Entry, gather, shown_path, summary, unsure, where
from smcheck.reporters.heading import heading
from smcheck.reporters.once import Once, above, together
from smcheck.reporters.order import QUIET, UNREAD, Turn, counted, turn_of
from smcheck.reporters.paper import Paper, Part
from smcheck.reporters.snippets import BLANK, Snippet, left_out, snippets
from smcheck.reporters.statistics import statistics
from smcheck.review.verdict import NOT_REVIEWED, verdict
from smcheck.run import NotReviewed, Report
from smcheck.settings.policy import Policy

_VERDICT = rb"[^\na-z]{2,200}\n"  # in capitals, whatever the policy's words for it are
# fete.txt: DO NOT POST, and the line below it
_REVIEWED = (
    WHERE + rb": " + _VERDICT + rb"(?:\r?\n)?"
    rb"(?:  (?:error|warning|note): | {6}Decided: |Note: |" + SUMMARY + rb"|[^\n]{1,600}: " + _VERDICT + rb")"
)
_UNREAD = rb"[^\n]{1,600}: NOT REVIEWED\r?\n {6}Not reviewed: "
SIGN = _REVIEWED + rb"|" + _UNREAD

# Red, amber, blue and green that keep a contrast of about 4 to 1 on black and on white alike.
_RED, _GREEN = "bold color(160)", "bold color(28)"
_STYLES = {Severity.ERROR: _RED, Severity.WARNING: "bold color(130)", Severity.NOTE: "bold color(31)"}
_LABEL_INDENT = 6
_LABEL_WIDTH = 10


class Reporter:
    """Writes every draft that has something to show, the summary, whom to ask, and whose report it is.

    Drafts are kept as they will be printed until the last has come, and written by their gravity: what was
    not reviewed first, then the gravest, and in the end a list of those in which nothing was found.
    """

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output
        self._paper = Paper(output)
        self._drafts: list[tuple[Turn, str]] = []

    def add(self, review: Review) -> None:
        """Keep a draft's headline, its entries, and what could not be reviewed."""
        if review.findings or review.errors or not self._output.quiet:
            self._keep(
                turn_of(review), lambda: _draft(self._paper, review, self._report.policy, self._output)
            )

    def add_unread(self, unread: NotReviewed) -> None:
        """Keep a headline and why there is nothing below it."""
        self._keep(UNREAD, lambda: _unread(self._paper, unread))

    def _keep(self, turn: Turn, write: Callable[[], None]) -> None:
        self._drafts.append((turn, self._paper.held(write)))

    def close(self) -> None:
        """Write the drafts, the notices and the summary."""
        before = None
        for turn, lines in sorted(self._drafts, key=lambda draft: draft[0]):
            if before is not None and not (turn.urgency is before and before in QUIET):
                self._paper.line()
            self._paper.write(lines)
            before = turn.urgency
        _closing(self._paper, self._report, self._output, [turn for turn, _ in self._drafts])


def _unread(paper: Paper, unread: NotReviewed) -> None:
    _headline(paper, shown_path(unread.path), NOT_REVIEWED, _RED)
    _labelled(paper, "Not reviewed", visible(unread.message))


def _draft(paper: Paper, review: Review, policy: Policy, output: Output) -> None:
    worst = review.worst
    style = _STYLES[worst] if worst else (_RED if review.errors else _GREEN)
    _headline(paper, where(review), verdict(review, policy), style)
    text = without_commands(review.draft.text if output.reveal else review.masked)
    once: Once[Entry] = Once(policy)
    for entry in together(gather(review.open_findings)):
        paper.line()
        _entry(paper, entry, review, text, once, output)
    if review.open_findings and (review.errors or len(review.open_findings) < len(review.findings)):
        paper.line()
    for error in review.errors:
        name = f"{error.check}: " if error.check else ""
        _labelled(paper, "Not reviewed", visible(name + error.message))
    decided = [finding for finding in review.findings if finding.decision]
    for record in dict.fromkeys(finding.decision for finding in decided if finding.decision):
        _labelled(paper, "Decided", visible(record.describe()))


def _headline(paper: Paper, name: str, verdict: str, style: str) -> None:
    paper.line((name, "bold"), (": ", ""), (verdict.upper(), style))


def _entry(paper: Paper, entry: Entry, review: Review, text: str, once: Once[Entry], output: Output) -> None:
    paper.paragraph(_heading(entry), ("  ", ""), "    ")
    for snippet in snippets(entry, review, text, paper.width):
        _snippet(paper, snippet, _STYLES[entry.head.severity])
    if more := left_out(entry):
        paper.line((f"        {more}", "dim"))
    messages = entry.messages if len(entry.messages) > 1 else ()
    for number, message in enumerate(messages):
        _labelled(paper, "" if number else "Found", visible(message))
    for line in once.lines(entry, entry):
        _labelled(paper, line.label, visible(above(line)))
    for label, command in entry.commands():
        _labelled(paper, label, visible(command))
    if output.verbose:
        for finding in entry.findings:
            _labelled(paper, "Waive", f"smcheck approve finding {finding.fingerprint}")


def _heading(entry: Entry) -> list[Part]:
    """What the entry is about, with the checks that found it."""
    severity = entry.head.severity
    return [
        (f"{severity.value}: ", _STYLES[severity]),
        (visible(entry.title), "bold"),
        (f"  [{', '.join(entry.checks)}]", "dim"),
    ]


def _labelled(paper: Paper, label: str, content: str) -> None:
    title = f"{label}: " if label else ""
    indent = " " * _LABEL_INDENT
    paper.paragraph([(content, "")], (f"{indent}{title:<{_LABEL_WIDTH}}", "dim"), indent + " " * _LABEL_WIDTH)


def _snippet(paper: Paper, snippet: Snippet, style: str) -> None:
    if snippet.place:
        paper.line((f"        in {visible(snippet.place)}", "dim"))
    parts: list[Part] = [(snippet.number, "dim")]
    last = 0
    for start, end in snippet.spans:
        parts += [(snippet.text[last:start], ""), (snippet.text[max(start, last) : end], "bold")]
        last = max(last, end)
    paper.line(*parts, (snippet.text[last:], ""))
    continued = "  (goes on in the next line)" if snippet.goes_on else ""
    paper.line((BLANK, "dim"), (snippet.marks, style), (continued, ""))


def _closing(paper: Paper, report: Report, output: Output, turns: Sequence[Turn]) -> None:
    if output.statistics and report.checks:
        paper.line()
        for line in statistics(report):
            paper.line((line, ""))
    for notice in report.notices:
        paper.line()
        paper.paragraph([(f"Note: {visible(notice)}", "")], ("", ""), "")
    if output.quiet:
        return
    paper.line()
    paper.line((summary(report), "bold"))
    if len(turns) > 1:
        counts = "; ".join(words for _, words in counted(turns, report.policy))
        paper.paragraph([(visible(f"Drafts: {counts}"), "")], ("", ""), "")
    if report.unsure:
        paper.paragraph([(visible(unsure(report.policy, report.unsure)), "")], ("", ""), "")
    for label, said in heading(report):
        paper.paragraph([(visible(said), "")], (f"{label + ':':<{_LABEL_WIDTH}}", "dim"), " " * _LABEL_WIDTH)
