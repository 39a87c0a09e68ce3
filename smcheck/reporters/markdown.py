"""Markdown: the report for people, as a comment on a pull request or a page of a wiki."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smcheck.model.review import Review
from smcheck.reporters import Output
from smcheck.reporters.escaping import markdown_block, markdown_code, markdown_text
from smcheck.reporters.gathering import SUMMARY, Entry, gather, sentence, shown_path, summary, unsure, where
from smcheck.reporters.heading import heading
from smcheck.reporters.once import Once, above, together
from smcheck.reporters.order import QUIET, UNREAD, Turn, Urgency, counted, turn_of
from smcheck.reporters.snippets import BLANK, left_out, snippets
from smcheck.reporters.statistics import statistics
from smcheck.review.verdict import LEAVE, NOT_REVIEWED, NOTHING_NEW, verdict
from smcheck.run import NotReviewed, Report

# What begins with a heading of the second level is a report of 0.1.0.
SIGN = (
    rb"# Review of drafts\r?\n\r?\n"
    rb"(?:- (?:Council|Policy): [^\n]{1,2000}\r?\n(?:- (?:Policy|Checked): |\r?\n" + SUMMARY + rb")"
    rb"|## (?:`[^\n]{1,600}: [a-z]|Notes\r?\n\r?\n- |Summary\r?\n\r?\n(?:```|" + SUMMARY + rb")))"
)

_WIDEST = 100  # characters of a line of code
_INDENT = "  "  # within an item of a list


class Reporter:
    """Writes what the report is, the counts, every draft with its entries as a list, and the notices.

    Drafts are kept as they will be written until the last has come, and written by their gravity: what was
    not reviewed first, then the gravest, and in the end a list of those in which nothing was found.
    """

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._output = report, output
        self._drafts: list[tuple[Turn, str, str]] = []

    def add(self, review: Review) -> None:
        """Keep a draft's name, its entries, what could not be reviewed, and what was decided."""
        if not (review.findings or review.errors) and self._output.quiet:
            return
        policy = self._report.policy
        once: Once[Entry] = Once(policy)
        entries = together(gather(review.open_findings))
        parts = ["\n".join(_entry(entry, review, once, verbose=self._output.verbose)) for entry in entries]
        if rest := [*_errors(review), *_decided(review)]:
            parts.append("\n".join(rest))
        name = markdown_code(where(review))
        said = f"## {name}: {markdown_text(verdict(review, policy))}"
        self._drafts.append((turn_of(review), name, "\n\n".join([said, *parts])))

    def add_unread(self, unread: NotReviewed) -> None:
        """Keep a name, and why there is nothing below it."""
        name = markdown_code(shown_path(unread.path))
        said = f"## {name}: {markdown_text(NOT_REVIEWED)}\n\n{_unread(unread.message)}"
        self._drafts.append((UNREAD, name, said))

    def close(self) -> None:
        """Write it all."""
        report, drafts = self._report, sorted(self._drafts, key=lambda draft: draft[0])
        self._output.stream.write("# Review of drafts\n")
        self._paragraph(
            "\n".join(f"- {markdown_text(f'{label}: {said}')}" for label, said in heading(report))
        )
        self._paragraph(markdown_text(f"{summary(report)}."))
        if report.drafts > 1:
            counts = counted((turn for turn, _, _ in drafts), report.policy)
            self._paragraph("\n".join(f"- {markdown_text(words)}" for _, words in counts))
        if report.unsure:
            self._paragraph(markdown_text(unsure(report.policy, report.unsure)))
        clean = [draft for draft in drafts if draft[0].urgency in QUIET and report.drafts > 1]
        for _, _, said in drafts[: len(drafts) - len(clean)]:
            self._paragraph(said)
        for turn, same in groupby(clean, key=lambda draft: draft[0]):
            self._paragraph(f"## {_title(turn)}")
            self._paragraph("\n".join(f"- {name}" for _, name, _ in same))
        self._close()

    def _close(self) -> None:
        report = self._report
        if report.notices:
            self._paragraph("## Notes")
            self._paragraph("\n".join(f"- {markdown_text(notice)}" for notice in report.notices))
        if self._output.statistics and report.checks:
            self._paragraph("## Findings by check")
            self._paragraph(markdown_block(statistics(report)))

    def _paragraph(self, text: str) -> None:
        self._output.stream.write(f"\n{text}\n")


def _title(turn: Turn) -> str:
    """What stands above a list of drafts of which there is nothing to say."""
    if turn.urgency is Urgency.KNOWN:
        return sentence(NOTHING_NEW)
    return sentence(LEAVE) if turn.is_comment else "Nothing found"


def _entry(entry: Entry, review: Review, once: Once[Entry], *, verbose: bool) -> Iterator[str]:
    """An entry as an item of a list: what was found, by which rule, what to do, the words in their lines."""
    checks = ", ".join(map(markdown_code, entry.checks))
    yield f"- **{entry.head.severity.value.capitalize()}:** {markdown_text(entry.title)} ({checks})"
    if len(entry.messages) > 1:
        yield from (f"{_INDENT}- {markdown_text(message)}" for message in entry.messages)
    for line in once.lines(entry, entry):
        yield f"{_INDENT}- {markdown_text(f'{line.label}: {above(line)}')}"
    yield from (f"{_INDENT}- Approve: {markdown_code(command)}" for _, command in entry.commands())
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
