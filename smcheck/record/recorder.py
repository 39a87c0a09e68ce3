"""What commands call: note the reviews of a run, or a decision, in the council's record."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smcheck.model.approval import ApprovalRequest
from smcheck.model.decision import Decision
from smcheck.model.draft import Draft
from smcheck.model.errors import ConfigError
from smcheck.model.masking import mask_note
from smcheck.model.review import Review
from smcheck.model.version import __version__
from smcheck.record.chain import keyed_hash
from smcheck.record.store import Record
from smcheck.review.reviewer import Reviewer
from smcheck.review.verdict import NOT_REVIEWED, verdict
from smcheck.run import Event, NotReviewed, Reviewed
from smcheck.settings.council import Council
from smcheck.settings.decision_file import ensure_key, has_key
from smcheck.settings.policy import Policy

REVIEWER_VARIABLE = "SMCHECK_REVIEWER"
WHOLE_DRAFT = "draft"
"""What stands for the draft as a whole among the checks that could not judge it."""

_UNKNOWN = "unknown"
_SHORT_HASH = 16  # bytes


class Recorder:
    """Gathers what a run reviews and what it cannot, and adds it to the records of the councils together.

    Where a council keeps no record, nothing happens. Raises `ConfigError` where a key cannot be read.

    >>> from smcheck.run import Request, Run
    >>> recorder = Recorder(by="J. Clerk")
    >>> for event in Run(Request(paths=("-",), stdin=b"The library is open.")).events():
    ...     recorder.add(event)
    >>> recorder.close(exit_code=0)
    """

    def __init__(self, by: str) -> None:
        """`by` is the name of the person at the computer."""
        self._by = by
        self._pages: dict[Path | None, _Page] = {}

    def add(self, event: Event) -> None:
        """Take note of an event; nothing of a draft's text is kept, nor of what was found in it."""
        match event:
            case Reviewed(review=review, reviewer=reviewer):
                if page := self._page(reviewer):
                    page.entries.append(review_entry(review, reviewer.policy, page.record.key))
            case NotReviewed(path=path, reviewer=reviewer):
                if page := self._page(reviewer):
                    page.entries.append(unread_entry(path, reviewer.policy))

    def noting(self, events: Iterable[Event]) -> Iterator[Event]:
        """The events, each noted before it goes on."""
        for event in events:
            self.add(event)
            yield event

    def close(self, exit_code: int | None = None) -> None:
        """Add what was noted to the records, with the run's exit code; raises `ConfigError`.

        It is on the disk when this returns.
        """
        for page in self._pages.values():
            if page.entries:
                shared = {**page.selection, "by": self._by, "exit_code": exit_code}
                page.record.append({**entry, **shared} for entry in page.entries)
                page.entries.clear()

    def _page(self, reviewer: Reviewer) -> _Page | None:
        council = reviewer.council
        if not council.record:
            return None
        if council.path not in self._pages:
            selection = {"select": reviewer.select, "ignore": reviewer.ignore}
            self._pages[council.path] = _Page(open_record(council), selection)
        return self._pages[council.path]


@dataclass
class _Page:
    """What is to be added to one council's record, and which checks were run for it."""

    record: Record
    selection: Mapping[str, Sequence[str]]
    entries: list[dict[str, Any]] = field(default_factory=list)


def check_record(council: Council) -> None:
    """Make sure that the council's record, if it keeps one, can be added to; raises `ConfigError`."""
    if council.record:
        open_record(council).check()


def note_decision(council: Council, decision: Decision, by: str) -> None:
    """Add a decision to the council's record, if it keeps one; raises `ConfigError`.

    `by` is the name of the person at the computer.
    """
    if council.record:
        record = open_record(council)
        record.append([{**decision_entry(decision, record.key), "by": by}])


def note_removal(council: Council, decisions: Iterable[Decision], by: str) -> None:
    """Add to the council's record, if it keeps one, that decisions were removed; raises `ConfigError`.

    `by` is the name of the person at the computer, who removed them.
    """
    if council.record:
        record = open_record(council)
        entries = (decision_entry(decision, record.key) for decision in decisions)
        record.append({**entry, "kind": "removal", "by": by} for entry in entries)


def note_review(event: Reviewed, exit_code: int, by: str) -> None:
    """Add one review, as of a run, to the record of its council, if it keeps one; raises `ConfigError`."""
    recorder = Recorder(by)
    recorder.add(event)
    recorder.close(exit_code)


def note_request(council: Council, request: ApprovalRequest, by: str) -> None:
    """Add a request for approval to the council's record, if it keeps one; raises `ConfigError`.

    Kept is who asked and which draft, by its keyed hash; not its words.
    """
    if council.record:
        record = open_record(council)
        record.append([{**request_entry(request, record.key), "by": by}])


def note_answer(council: Council, request: ApprovalRequest, by: str) -> None:
    """Add the answer to a request to the council's record, if it keeps one; raises `ConfigError`."""
    if council.record and request.answer:
        said = {
            "outcome": request.answer.outcome,
            "answered_by": request.answer.by,
            "note": mask_note(request.answer.note),
        }
        open_record(council).append([{"kind": "answer", "request": request.id, **said, "by": by}])


