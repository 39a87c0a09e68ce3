"""The record: who reviewed what, when, with which outcome, as a chain of lines that vouch for each other.

One JSON Lines file a month, only ever added to. Each line holds the hash of the line before and its own,
keyed with the council's key, and `head.json` holds the last one; so a line that was changed, taken out, put
in or moved is found by `Record.verify`. `Recorder`, `check_record` and `note_decision` are what
commands call.
"""

from __future__ import annotations

from smcheck.record.recorder import (
    Recorder,
    check_record,
    kept_record,
    note_decision,
    note_review,
    open_record,
    reviewer_name,
)
from smcheck.record.store import Record
from smcheck.record.verification import LIMITS, Problem, Verification

__all__ = [
    "LIMITS",
    "Problem",
    "Record",
    "Recorder",
    "Verification",
    "check_record",
    "kept_record",
    "note_decision",
    "note_review",
    "open_record",
    "reviewer_name",
]
