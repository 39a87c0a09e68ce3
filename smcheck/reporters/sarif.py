"""SARIF 2.1.0: for code scanning services and the viewers of editors.

Checks are its rules, the rules of the policy a taxonomy that results refer to. Columns and offsets count code
points. A finding that a recorded decision covers is a suppressed result. What could not be reviewed is a
notification of the invocation. Places within a document or a sheet, which has no lines, are logical
locations. The run's properties say for which council it is, under which policy, by whom and when.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

from smcheck.checks import Check, all_checks
from smcheck.model.draft import Draft
from smcheck.model.edit import Edit
from smcheck.model.finding import Finding
from smcheck.model.review import Review, ReviewError
from smcheck.model.showing import json_text, visible
from smcheck.model.version import __version__
from smcheck.reporters import Output
from smcheck.reporters.escaping import markdown_text
from smcheck.reporters.gathering import in_words, located, rule_names, sentence
from smcheck.reporters.heading import heading
from smcheck.reporters.reference import gravest
from smcheck.run import NotReviewed, Report
from smcheck.settings.policy import Policy

SIGN = None  # no draft is a .sarif

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNQUOTED = "!$&'()*+,;=@"  # stand for themselves in any segment of a path


class Reporter:
    """Writes a result for every finding, then what they refer to: checks as rules, the policy as a taxonomy.

    Findings that a decision covers are results too, and suppressed. Everything beyond ASCII is escaped.
    """

    def __init__(self, report: Report, output: Output) -> None:
        self._report, self._stream = report, output.stream
        self._checks: dict[str, int] = {}
        self._taxa = {rule.id: index for index, rule in enumerate(report.policy.rules)}
        log = json_text({"version": "2.1.0", "$schema": _SCHEMA})[:-1]
        run = json_text({"columnKind": "unicodeCodePoints", "newlineSequences": ["\r\n", "\n", "\r"]})[:-1]
        self._before = f'{log}, "runs": [\n{run},\n"results": [\n'

    def add(self, review: Review) -> None:
        """Write the draft's results."""
        for finding in review.findings:
            self._stream.write(self._before + json_text(self._result(review.draft, finding)))
            self._before = ",\n"

    def add_unread(self, unread: NotReviewed) -> None:
        """Nothing: what could not be read is a notification of the invocation, at the end."""

    def close(self) -> None:
        """Write the tool, the policy, how the run went, and for which council."""
        start = "" if self._checks else self._before
        policy = self._report.policy
        tail = {
            "tool": {"driver": _driver(policy, self._checks)},
            "taxonomies": [_taxonomy(policy)],
            "invocations": [_invocation(self._report)],
            "properties": _heading(self._report),
        }
        self._stream.write(f"{start}\n],\n{json_text(tail)[1:]}\n]}}\n")

    def _result(self, draft: Draft, finding: Finding) -> dict[str, Any]:
        policy = {"name": visible(self._report.policy.id), "index": 0}
        fixes = {"fixes": _fixes(draft, finding)} if finding.edits and draft.is_file_text else {}
        return {
            "ruleId": finding.check,
            "ruleIndex": self._checks.setdefault(finding.check, len(self._checks)),
            "level": finding.severity.value,
            "message": _text(_said(finding, self._report.policy)),
            "locations": [_location(draft, finding)],
            "partialFingerprints": {"smcheck/v1": finding.fingerprint},
            "rank": round(finding.confidence * 100, 1),
            "taxa": [
                {"id": visible(rule), "index": self._taxa[rule], "toolComponent": policy}
                for rule in finding.rules
            ],
            "suppressions": _suppressions(finding),
            **fixes,
        }


def _said(finding: Finding, policy: Policy) -> str:
    message = f"{sentence(in_words(finding))} ({rule_names(policy, finding)})."
    return f"{located(finding, message)} {finding.suggestion}".rstrip()


def _fixes(draft: Draft, finding: Finding) -> list[dict[str, Any]]:
    """The finding's edits, all of one kind together."""
    kinds = dict.fromkeys(edit.kind for edit in finding.edits)
    return [
        {
            "description": _text(f"{kind}: {'safe' if safe else 'look at it first'}"),
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": uri_reference(draft.path)},
                    "replacements": [
                        _replacement(draft, edit) for edit in finding.edits if edit.kind == kind
                    ],
                }
            ],
        }
        for kind in kinds
        for safe in [all(edit.safe for edit in finding.edits if edit.kind == kind)]
    ]


