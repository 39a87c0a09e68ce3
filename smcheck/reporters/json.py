"""JSON: the contract for other programs. `schema.json` beside this module describes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from smcheck.model.decision import Decision
from smcheck.model.draft import Draft
from smcheck.model.finding import Finding, Severity
from smcheck.model.masking import mask_note
from smcheck.model.review import Review, ReviewError
from smcheck.model.showing import json_text, visible
from smcheck.model.version import __version__
from smcheck.reporters import Output
from smcheck.reporters.gathering import explained
from smcheck.reporters.heading import heading_data
from smcheck.run import NotReviewed, Report

SCHEMA_VERSION = 1
SIGN = None  # in a folder, no .json but an export of posts is taken for drafts


class Reporter:
    """Writes one JSON object, a draft a line; everything beyond ASCII is escaped."""

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._stream = report, output.stream
        policy = report.policy
        head = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "smcheck", "version": __version__},
            "policy": {
                "id": policy.id,
                "title": policy.title,
                "council": policy.council,
                "adopted": policy.adopted,
                "review_due": policy.review_due or None,
            },
        }
        self._before = json_text(head)[:-1] + ',\n"drafts": [\n'

    def add(self, review: Review) -> None:
        """Write a draft."""
        self._write(draft_data(review))

    def add_unread(self, unread: NotReviewed) -> None:
        """Write that there is a draft of which nothing is known."""
        self._write(unread_data(unread))

    def _write(self, draft: dict[str, Any]) -> None:
        self._stream.write(self._before + json_text(draft))
        self._before = ",\n"

    def close(self) -> None:
        """Write for which council it is, the errors, the notices and the summary."""
        report = self._report
        start = "" if report.drafts else self._before
        tail = {
            **heading_data(report),
            "errors": [error_data(error) for error in report.errors],
            "notices": report.notices,
            "summary": _summary(report),
        }
        self._stream.write(start + "\n],\n" + json_text(tail)[1:] + "\n")


def error_data(error: ReviewError) -> dict[str, Any]:
    """What could not be reviewed, as JSON says it."""
    return {"path": error.path, "check": error.check, "message": error.message}


def unread_data(unread: NotReviewed) -> dict[str, Any]:
    """What could not be read as a draft, as JSON says it of drafts."""
    draft: dict[str, Any] = {"path": unread.path, "id": None, "row": None, "status": "unreviewed"}
    return {**draft, "known": 0, "findings": []}


def draft_data(review: Review) -> dict[str, Any]:
    """A draft with its findings, as JSON says it."""
    draft = review.draft
    return {
        "path": draft.path,
        "id": draft.id,
        "row": draft.row,
        "status": review.status,
        "known": len(review.known),
        "findings": [{**_finding(finding), **_box(draft, finding)} for finding in review.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "category": finding.category,
        "rules": list(finding.rules),
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "place": finding.place,
        "message": finding.message,
        "reasons": list(finding.reasons),
        "also": list(finding.also),
        "explanation": explained(finding),
        "suggestion": finding.suggestion,
        "edits": [asdict(edit) for edit in finding.edits],
        "excerpt": finding.excerpt,
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "decision": _decision(finding.decision) if finding.decision else None,
    }


def _box(draft: Draft, finding: Finding) -> dict[str, Any]:
    """Where on a picture the words of a finding stand; nothing for a draft that was not read from one."""
    boxes = draft.shown.boxes(finding.start, finding.end) if draft.shown else iter(())
    for sheet, box in boxes:
        return {"box": {"picture": visible(sheet.name), **box._asdict()}}
    return {}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "until": decision.until.isoformat() if decision.until else None,
        "scope": decision.scope,
        "note": mask_note(decision.note),
    }


def _summary(report: Report) -> dict[str, int]:
    counts = {severity.value: report.severities[severity] for severity in reversed(Severity)}
    others = {"decided": report.decided, "known": report.known, "unreviewed": report.unreviewed}
    return {"drafts": report.drafts, **counts, **others}
