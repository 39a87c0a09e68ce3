"""Diagnostics: what an editor shows of an outcome, one for each open finding; what was not reviewed, too."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from lsprotocol import types

from smcheck.lsp.reviewing import Outcome
from smcheck.model.finding import Finding, Severity
from smcheck.model.showing import visible
from smcheck.reporters.gathering import advice_label, cited, in_words, rule_names, sentence
from smcheck.settings.policy import Policy

SOURCE = "smcheck"
NOT_REVIEWED = "not-reviewed"
"""The code of a diagnostic that says what could not be reviewed."""

REMARK = "remark"
"""That of one that says what else is to be known of the draft, such as that others' words were not judged."""

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}

Tags = Collection[types.DiagnosticTag]


def diagnostics(outcome: Outcome, tags: Tags = (), *, data: bool = False) -> list[types.Diagnostic]:
    """What is shown of an outcome; `tags` are those that the editor knows.

    With `data` each has all that is said of its finding in the pieces of which a hover is made.
    """
    found = [*_on_top(outcome)]
    for finding in open_findings(outcome):
        diagnostic = of_finding(outcome, finding, tags)
        if data and outcome.policy:
            diagnostic.data = {
                "said": [[label, visible(text)] for label, text in explained(finding, outcome.policy)]
            }
        found.append(diagnostic)
    return found


def open_findings(outcome: Outcome) -> tuple[Finding, ...]:
    """The findings of an outcome that no decision covers."""
    return outcome.review.open_findings if outcome.review else ()


def of_finding(outcome: Outcome, finding: Finding, tags: Tags = ()) -> types.Diagnostic:
    """The diagnostic of one finding of an outcome."""
    return types.Diagnostic(
        range=outcome.buffer.positions.range(finding.start, finding.end),
        message=visible(said_of(finding, outcome.policy)),
        severity=SEVERITIES[finding.severity],
        code=finding.check,
        code_description=_page(finding.check),
        source=SOURCE,
        tags=[tag for tag in _tags(finding) if tag in tags] or None,
    )


def said_of(finding: Finding, policy: Policy | None) -> str:
    """All that is said of a finding: what was seen, the rules by name, and what to do."""
    rules = f" ({rule_names(policy, finding)})" if policy else ""
    return f"{sentence(in_words(finding))}{rules}. {finding.suggestion}".rstrip()


def explained(finding: Finding, policy: Policy) -> Iterator[tuple[str, str]]:
    """Labels and what stands behind them: what was seen, each rule with its gist, and what to do."""
    yield finding.severity.value.capitalize(), f"{sentence(in_words(finding))} [{finding.check}]"
    for rule in finding.rules:
        yield "Rule", f"{cited(policy, rule)}. {policy.rule(rule).gist}"
    if finding.suggestion:
        yield advice_label(finding), finding.suggestion


def _on_top(outcome: Outcome) -> Iterator[types.Diagnostic]:
    """What could not be reviewed, what was left out, and what else is to be known of the draft."""
    for message in outcome.unread:
        yield _top(outcome, f"Not reviewed: {message}", NOT_REVIEWED, types.DiagnosticSeverity.Error)
    for error in outcome.review.errors if outcome.review else ():
        part = f" by {error.check}" if error.check else ""
        message = f"Not reviewed{part}: {error.message}"
        yield _top(outcome, message, NOT_REVIEWED, types.DiagnosticSeverity.Error)
    notices = outcome.review.notices if outcome.review else ()
    for remark in (*filter(None, (outcome.left_out,)), *notices):
        yield _top(outcome, sentence(remark), REMARK, types.DiagnosticSeverity.Information)


def _top(outcome: Outcome, message: str, code: str, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    line = outcome.buffer.positions.line(0)
    return types.Diagnostic(line, visible(message), severity, code, source=SOURCE)


def _tags(finding: Finding) -> Iterator[types.DiagnosticTag]:
    """How an editor may draw the words: those that can go fade, those to be put plainly are struck."""
    if finding.severity is not Severity.NOTE:
        return  # what must be read is not made harder to see
    if any(edit.safe and not edit.text and edit.end > edit.start for edit in finding.edits):
        yield types.DiagnosticTag.Unnecessary
    if any(edit.kind == "plain-word" for edit in finding.edits):
        yield types.DiagnosticTag.Deprecated


@cache
def _page(check: str) -> types.CodeDescription | None:
    """The page of a check, where the guides lie beside the program, as in a copy of the repository."""
    page = Path(__file__).parents[2] / "docs" / "checks" / f"{check}.md"
    return types.CodeDescription(page.as_uri()) if page.is_file() else None