def _replacement(draft: Draft, edit: Edit) -> dict[str, Any]:
    start, end = draft.position(edit.start), draft.position(edit.end)
    return {
        "deletedRegion": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": edit.start,
            "charLength": edit.end - edit.start,
        },
        "insertedContent": {"text": visible(edit.text)},
    }


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    """The decision on a finding; an empty list where there is none, since SARIF wants one of all or none."""
    if finding.decision is None:
        return []
    justification = visible(finding.decision.describe())
    return [{"kind": "external", "status": "accepted", "justification": justification}]


def _location(draft: Draft, finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_reference(draft.path)}}
    if draft.is_file_text:
        physical["region"] = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
            "snippet": {"text": visible(finding.excerpt)},
        }
    elif draft.row is not None and not draft.places:  # a row of a .jsonl is a line of the file
        physical["region"] = {"startLine": draft.row}
    name = finding.place or (f"row {draft.row}" if draft.row is not None else "")
    if not name:
        return {"physicalLocation": physical}
    of_row = {"row": draft.row, "id": None if draft.id is None else visible(draft.id)}
    logical: dict[str, Any] = {"name": visible(name)}
    if draft.row is not None:
        logical["properties"] = {key: value for key, value in of_row.items() if value is not None}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _driver(policy: Policy, used: dict[str, int]) -> dict[str, Any]:
    checks = {check.name: check for check in all_checks()}
    return {
        "name": "smcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(checks[name], policy) for name in used],
        "supportedTaxonomies": [{"name": visible(policy.id), "index": 0}],
    }


def _rule(check: Check, policy: Policy) -> dict[str, Any]:
    cited = "; ".join(rule.citation for rule in policy.rules_about(check.category, check=check.name))
    parts = {"Why": check.why, "Instead": check.instead, "Rules": cited}
    spoken = {title: content for title, content in parts.items() if content}
    return {
        "id": check.name,
        "name": "".join(map(str.capitalize, check.name.split("-"))) + "Check",  # must differ from the id
        "shortDescription": _text(check.summary),
        "fullDescription": _text(f"{check.summary} {check.details}".rstrip()),
        "help": {
            **_text(*(f"{title}: {content}" for title, content in spoken.items())),
            "markdown": "\n\n".join(
                f"**{title}:** {markdown_text(content)}" for title, content in spoken.items()
            ),
        },
        "defaultConfiguration": {"level": gravest(policy, check).value},
        "properties": {"category": check.category, "tags": [check.category]},
    }


def _taxonomy(policy: Policy) -> dict[str, Any]:
    return {
        "name": visible(policy.id),
        "version": policy.adopted,
        "organization": visible(policy.council),
        "shortDescription": _text(policy.title),
        "isComprehensive": True,
        "taxa": [
            {
                "id": visible(rule.id),
                "name": visible(rule.citation),
                "shortDescription": _text(rule.title),
                "fullDescription": _text(rule.gist),
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in policy.rules
        ],
    }


def _invocation(report: Report) -> dict[str, Any]:
    notices = [{"level": "note", "message": _text(notice)} for notice in report.notices]
    return {
        "executionSuccessful": not report.errors,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": [*map(_notification, report.errors), *notices],
    }


def _heading(report: Report) -> dict[str, Any]:
    """For which council it is, under whose policy, by whom and when, as far as that is known."""
    return {label.lower(): visible(said) for label, said in heading(report)}


def _notification(error: ReviewError) -> dict[str, Any]:
    message = f"{error.check}: {error.message}" if error.check else error.message
    location = {"physicalLocation": {"artifactLocation": {"uri": uri_reference(error.path)}}}
    return {"level": "error", "message": _text(message), "locations": [location]}


def _text(*paragraphs: str) -> dict[str, str]:
    """A plain text message, in which no braces are a placeholder and no brackets a link.

    SARIF doubles braces. It has no escape that stops a link as viewers look for it, so a space does.
    """
    text = "\n\n".join(map(visible, paragraphs))
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def uri_reference(path: str, *, windows: bool = os.name == "nt") -> str:
    """A path as a URI: relative as it is, absolute with the scheme "file"."""
    if windows:
        path = path.replace("\\", "/")
        if path[1:2] == ":" and path[2:3] == "/":
            return f"file:///{path[:2]}{_quoted(path[2:])}"
        if path.startswith("//"):
            return f"file:{_quoted(path)}"
    return f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)


def _quoted(path: str) -> str:
    """The path percent-encoded; a colon too, which would make a scheme of what stands before it."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"), safe=f"/{_UNQUOTED}")
    except UnicodeEncodeError:  # half a surrogate pair, which only Windows has in names
        return quote(path.encode("utf-8", "replace"), safe=f"/{_UNQUOTED}")
