"""Text and JSON about rules and checks, for `rules` and `explain`."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smcheck.checks import Check, all_checks
from smcheck.model.category import CATEGORIES, TRAITS
from smcheck.model.draft import KINDS
from smcheck.model.masking import star_out
from smcheck.settings.council import find_config, load_council
from smcheck.settings.policy import Policy, Rule, load_policy
from smcheck.settings.tables import did_you_mean
from smcheck.text import load_lexicon
from smcheck.text.view import TextView

_WIDEST = 90
_BELOW = " " * 9  # the title of a rule


def policy_in_force(config: Path | None) -> Policy:
    """The policy of the given configuration, or of the nearest one; raises `ConfigError`."""
    council = load_council(config or find_config(Path()))
    return load_policy(council.policy, council.folder)


def checks_of(policy: Policy, rule: Rule) -> tuple[Check, ...]:
    """Checks whose findings cite the rule."""
    kinds = rule.kinds or KINDS
    return tuple(
        check
        for check in all_checks()
        if any(rule in policy.governing(check.category, kind, check.name) for kind in kinds)
    )


def unchecked(rule: Rule) -> tuple[str, ...]:
    """Categories and checks that the rule names and that do not exist as checks."""
    names = {check.name for check in all_checks()}
    categories = (category for category in rule.categories if category not in CATEGORIES)
    return (*categories, *(name for name in rule.checks if name not in names))


def shown(example: str) -> str:
    """An example with its slurs and strong words starred out."""
    view = TextView(example, load_lexicon(()))
    coarse = (*view.terms("obscenity", "always"), *view.terms("discrimination", "slur"))
    for match in sorted(coarse, reverse=True):
        example = example[: match.start] + star_out(example[match.start : match.end]) + example[match.end :]
    return example


def paragraph(text: str, indent: str = "") -> str:
    """The text in lines as wide as the terminal, each after the indent."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)


def bullets(items: Iterable[str]) -> Iterable[str]:
    """Each item as a bullet, in lines as wide as the terminal."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for item in items:
        yield textwrap.fill(item, width, initial_indent="  - ", subsequent_indent="    ")


def rules_page(policy: Policy) -> str:
    """Every rule with its severity and checks, for a terminal."""
    lines = [f"{policy.council}: {policy.title}", f"Adopted {policy.adopted}, review due {policy.review_due}"]
    place = ""
    for rule in policy.rules:
        where = f"Section {rule.section}, {rule.heading}"
        if where != place:
            place = where
            lines += ["", where]
        checks = ", ".join(check.name for check in checks_of(policy, rule))
        missing = ", ".join(unchecked(rule))
        lines.append(paragraph(f"{rule.id:<4} {rule.title} ({rule.severity})", "  "))
        if checks or not missing:
            lines.append(paragraph(checks or "nothing a draft could show", _BELOW))
        if missing:
            lines.append(paragraph(f"not checked: {missing}", _BELOW))
    return "\n".join([*lines, *_not_checked(policy), "", "smcheck explain RULE says more."])


def _not_checked(policy: Policy) -> Iterator[str]:
    """What the policy asks for and no check looks for, for a terminal."""
    rules = [f"{rule.id}: {rule.title}" for rule in policy.rules if not checks_of(policy, rule)]
    named = dict.fromkeys(name for rule in policy.rules for name in unchecked(rule))
    if rules or named:
        yield from ("", "Not checked; read the draft for these yourself:")
        yield from bullets((*rules, *map(missing_check, named)))


def missing_check(name: str) -> str:
    """What is said of a category or a check that a policy names and for which there is no check."""
    if name in TRAITS:
        return f"{name}: {TRAITS[name].about}"
    return name + did_you_mean(name, (check.name for check in all_checks()))


def rule_page(policy: Policy, rule: Rule) -> str:
    """One rule, for a terminal."""
    lines = [f"{rule.citation}: {rule.title}", "", paragraph(rule.gist), "", f"Severity: {rule.severity}"]
    lines.append(f"Ask: {rule.ask or policy.ask}")
    if rule.report:
        lines += ["", paragraph(rule.report)]
    checks, missing = checks_of(policy, rule), unchecked(rule)
    if checks or not missing:
        lines += ["", "Checks:" if checks else "No check: a draft's text cannot show a breach of this rule."]
    lines += bullets(f"{check.name}: {check.summary}" for check in checks)
    if missing:
        lines += ["", "Not checked, since there is no check:", *bullets(map(missing_check, missing))]
    return "\n".join(lines)


def check_page(policy: Policy, check: Check) -> str:
    """One check, for a terminal."""
    rules = policy.governing(check.category, check=check.name)
    severity = policy.severity(check.category, check=check.name)
    lines = [f"{check.name} ({severity})", "", paragraph(check.summary)]
    lines += ["", paragraph(check.details)] if check.details else []
    lines += ["", "Why:", paragraph(check.why, "  ")]
    lines += ["", "Rules:", *bullets(f"{rule.citation}: {rule.title}" for rule in rules)]
    lines += ["", "Flagged:", *bullets(shown(example) for example in check.flagged)]
    lines += ["", "Not flagged:", *bullets(check.not_flagged)]
    return "\n".join([*lines, "", "Instead:", paragraph(check.instead, "  ")])


def rules_data(policy: Policy) -> dict[str, Any]:
    """Every rule, and what no check looks for, for JSON."""
    named = dict.fromkeys(name for rule in policy.rules for name in unchecked(rule))
    return {
        "policy": policy.id,
        "rules": [rule_data(policy, rule) for rule in policy.rules],
        "not_checked": {
            "rules": [rule.id for rule in policy.rules if not checks_of(policy, rule)],
            "names": list(named),
        },
    }


def rule_data(policy: Policy, rule: Rule) -> dict[str, Any]:
    """One rule, for JSON."""
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
        "ask": rule.ask or policy.ask,
        "report": rule.report or None,
        "checks": [check.name for check in checks_of(policy, rule)],
        "not_checked": list(unchecked(rule)),
    }


def check_data(policy: Policy, check: Check) -> dict[str, Any]:
    """One check, for JSON."""
    return {
        "name": check.name,
        "category": check.category,
        "severity": policy.severity(check.category, check=check.name).value,
        "rules": [rule.id for rule in policy.governing(check.category, check=check.name)],
        "summary": check.summary,
        "details": check.details,
        "why": check.why,
        "flagged": [shown(example) for example in check.flagged],
        "not_flagged": list(check.not_flagged),
        "instead": check.instead,
    }
