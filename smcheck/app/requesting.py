"""Approvals at the desk: asking for one, who waits for one, and giving it. Nothing here is HTTP."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from smcheck.app.cards import items, quoted
from smcheck.app.desk import Asked, Desk
from smcheck.app.drafting import judged
from smcheck.app.sheets import sheet
from smcheck.model.approval import ApprovalRequest, Outcome
from smcheck.model.decision import Decision
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Finding, Severity
from smcheck.model.masking import mask_note
from smcheck.model.review import Review
from smcheck.model.showing import day_in_words
from smcheck.record import reviewer_name
from smcheck.record.approving import answer, approve, ask, decided_on
from smcheck.reporters.gathering import sentence
from smcheck.review.fitting import advice, misfit
from smcheck.review.reviewer import Reviewer
from smcheck.settings.council import Council
from smcheck.settings.decision_file import ensure_key
from smcheck.settings.lacking import DESK_REMEDY, FOUND_NONE
from smcheck.settings.request_files import Requests

_ABOUT = {
    "person": "the name “{}” in every draft",
    "link": "links to “{}” in every draft",
    "contact": "the contact “{}” in every draft",
}
_ALONE = "this wording alone"
_LONGEST_START = 90  # characters of a draft in the list
_CHANGED = "what is found in this draft has changed since you opened it; open it again"
_NO_SETTINGS = f"nothing can be asked for here, since {FOUND_NONE}; {DESK_REMEDY}"


@dataclass(frozen=True)
class Said:
    """What somebody says of a request: the outcome, their name, why, until when, and which findings go."""

    outcome: Outcome
    by: str
    note: str = ""
    until: dt.date | None = None
    cleared: Collection[str] = ()


class Approvals:
    """The queue of a desk; every method raises `ConfigError`, each `SmcheckError` being one sentence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, asked: Asked, index: int, by: str, note: str) -> dict[str, Any]:
        """Ask for the draft of that index among those on the desk: the request's number and its findings.

        Its review is noted in the record, unless it was already.
        """
        council = self._council()
        found = judged(self._desk, asked, index)
        self._desk.noted.note_once(found.event, found.report.exit_code)
        review = found.event.review
        draft = review.draft
        if draft.row is not None:
            review = replace(review, draft=replace(draft, path=f"{draft.path}, row {draft.row}"))
        made = ask(council, review, by, note, reviewer_name())
        return {"id": made.id, "findings": len(made.findings), "name": made.name}

    def queue(self) -> dict[str, Any]:
        """Every request, those that wait first and then the newest, and what is wrong with other ones."""
        council = self._desk.council()
        if council.path is None:
            return {"requests": [], "damaged": []}
        found, problems = Requests(council).readable()
        waiting = [each for each in found if not each.answer]
        rest = sorted((each for each in found if each.answer), key=_answered_at, reverse=True)
        return {
            "requests": [_row(each) for each in (*waiting, *rest)],
            "damaged": list(map(sentence, problems)),
        }

    def opened(self, identifier: str) -> dict[str, Any]:
        """A request with its draft as it is judged today, and what can be cleared in it, for each card."""
        council = self._council()
        request, reviewer, review = self._reviewed(council, identifier)
        shown = items(review, reviewer.policy)
        return {
            "request": _row(request),
            "sheet": sheet(review, reviewer.policy, council),
            "ticks": {
                item.number: _ticks(council, item.entry.findings)
                for item in shown
                if not item.entry.head.decision
            },
        }

    def answer(self, identifier: str, said: Said) -> dict[str, Any]:
        """Answer a request, and record what is cleared; the request as it stands then, and the decisions."""
        council = self._council()
        decisions: tuple[Decision, ...] = ()
        if said.outcome == "approved":
            if said.until and said.until < dt.date.today():
                raise ConfigError(f"{day_in_words(said.until)} has passed; choose a day to come")
            Requests(council).waiting(identifier)
            findings = self._cleared(council, identifier, said.cleared)
            request, decisions = approve(
                council, identifier, findings, said.by, said.note, reviewer_name(), until=said.until
            )
        else:
            request = answer(council, identifier, said.outcome, said.by, said.note, reviewer_name())
        return {
            "request": _row(request),
            "decisions": [sentence(_about(decision.kind, decision.subject)) for decision in decisions],
        }

    def _council(self) -> Council:
        """The council whose requests they are, with the key under which findings are named."""
        council = self._desk.council()
        if council.path is None:
            raise ConfigError(_NO_SETTINGS)
        ensure_key(council.folder / council.decisions)
        return council

    def _reviewed(self, council: Council, identifier: str) -> tuple[ApprovalRequest, Reviewer, Review]:
        request = Requests(council).find(identifier)
        reviewer = Reviewer(council)
        return request, reviewer, reviewer.review(request.draft)

    def _cleared(self, council: Council, identifier: str, wanted: Collection[str]) -> list[Finding]:
        """The open findings of those fingerprints; raises `ConfigError` where one is no longer there."""
        if not wanted:
            return []
        _, _, review = self._reviewed(council, identifier)
        found = [finding for finding in review.open_findings if finding.fingerprint in wanted]
        if {finding.fingerprint for finding in found} != set(wanted):
            raise ConfigError(_CHANGED)
        return found


def _ticks(council: Council, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What can be cleared of findings: what is recorded, whether only an approver may, and what to mind."""
    about: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        about.setdefault(decided_on(finding), []).append(finding)
    return [
        {
            "fingerprints": [finding.fingerprint for finding in found],
            "kind": kind,
            "said": f"Clear {_about(kind, subject) if kind in _ABOUT else f'{_ALONE}, {quoted(found[0])}'}",
            "approver": kind == "waiver" and found[0].severity is Severity.ERROR,
            "misfit": sentence(misfit(kind, subject)),
            "advice": sentence(advice(kind, subject)),
        }
        for (kind, subject), found in about.items()
    ]


def _about(kind: str, subject: str) -> str:
    """What a decision of this kind covers."""
    return _ABOUT[kind].format(subject) if kind in _ABOUT else _ALONE


def _answered_at(request: ApprovalRequest) -> dt.datetime:
    return request.answer.at if request.answer else request.at


def _row(request: ApprovalRequest) -> dict[str, Any]:
    """What the list says of a request."""
    counts = Counter(found.severity for found in request.findings)
    answer = request.answer
    return {
        "id": request.id,
        "by": request.by,
        "at": _moment(request.at),
        "note": mask_note(request.note),
        "name": request.name,
        "start": " ".join(request.text.split())[:_LONGEST_START],
        "findings": {severity.value: counts[severity.value] for severity in reversed(Severity)},
        "answer": answer
        and {
            "outcome": answer.outcome,
            "by": answer.by,
            "at": _moment(answer.at),
            "note": mask_note(answer.note),
        },
    }


def _moment(at: dt.datetime) -> str:
    """A moment by the clock of this computer."""
    here = at.astimezone()
    return f"{day_in_words(here.date())}, {here:%H:%M}"
