"""The pages on a policy, a rule and a check as data, for JSON."""

from __future__ import annotations

from typing import Any

from smcheck.reporters.reference import CheckPage, PolicyPage, RulePage


def policy_data(page: PolicyPage) -> dict[str, Any]:
    """Every rule of the policy, and what no check looks for."""
    return {
        "policy": page.policy.id,
        "rules": [rule_data(rule) for rule in page.rules],
        "not_checked": {
            "rules": [rule.id for rule in page.rules_not_checked],
            "names": list(page.names_not_checked),
        },
        "silent": [check.name for check in page.silent],
    }


def rule_data(page: RulePage) -> dict[str, Any]:
    """One rule."""
    rule = page.rule
    return {
        "id": rule.id,
        "number": rule.number,
        "section": rule.section,
        "heading": rule.heading,
        "title": rule.title,
        "gist": rule.gist,
        "citation": rule.citation,
        "severity": rule.severity.value,
        "categories": list(rule.categories),
        "ask": page.ask,
        "report": rule.report or None,
        "source": rule.source or None,
        "inherited": rule.inherited or None,
        "checks": [check.name for check in page.checks],
        "not_checked": list(page.not_checked),
    }


def check_data(page: CheckPage) -> dict[str, Any]:
    """One check."""
    check = page.check
    return {
        "name": check.name,
        "category": check.category,
        "severity": page.severity.value,
        "rules": [rule.id for rule in page.rules],
        "summary": check.summary,
        "details": check.details,
        "why": check.why,
        "flagged": list(page.flagged),
        "not_flagged": list(page.not_flagged),
        "instead": check.instead,
    }
