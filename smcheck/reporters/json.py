"""JSON: the contract for other programs. `schema.json` beside this module describes it."""

from __future__ import annotations

import json
from typing import Any

from smcheck import __version__
from smcheck.decisions import Decision
from smcheck.finding import Finding, Severity
from smcheck.report import Report
from smcheck.reporters import Output
from smcheck.review import Review

SCHEMA_VERSION = 1


def write(report: Report, output: Output) -> None:
    """Write one JSON object, a draft a line; everything beyond ASCII is escaped."""
    policy = report.policy
    head = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "smcheck", "version": __version__},
        "policy": {
            "id": policy.id,
            "title": policy.title,
            "adopted": policy.adopted,
            "review_due": policy.review_due or None,
        },
    }
    stream = output.stream
    stream.write(json.dumps(head)[:-1] + ',\n"drafts": [')
    separator = "\n"
    for review in report.reviews():
        stream.write(separator + json.dumps(_draft(review)))
        separator = ",\n"
    errors = [{"path": error.path, "check": error.check, "message": error.message} for error in report.errors]
    tail = {"errors": errors, "notices": report.notices, "summary": _summary(report)}
    stream.write("\n],\n" + json.dumps(tail)[1:] + "\n")


def _draft(review: Review) -> dict[str, Any]:
    draft = review.draft
    return {
        "path": draft.path,
        "id": draft.id,
        "row": draft.row,
        "status": review.status,
        "findings": [_finding(finding) for finding in review.findings],
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
        "suggestion": finding.suggestion,
        "excerpt": finding.excerpt,
        "confidence": finding.confidence,
        "fingerprint": finding.fingerprint,
        "decision": _decision(finding.decision) if finding.decision else None,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "until": decision.until.isoformat() if decision.until else None,
        "scope": decision.scope,
        "note": decision.note,
    }


def _summary(report: Report) -> dict[str, int]:
    counts = {severity.value: report.severities[severity] for severity in reversed(Severity)}
    return {"drafts": report.drafts, **counts, "decided": report.decided, "unreviewed": report.unreviewed}
