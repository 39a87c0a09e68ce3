"""What approvers are told once a month: that the council's policy is overdue for review."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

from smcheck.review.cache import cache_folder
from smcheck.settings.files import write_atomically
from smcheck.settings.overdue import overdue
from smcheck.settings.policy import Policy

_NAME = "reminded.json"  # by the policy's id, the month in which it was told last


def reminder(policy: Policy, name: str, today: dt.date) -> str:
    """That the policy, which the settings call `name`, is overdue for review; said once a month here.

    Empty where it was said on this computer this month, and where it is not overdue.
    """
    late = overdue(policy, name, today)
    if late is None:
        return ""
    path = cache_folder() / _NAME
    told, month = _told(path), f"{today:%Y-%m}"
    if told.get(policy.id) == month:
        return ""
    with suppress(OSError):  # it is said again another time
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps({**told, policy.id: month}))
    return "; ".join(late)


def _told(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
