"""What was found in a draft as the cache keeps it, and back; excerpts and decisions come afresh each time."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any

from smcheck.model.draft import Draft
from smcheck.model.edit import Edit
from smcheck.model.finding import Finding, Severity
from smcheck.review.examined import Examined, Fault

_AFRESH = ("excerpt", "decision", "undecided")  # what comes of the draft and the decisions
_STORED = tuple(field.name for field in fields(Finding) if field.name not in _AFRESH)


def packed(found: Examined, draft: Draft) -> list[Any]:
    """What was found in a draft, as JSON keeps it."""
    findings = [[_plain(getattr(finding, name)) for name in _STORED] for finding in found.findings]
    faults = [[fault.message, fault.check] for fault in found.faults]
    return [findings, faults, None if found.masked == draft.text else found.masked]


def _plain(value: Any) -> Any:
    """A field as JSON keeps it: edits as lists of theirs."""
    edits = isinstance(value, tuple) and value and isinstance(value[0], Edit)
    return [astuple(edit) for edit in value] if edits else value


def unpacked(stored: list[Any], draft: Draft) -> Examined:
    """What `packed` was given."""
    findings, faults, masked = stored
    return Examined(
        tuple(map(_finding, findings)),
        tuple(Fault(*fault) for fault in faults),
        draft.text if masked is None else masked,
    )


def _finding(stored: list[Any]) -> Finding:
    values = dict(zip(_STORED, stored, strict=True))
    values |= {name: tuple(values[name]) for name in ("rules", "reasons", "also")}
    values["severity"] = Severity(values["severity"])
    values["edits"] = tuple(Edit(*edit) for edit in values["edits"])
    return Finding(**values, excerpt="")
