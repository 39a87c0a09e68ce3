"""Recorded approvals, `decisions.toml`: who cleared what, when, why and until when."""

from __future__ import annotations

import datetime as dt
import fnmatch
import glob
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from smcheck.contacts import (
    canonical_address,
    canonical_domain,
    canonical_handle,
    canonical_phone,
    canonical_postcode,
    covers_email,
    within_domain,
)
from smcheck.draft import Draft
from smcheck.elections import Election
from smcheck.errors import ConfigError
from smcheck.finding import Finding
from smcheck.masking import mask_personal
from smcheck.people.names import name_key
from smcheck.tables import Table, parse_toml

KINDS = ("person", "link", "contact", "waiver")
EVERYWHERE = "any"
KEY_NAME = "smcheck.key"
_KIND_OF_CATEGORY = {"named-person": "person", "link": "link", "personal-contact": "contact"}


@dataclass(frozen=True)
class Decision:
    """One record. `subject` is a name, a domain, a contact, or a finding's fingerprint (a waiver).

    `scope` is "any", a campaign by its hashtag ("#SummerFair"), or a pattern for the paths of the drafts that
    it covers. Dates are whole days; the decision holds on the day of `until` and not after it. In a
    pre-election period, one that names a councillor or candidate holds only if `pre_election` says so.
    """

    kind: str
    subject: str
    by: str
    on: dt.date
    until: dt.date | None = None
    scope: str = EVERYWHERE
    note: str = ""
    pre_election: bool = False

    def expired(self, today: dt.date) -> bool:
        """Whether the last day on which it holds has passed."""
        return self.until is not None and today > self.until

    def days_left(self, today: dt.date) -> int | None:
        """For how many days after today it holds: negative when it has expired, None without an end."""
        return None if self.until is None else (self.until - today).days

    def describe(self) -> str:
        """Who cleared it, when, and until when, as a phrase; a contact is masked."""
        subject = mask_personal(self.subject) if self.kind == "contact" else self.subject
        until = f" until {self.until.isoformat()}" if self.until else ""
        return f"{self.kind} {subject!r}, cleared by {self.by} on {self.on.isoformat()}{until}"

    def suspended(self, election: Election | None, *, elected: bool) -> bool:
        """Whether the pre-election period before a poll keeps it from holding for somebody who is elected."""
        return election is not None and self.kind == "person" and elected and not self.pre_election

    def covers(self, finding: Finding, draft: Draft) -> bool:
        """Whether the decision is about this finding in this draft, whatever the date."""
        if self.scope != EVERYWHERE and not (
            _of_campaign(draft.text, self.scope) or _in_scope(draft.path, self.scope)
        ):
            return False
        if self.kind == "waiver":
            return finding.fingerprint == self.subject
        if _KIND_OF_CATEGORY.get(finding.category) != self.kind or not finding.subject:
            return False
        if self.kind == "link":
            return within_domain(finding.subject, canonical_domain(self.subject))
        if self.kind == "person":
            return name_key(finding.subject) == name_key(self.subject)
        return _covers_contact(self.subject, finding.subject)


def _of_campaign(text: str, scope: str) -> bool:
    """Whether the draft bears the campaign's hashtag, in any case."""
    return (
        scope.startswith("#")
        and re.search(rf"(?<![\w/]){re.escape(scope)}(?!\w)", text, re.IGNORECASE) is not None
    )


def _in_scope(path: str, scope: str) -> bool:
    """Whether the draft's path ends as the pattern says, wherever the tool was started from."""
    whole = os.path.abspath(path).replace("\\", "/")  # noqa: PTH100  # names such as <stdin> stay names
    pattern = scope.replace("\\", "/").lstrip("/")
    return fnmatch.fnmatch(whole, f"*/{pattern}")


def scope_of(path: Path) -> str:
    """The scope that covers drafts of this file name only."""
    return glob.escape(path.name)


def _covers_contact(approved: str, contact: str) -> bool:
    """Whether an approved contact, in any spelling, is the one that was found, in canonical form."""
    if "@" in approved.strip().lstrip("@"):
        return covers_email(approved, contact)
    if contact in {canonical_phone(approved), canonical_handle(approved), canonical_postcode(approved)}:
        return True
    address = canonical_address(approved)
    return " " in address and f" {address} " in f" {contact} "


@dataclass
class Decisions:
    """The store: records in the order of the file, and the key of the council's fingerprints.

    `has_key` says that the key is kept in a file; else the fingerprints hold for one run only.
    """

    records: tuple[Decision, ...] = ()
    path: Path | None = None
    key: bytes = field(default_factory=lambda: os.urandom(32))
    has_key: bool = False

    def covering(self, finding: Finding, draft: Draft) -> list[Decision]:
        """Every record about the finding, those that hold no longer among them."""
        return [record for record in self.records if record.covers(finding, draft)]

    def without_effect(
        self, used: Collection[Decision], paths: Collection[str], *, whole: bool
    ) -> Iterator[Decision]:
        """Records that covered nothing in a run over `paths`.

        For a `whole` folder every kind counts; else only waivers and records for just these drafts do,
        since an approval of a person or a link may serve other drafts.
        """
        for record in self.records:
            scoped = record.scope != EVERYWHERE and any(_in_scope(path, record.scope) for path in paths)
            if record not in used and (whole or scoped):
                yield record


def load_decisions(path: Path | None) -> Decisions:
    """The records of a file and the key beside it; an empty store where there is no file.

    Without a key file the fingerprints hold for this run only. Raises `ConfigError`, with file and
    record, where a record is malformed.
    """
    if path is None:
        return Decisions()
    key_path = path.with_name(KEY_NAME)
    has_key = key_path.exists()
    key = read_key(key_path) if has_key else os.urandom(32)
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise ConfigError(f"{path}: the decisions cannot be read: {error}") from error
    return Decisions(decisions_in(content, str(path)), path, key, has_key)


def decisions_in(content: bytes, where: str) -> tuple[Decision, ...]:
    """The records of a file's content; raises `ConfigError`, with line and record, where one is malformed."""
    table = parse_toml(content, where, "decisions")
    records = tuple(_decision(entry) for entry in table.tables("decision"))
    table.finish()
    return records


def _decision(table: Table) -> Decision:
    kind = table.text("kind")
    if kind not in KINDS:
        raise table.error("kind", f"must be one of {', '.join(KINDS)}, not {kind!r}", kind, KINDS)
    decision = Decision(
        kind=kind,
        subject=table.text("subject"),
        by=table.text("by"),
        on=table.date("on"),
        until=table.date("until", default=None),
        scope=table.text("scope") if "scope" in table.keys else EVERYWHERE,
        note=table.text("note", default=""),
        pre_election=table.flag("pre_election", False),
    )
    if decision.until and decision.until < decision.on:
        raise table.error("until", f"must not lie before {decision.on}, when it was decided")
    table.finish()
    return decision


def read_key(path: Path) -> bytes:
    """The key of the fingerprints; raises `ConfigError` where the file holds none."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise ConfigError(f"{path}: the key cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise ConfigError(
            f"{path}: the file holds no key ({error}). Restore it from a backup; if it is lost, delete it, "
            "waive the findings again, and begin a new record if you keep one: the old one needs the old key."
        ) from error
    if len(key) < 16:
        raise ConfigError(f"{path}: the key is too short; restore the file from a backup")
    return key
