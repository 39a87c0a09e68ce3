"""What every report says of itself: for which council, under whose policy, checked by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from smcheck.model.showing import day_in_words, month_in_words, visible
from smcheck.run import Report
from smcheck.settings.policy import Policy

NO_COUNCIL = "none is set, so this policy was applied"
"""What stands for the council's name where its settings give none."""

Facts = Iterator[tuple[str, str]]


def heading(report: Report) -> Facts:
    """For whom, under whose policy, and by whom and when the drafts were checked, each with its label.

    Nothing is said of a council where nothing was reviewed, nor of who and when where that is not known.
    """
    return facts(tuple(report.councils), report.policy, report.by, report.day)


def facts(councils: Sequence[str], policy: Policy, by: str = "", day: dt.date | None = None) -> Facts:
    """The same from its parts; a council without a name is ""."""
    if councils:
        yield "Council", "; ".join(name or "no council" for name in councils) if any(councils) else NO_COUNCIL
    yield "Policy", policy_in_words(policy, councils)
    if checked := _checked(by, day):
        yield "Checked", checked


def policy_in_words(policy: Policy, councils: Sequence[str] = ()) -> str:
    """The policy's title and age; whose it is, unless it is that of the only council there is.

    The common clauses are said to be nobody's own: no council has adopted them.
    """
    if policy.is_common:
        return f"{common_in_words(policy)}, which are no council's own policy"
    own = len(councils) == 1 and is_own(policy, councils[0])
    whose = "" if own else f" of {policy.council}"
    return f"{policy.title}{whose}, adopted {month_in_words(policy.adopted)}"


def common_in_words(policy: Policy) -> str:
    """The title of the common clauses within a sentence."""
    return f"smcheck's {policy.title[:1].lower()}{policy.title[1:]}"


def is_own(policy: Policy, council: str) -> bool:
    """Whether the policy is that of the council of this name, capitals and spaces apart."""
    return policy.council.casefold().split() == council.casefold().split()


def in_a_line(report: Report) -> str:
    """The heading as one line, made visible: "Council: …; policy: …; checked: …"."""
    said = (f"{label.lower()}: {words}" for label, words in heading(report))
    return visible("; ".join(said))


def heading_data(report: Report) -> dict[str, Any]:
    """For which council the draft was checked that came last, and by whom and when, as JSON says it."""
    day = report.day.isoformat() if report.day else None
    return {"council": report.council or None, "checked": {"by": report.by or None, "on": day}}


def _checked(by: str, day: dt.date | None) -> str:
    parts = [f"by {by}" if by else "", f"on {day_in_words(day)}" if day else ""]
    return " ".join(filter(None, parts))