def note_baseline(
    council: Council,
    policy: Policy,
    path: Path,
    added: Mapping[str, Mapping[str, int]],
    gone: Mapping[str, Mapping[str, int]],
    by: str,
    set_down_by: str,
    note: str,
) -> None:
    """Add to the council's record, if it keeps one, that a baseline was written; raises `ConfigError`.

    `added` and `gone` count findings by check and severity. `by` is the name of the person at the computer,
    and `set_down_by` that of whoever decided what may stand, "" where nobody had to.
    """
    if council.record:
        what = {"kind": "baseline", "name": path.name, "set_down": added, "taken_out": gone}
        who = {"set_down_by": set_down_by, "note": mask_note(note), "by": by}
        open_record(council).append([{**what, **who, **_versions(policy)}])


def request_entry(request: ApprovalRequest, key: bytes) -> dict[str, Any]:
    """What is recorded of a request for approval: which draft, by its keyed hash, and who asked."""
    return {
        "kind": "request",
        "request": request.id,
        "draft": _draft_hash(request.draft, key),
        "asked_by": request.by,
        "note": mask_note(request.note),
        "findings": [found.fingerprint for found in request.findings],
    }


def open_record(council: Council) -> Record:
    """The council's record under its key, which is made on first use; raises `ConfigError`."""
    if not council.record:
        raise ConfigError(
            f"{council.path or 'smcheck.toml'}: no record is kept; name a folder for it, such as "
            'record = "record"'
        )
    folder = council.folder
    head_folder = folder / council.record_head if council.record_head else None
    return Record(folder / council.record, ensure_key(folder / council.decisions), head_folder)


def kept_record(council: Council) -> Record:
    """The council's record under the key that is there, for a new one could check nothing.

    Raises `ConfigError` where no record is kept, or there is no key.
    """
    if council.record and not has_key(council.folder / council.decisions):
        raise ConfigError(
            f"{council.folder}: there is no key file, and without it the record cannot be read; restore it"
        )
    return open_record(council)


def reviewer_name() -> str:
    """Who is at the computer: what the variable `SMCHECK_REVIEWER` says, else the name of the account."""
    given = os.environ.get(REVIEWER_VARIABLE, "").strip()
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return _UNKNOWN


def review_entry(review: Review, policy: Policy, key: bytes) -> dict[str, Any]:
    """What is recorded of a review: which draft, which outcome, under which rules, and no personal data."""
    draft = review.draft
    return {
        "kind": "review",
        "draft": _draft_hash(draft, key),
        "path": draft.path,
        "row": draft.row,
        "id": draft.id,
        "draft_kind": draft.kind,
        "platforms": draft.platforms,
        "status": review.status,
        "verdict": verdict(review, policy),
        "findings": [
            {
                "check": finding.check,
                "rules": finding.rules,
                "severity": finding.severity,
                "fingerprint": finding.fingerprint,
                "decided": finding.decision is not None,
            }
            for finding in review.findings
        ],
        "known": len(review.known),
        "decisions": list(_decisions(review, key)),
        "unreviewed": [error.check or WHOLE_DRAFT for error in review.errors],
        **_versions(policy),
    }


def unread_entry(path: str, policy: Policy) -> dict[str, Any]:
    """What is recorded of a path that could not be read as a draft."""
    return {
        "kind": "review",
        "draft": None,
        "path": path,
        "row": None,
        "id": None,
        "draft_kind": "post",
        "platforms": (),
        "status": "unreviewed",
        "verdict": NOT_REVIEWED,
        "findings": [],
        "known": 0,
        "decisions": [],
        "unreviewed": [WHOLE_DRAFT],
        **_versions(policy),
    }


def _versions(policy: Policy) -> dict[str, str]:
    return {"smcheck": __version__, "policy": policy.id, "adopted": policy.adopted}


def _draft_hash(draft: Draft, key: bytes) -> str | None:
    """The keyed hash of the draft's text; None where there was none to read."""
    if not draft.text:
        return None
    return keyed_hash(draft.text.encode("utf-8", "surrogatepass"), key, "draft", _SHORT_HASH)


def _decisions(review: Review, key: bytes) -> Iterator[dict[str, Any]]:
    """Each decision that applied, without its subject."""
    applied = (finding.decision for finding in review.findings if finding.decision)
    for decision in dict.fromkeys(applied):
        yield {
            "kind": decision.kind,
            "by": decision.by,
            "on": decision.on.isoformat(),
            "until": decision.until.isoformat() if decision.until else None,
            "ref": _reference(decision, key),
        }


def decision_entry(decision: Decision, key: bytes) -> dict[str, Any]:
    """What is recorded of a decision; of a contact only the keyed hash, which every decision has."""
    return {
        "kind": "decision",
        "decision": {
            "kind": decision.kind,
            "subject": None if decision.kind == "contact" else decision.subject,
            "ref": _reference(decision, key),
            "by": decision.by,
            "on": decision.on.isoformat(),
            "until": decision.until.isoformat() if decision.until else None,
            "scope": decision.scope,
            "note": mask_note(decision.note),
            "pre_election": decision.pre_election,
        },
    }


def _reference(decision: Decision, key: bytes) -> str:
    """The keyed hash of what was decided on, by which a review points to the decision."""
    subject = f"{decision.kind}\0{decision.subject}".encode("utf-8", "surrogatepass")
    return keyed_hash(subject, key, "subject", _SHORT_HASH)
