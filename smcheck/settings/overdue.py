"""What is said of a policy whose review is overdue, and what mends it."""

from __future__ import annotations

import datetime as dt

from smcheck.model.showing import month_in_words
from smcheck.settings.policy import Policy
from smcheck.settings.policy_file import built_in_policies


def overdue(policy: Policy, name: str, today: dt.date) -> tuple[str, str] | None:
    """That the policy is overdue for review, and what is to be done; None where it is not.

    `name` is how the settings name it: a built-in one is replaced by the council's own, a file is edited.
    """
    if not policy.overdue(today):
        return None
    what = (
        f"the policy ({policy.council}, {policy.title}) was due for review in "
        f"{month_in_words(policy.review_due)}: "
        + (
            "a newer smcheck may have newer clauses"
            if policy.is_common
            else "see whether a newer one was adopted"
        )
    )
    if name in built_in_policies():
        return what, "smcheck policy new writes down the one that holds now; smcheck rules shows this one"
    return what, f"bring {name} up to date, review_due in it too; smcheck rules shows it"
