"""What an approver is told once a month: that the council's own policy is overdue for review."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

from smcheck.review.cache import cache_folder
from smcheck.settings.council import Council
from smcheck.settings.files import write_atomically
from smcheck.settings.policy import Policy

_NAME = "reminded.json"  # by the policy's id and the approver, the month in which they were told last


def reminder(policy: Policy, council: Council, person: str, today: dt.date) -> str:
    """That the policy is overdue for review, said to an approver once a month on this computer.

    Empty for anybody else, where it was said this month, and where it is not overdue.
    """
    if not (policy.overdue(today) and council.is_approver(person)):
        return ""
    path, key = cache_folder() / _NAME, f"{policy.id} {person.strip().casefold()}"
    told, month = _told(path), f"{today:%Y-%m}"
    if told.get(key) == month:
        return ""
    with suppress(OSError):  # it is said again another time
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps({**told, key: month}))
    return (
        f"{policy.council}'s {policy.title} was to be reviewed in {policy.review_due}: "
        "if a newer one has been adopted, write it down (smcheck policy new)"
    )


def _told(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
