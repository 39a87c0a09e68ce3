"""Questions about the baseline: whether it is there, in order, and of the policy in force."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.doctor.advice import Advice, Gravity
from smcheck.doctor.case import Case
from smcheck.model.errors import ConfigError
from smcheck.settings.baseline_file import OtherPolicyError, read_baseline
from smcheck.settings.council import CONFIG_NAME
from smcheck.settings.decision_file import read_key
from smcheck.settings.policy_file import load_policy

_WRITE = "smcheck baseline write PATH --by NAME"


def there(case: Case) -> Iterator[Advice]:
    """Whether a baseline that is named is there."""
    path = case.baseline_path
    if path and not path.exists():
        what = f"{CONFIG_NAME} names a baseline that is not there, and nothing is checked until it is"
        mend = f"restore it from a backup; or {_WRITE}; or take the line baseline = out of {CONFIG_NAME}"
        yield Advice(Gravity.WRONG, what, path, mend)


def sound(case: Case) -> Iterator[Advice]:
    """Whether it can be read with the council's key, and was set down under the policy in force."""
    path = case.baseline_path
    if not path or not path.exists() or not case.key_path.exists():  # which is told of the key
        return
    policy = load_policy(case.council.policy, case.folder)
    try:
        read_baseline(path, read_key(case.key_path), policy)
    except OtherPolicyError as error:
        yield Advice(Gravity.OVERDUE, str(error), path, f"delete it, then {_WRITE}")
    except ConfigError as error:
        yield Advice(
            Gravity.WRONG, str(error), path, f"restore it from a backup; or delete it, then {_WRITE}"
        )


QUESTIONS = (there, sound)
