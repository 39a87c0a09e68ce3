"""Asking for approval and giving it: what commands and pages call; all of it is noted in the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from pathlib import PurePath

from smcheck.model.approval import Answer, ApprovalRequest, AskedFinding, Outcome
from smcheck.model.decision import EVERYWHERE, Decision
from smcheck.model.draft import Draft
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Finding
from smcheck.model.masking import star_out
from smcheck.model.review import Review
from smcheck.record.recorder import check_record, note_answer, note_decision, note_removal, note_request
from smcheck.review.fitting import misfit
from smcheck.settings.council import Council
from smcheck.settings.decision_file import add_decision, remove_decisions
from smcheck.settings.request_files import Requests

_LONGEST = 60  # characters of the words of a finding that are kept with a waiver


def record_decision(council: Council, decision: Decision, at_computer: str) -> None:
    """Add a decision to the council's, and to its record; raises `ConfigError` where that cannot be.

    `at_computer` is the name of the person at the computer.
    """
    check_record(council)
    add_decision(council.folder / council.decisions, decision)
    try:
        note_decision(council, decision, at_computer)
    except ConfigError as error:
        raise ConfigError(
            f"{error}; the decision stands in {council.decisions} and not in the record"
        ) from error


def remove_recorded(
    council: Council, removed: Collection[Decision], at_computer: str
) -> tuple[Decision, ...]:
    """Remove decisions from the council's, and note that in its record; those that were there, in order.

    Raises `ConfigError` where that cannot be. `at_computer` is the name of the person at the computer.
    """
    check_record(council)
    gone = remove_decisions(council.folder / council.decisions, removed)
    if gone:
        try:
            note_removal(council, gone, at_computer)
        except ConfigError as error:
            raise ConfigError(
                f"{error}; what was removed is gone from {council.decisions}, and the record does not say so"
            ) from error
    return gone


def ask(council: Council, review: Review, by: str, note: str, at_computer: str) -> ApprovalRequest:
    """Ask for approval of a reviewed draft; raises `ConfigError` where that cannot be written down."""
    draft = review.draft
    check_record(council)
    found = tuple(
        AskedFinding(finding.check, finding.severity.value, finding.message, finding.fingerprint)
        for finding in review.open_findings
    )
    asked = Requests(council).ask(
        ApprovalRequest(
            id="",
            by=by,
            at=dt.datetime.now(dt.UTC),
            note=note,
            name=draft.path,
            text=draft.published_text,
            kind=draft.kind,
            platforms=draft.platforms,
            date=draft.date,
            findings=found,
        )
    )
    note_request(council, asked, at_computer)
    return asked


def answer(
    council: Council, identifier: str, outcome: Outcome, by: str, note: str, at_computer: str
) -> ApprovalRequest:
    """Answer a request; raises `ConfigError` where somebody has, or it cannot be written down."""
    check_record(council)
    answered = Requests(council).answer(identifier, Answer(outcome, by, dt.datetime.now(dt.UTC), note))
    note_answer(council, answered, at_computer)
    return answered


def approve(
    council: Council,
    identifier: str,
    findings: Iterable[Finding],
    by: str,
    note: str,
    at_computer: str,
    *,
    until: dt.date | None = None,
    only: Collection[str] = (),
) -> tuple[ApprovalRequest, tuple[Decision, ...]]:
    """Record the decisions that clear findings of a draft, as `approvals` says, and answer its request.

    Raises `ConfigError`: nothing is recorded where somebody has answered, or a finding may not be cleared.
    """
    Requests(council).waiting(identifier)
    decisions = approvals(council, findings, by, until=until, note=note, only=only)
    for decision in decisions:
        record_decision(council, decision, at_computer)
    return answer(council, identifier, "approved", by, note, at_computer), decisions


def approvals(
    council: Council,
    findings: Iterable[Finding],
    by: str,
    *,
    until: dt.date | None = None,
    note: str = "",
    only: Collection[str] = (),
) -> tuple[Decision, ...]:
    """The decisions that clear findings, those of certain fingerprints only where some are given.

    A person, a link and a contact are cleared as such, anything else for this wording alone. Raises
    `ConfigError` where one may not be cleared, or not by this person.
    """
    today = dt.date.today()
    decisions = {}
    for finding in findings:
        if only and finding.fingerprint not in only:
            continue
        kind, subject = decided_on(finding)
        if kind == "waiver" and not council.may_waive(by, finding):
            known = ", ".join(council.approvers) or "nobody yet"
            raise ConfigError(
                f"{by} may not waive an error: approvers in smcheck.toml lists who may ({known})"
            )
        if wrong := misfit(kind, subject):
            raise ConfigError(wrong)
        about = about_finding(finding) if kind == "waiver" else ""
        decisions[kind, subject] = Decision(kind, subject, by, today, until, EVERYWHERE, note, about=about)
    return tuple(decisions.values())


def about_finding(finding: Finding, draft: Draft | None = None, *, longest: int = _LONGEST) -> str:
    """What a finding is, as it may be shown and kept: its check, the words masked, the draft if given."""
    words = " ".join((star_out(finding.excerpt) if finding.coarse else finding.excerpt).split())
    words = words if len(words) <= longest else f"{words[: longest - 1]}…"
    row = f", row {draft.row}" if draft and draft.row is not None else ""
    place = f" in {PurePath(draft.path).name}{row}" if draft else ""
    return f"{finding.check}: “{words}”{place}" if words else f"{finding.check}{place}"


def decided_on(finding: Finding) -> tuple[str, str]:
    """What a decision that clears a finding is about: its kind and subject."""
    kind = finding.approval
    return (kind, finding.subject) if kind else ("waiver", finding.fingerprint)
