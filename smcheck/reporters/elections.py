"""The pre-election period in words: when it lasts, and what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from smcheck.model.showing import day_in_words
from smcheck.settings.elections import Election
from smcheck.settings.policy import Policy

_CHANGES = (
    "Findings about politics, and councillors and candidates by name, weigh a step more: a warning becomes "
    "an error.",
    "Quotations from councillors, and launches of new campaigns, are found too (pre-election-publicity).",
    "An approval that names a councillor or candidate holds only if it says so (smcheck approve person "
    "NAME --pre-election).",
    "Notices of election, polling stations, photo ID, registration and neutral results stay as they are.",
)


def what_changes(policy: Policy) -> Iterator[str]:
    """What such a period changes under a policy, a sentence each."""
    yield from _CHANGES
    if policy.pre_election:
        rule = policy.rule(policy.pre_election.rule)
        yield f"{rule.citation} is cited, and beside it: {policy.pre_election.law}."


def period_in_words(election: Election, today: dt.date) -> str:
    """When the period of a poll lasts, and whether it is under way."""
    begins = election.begins
    state = "under way" if today >= begins else f"begins in {(begins - today).days} days"
    state = "over" if today > election.poll else state
    return (
        f"Poll on {election.poll:%A} {day_in_words(election.poll)}: the period lasts from "
        f"{day_in_words(begins)} to the close of poll ({state})."
    )
