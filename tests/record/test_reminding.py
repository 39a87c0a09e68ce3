"""What approvers are told of a policy whose review is overdue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from smcheck import load_policy
from smcheck.record import reminding

LATE = dt.date(2027, 12, 1)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has been told anything yet."""
    monkeypatch.setattr(reminding, "cache_folder", lambda: tmp_path)


@pytest.mark.parametrize(
    ("policy", "due", "advice"),
    [
        ("leigh-on-sea", "November 2024: see whether a newer one was adopted", "smcheck policy new"),
        ("british-councils", "November 2027: a newer smcheck may have newer clauses", "smcheck policy new"),
        ("ours.toml", "November 2024: see whether a newer one was adopted", "bring ours.toml up to date"),
    ],
)
def test_it_says_what_is_overdue_and_what_to_do(policy: str, due: str, advice: str) -> None:
    loaded = load_policy("leigh-on-sea" if policy == "ours.toml" else policy)
    said = reminding.reminder(loaded, policy, LATE)
    assert f"was due for review in {due}" in said
    assert advice in said


def test_it_is_said_once_a_month() -> None:
    loaded, days = load_policy(), (LATE, LATE + dt.timedelta(9), dt.date(2028, 1, 1), dt.date(2024, 11, 1))
    assert [bool(reminding.reminder(loaded, "leigh-on-sea", day)) for day in days] == [
        True,
        False,
        True,
        False,
    ]
