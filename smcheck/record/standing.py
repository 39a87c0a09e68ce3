"""How recorded decisions stand today: whether each holds, for how long, or why it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from smcheck.model.decision import Decision
from smcheck.model.masking import mask_note, mask_personal
from smcheck.people import load_roster
from smcheck.review.decisions import suspended
from smcheck.settings.council import Council
from smcheck.settings.elections import election_on

EXPIRED, NOT_USED = "expired", "not used"
_ENDS = "ends "


def states_of(
    known: Sequence[Decision],
    council: Council,
    soon: int,
    used: Collection[Decision] | None,
    today: dt.date | None = None,
) -> list[tuple[Decision, str]]:
    """Each decision with its state today: whether it holds, for how long, or why it does not.

    Those that end within `soon` days are told. `used` are those that drafts use; None where nobody asked.
    """
    day = today or dt.date.today()
    held_back = _suspended(known, council, day)
    return [(decision, _state(decision, council, soon, used, held_back, day)) for decision in known]


def ends_soon(state: str) -> bool:
    """Whether it is the state of a decision that holds, but not for long."""
    return state.startswith(_ENDS)


def _state(
    decision: Decision,
    council: Council,
    soon: int,
    used: Collection[Decision] | None,
    held_back: Collection[Decision],
    today: dt.date,
) -> str:
    left = decision.days_left(today)
    if left is not None and left < 0:
        return EXPIRED
    if used is not None and decision not in used:
        return NOT_USED
    if decision in held_back:
        return "suspended before the poll"
    if left is not None and left <= soon:
        return _ENDS + {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")
    if decision.kind == "waiver" and not council.is_approver(decision.by):
        return "holds, for no error"
    return "holds, dated ahead" if decision.on > today else "holds"


def _suspended(known: Iterable[Decision], council: Council, today: dt.date) -> Collection[Decision]:
    """The approvals that a pre-election period suspends on that day."""
    election = election_on(today, council.elections)
    if election is None:
        return ()
    find = load_roster(council.folder / council.roster).find
    people = ((decision, find(decision.subject)) for decision in known)
    return {
        decision
        for decision, person in people
        if person and suspended(decision, election, elected=person.is_elected)
    }


def decision_data(decision: Decision, state: str) -> dict[str, Any]:
    """A decision as it may be shown: a contact is masked, and what is personal in its note."""
    return {
        "state": state,
        "kind": decision.kind,
        "subject": mask_personal(decision.subject) if decision.kind == "contact" else decision.subject,
        "about": decision.about,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "until": decision.until.isoformat() if decision.until else None,
        "scope": decision.scope,
        "note": mask_note(decision.note),
    }
