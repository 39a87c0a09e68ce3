"""What recorded decisions cover: which findings, in which drafts, and which of them covers nothing."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from smcheck.model.category import TRAITS
from smcheck.model.decision import EVERYWHERE, Decision
from smcheck.model.draft import Draft
from smcheck.model.finding import Finding
from smcheck.people.names import name_key
from smcheck.review.fitting import misfit
from smcheck.settings.contacts import (
    POSTCODE,
    canonical_address,
    canonical_domain,
    canonical_handle,
    canonical_phone,
    canonical_postcode,
    covers_email,
    within_domain,
)
from smcheck.settings.decision_file import Decisions
from smcheck.settings.elections import Election


def covering(decisions: Decisions, finding: Finding, draft: Draft) -> list[Decision]:
    """Every decision about the finding, those that hold no longer among them."""
    return [decision for decision in decisions.known if covers(decision, finding, draft)]


def covers(decision: Decision, finding: Finding, draft: Draft) -> bool:
    """Whether the decision is about this finding in this draft, whatever the date."""
    if decision.scope != EVERYWHERE and not (
        _of_campaign(draft.text, decision.scope) or _in_scope(draft.path, decision.scope)
    ):
        return False
    if decision.kind == "waiver":
        return finding.fingerprint == decision.subject
    if misfit(decision.kind, decision.subject):
        return False
    if TRAITS[finding.category].approval != decision.kind or not finding.subject:
        return False
    if decision.kind == "link":
        return within_domain(finding.subject, canonical_domain(decision.subject))
    if decision.kind == "person":
        return name_key(finding.subject) == name_key(decision.subject)
    return _covers_contact(decision.subject, finding.subject)


def suspended(decision: Decision, election: Election | None, *, elected: bool) -> bool:
    """Whether the pre-election period before a poll keeps it from holding for somebody who is elected."""
    return election is not None and decision.kind == "person" and elected and not decision.pre_election


def without_effect(
    decisions: Decisions, used: Collection[Decision], paths: Collection[str], *, whole: bool
) -> Iterator[Decision]:
    """Decisions that covered nothing in a run over `paths`.

    For a `whole` folder every decision counts; else only those whose scope names one of these drafts,
    since others may serve other drafts.
    """
    for decision in decisions.known:
        scoped = decision.scope != EVERYWHERE and any(_in_scope(path, decision.scope) for path in paths)
        if decision not in used and (whole or scoped):
            yield decision


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
    if POSTCODE.fullmatch(approved.strip()):  # the postcode alone, and none of the homes in it
        return False
    address = canonical_address(approved)
    return " " in address and f" {address} " in f" {contact} "
