"""What `smcheck explain` says of a rule or a check, for an editor."""

from __future__ import annotations

from smcheck.checks import all_checks
from smcheck.model.errors import SmcheckError
from smcheck.reporters.reference import check_page, rule_page
from smcheck.reporters.reference.text import check_text, rule_text
from smcheck.settings.policy import Policy
from smcheck.settings.policy_file import load_policy


def explained(name: str, policy: Policy | None) -> str:
    """The page of the rule or the check of that name, under a policy, the built-in one where none is given.

    Raises `SmcheckError` where there is none.
    """
    policy = policy or load_policy()
    check = next((check for check in all_checks() if check.name == name), None)
    if check:
        return check_text(check_page(policy, check))
    rule = next((rule for rule in policy.rules if rule.id == name), None)
    if rule:
        return rule_text(rule_page(policy, rule))
    raise SmcheckError(f"{name!r} is no rule or check (smcheck rules lists them)")
