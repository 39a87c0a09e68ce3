"""Approving a finding from an editor: by whom it can be, what is asked, and what is recorded."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from smcheck.lsp.buffers import Buffer
from smcheck.lsp.diagnostics import open_findings
from smcheck.lsp.reviewing import Outcome, reviewed
from smcheck.model.decision import Decision
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Finding
from smcheck.record import reviewer_name
from smcheck.record.approving import about_finding, approvals, decided_on, record_decision
from smcheck.reporters.gathering import approving
from smcheck.review.decisions import scope_of
from smcheck.run.reviewers import Reviewers
from smcheck.settings.council import Council
from smcheck.settings.decision_file import ensure_key
from smcheck.settings.lacking import no_settings

_MOST_NAMES = 4  # that are offered
_CHANGED = "this finding is not there any more, or has changed; ask for it again"
_NO_FILE = "save the text first, so that the command can name its file"
_COVERED = {
    "person": "the name “{}” in every draft",
    "link": "links to “{}” in every draft",
    "contact": "the contact in every draft",
}


@dataclass(frozen=True)
class Place:
    """Which finding of a text is meant: its check and the code points that it covers."""

    check: str
    start: int
    end: int

    def found_in(self, outcome: Outcome) -> Finding:
        """The open finding at the place; raises `ConfigError` where there is none."""
        for finding in open_findings(outcome):
            if (finding.check, finding.start, finding.end) == (self.check, self.start, self.end):
                return finding
        raise ConfigError(_CHANGED)


@dataclass(frozen=True)
class Question:
    """What is asked before something is approved, in whose names it can be, and the command that does it."""

    text: str
    names: tuple[str, ...]
    command: str


def question(outcome: Outcome, place: Place) -> Question:
    """What to ask about a finding; raises `ConfigError` where it cannot be approved."""
    finding, council = place.found_in(outcome), _council(outcome)
    kind, subject = decided_on(finding)
    alone = f"this wording alone, {about_finding(finding)}"
    covered = _COVERED[kind].format(subject) if kind in _COVERED else alone
    text = f"Approve {covered}, without an end, and record it in {council.decisions}? In whose name?"
    names = dict.fromkeys((*council.approvers, reviewer_name()))
    may = [name for name in names if kind != "waiver" or council.may_waive(name, finding)]
    return Question(text, tuple(may[:_MOST_NAMES]), command_for(outcome.buffer, finding))


def command_for(buffer: Buffer, finding: Finding) -> str:
    """The command that approves a finding, for a prompt; what to do first where none could name it."""
    if finding.approval:
        return f"{approving(finding)} --note WHY"
    if buffer.path is None:
        return _NO_FILE
    place = f"{buffer.path}:{finding.line}:{finding.column}"
    quoted = f'"{place}"' if os.name == "nt" else shlex.quote(place)
    return f"smcheck approve finding {quoted} --check {finding.check} --by NAME --note WHY"


def approve(buffer: Buffer, place: Place, by: str, reviewers: Reviewers) -> str:
    """Record the decision that clears a finding, as `smcheck approve` does; says what was recorded.

    The key is made first, if there is none, and the text reviewed anew under it. Raises `ConfigError`.
    """
    council = _council(reviewed(buffer, reviewers))
    ensure_key(council.folder / council.decisions)
    finding = place.found_in(reviewed(buffer, reviewers))
    made = approvals(council, [finding], by)
    for decision in made:
        record_decision(council, _of_file(decision, buffer), reviewer_name())
    return f"Recorded in {council.decisions}: " + "; ".join(decision.describe() for decision in made)


def _of_file(decision: Decision, buffer: Buffer) -> Decision:
    """The decision as the command takes it: a wording is cleared in drafts of this file's name only."""
    if decision.kind != "waiver" or buffer.path is None:
        return decision
    return replace(decision, scope=scope_of(Path(buffer.path)))


def _council(outcome: Outcome) -> Council:
    if outcome.council is None or outcome.council.path is None:
        raise ConfigError(outcome.unread[0] if outcome.unread else no_settings())
    return outcome.council
