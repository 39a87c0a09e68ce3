"""The pages on a policy, a rule and a check for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.reporters.paragraphs import bullets, paragraph
from smcheck.reporters.reference import CheckPage, PolicyPage, RulePage, missing_check

_BELOW = " " * 9  # the title of a rule


def policy_text(page: PolicyPage) -> str:
    """Every rule with its severity and checks."""
    policy = page.policy
    lines = [f"{policy.council}: {policy.title}", f"Adopted {policy.adopted}, review due {policy.review_due}"]
    place = ""
    for entry in page.rules:
        rule = entry.rule
        where = f"Section {rule.section}, {rule.heading}"
        if where != place:
            place = where
            lines += ["", where]
        lines.append(paragraph(f"{rule.id:<4} {rule.title} ({rule.severity})", "  "))
        if entry.checks or not entry.not_checked:
            checks = ", ".join(check.name for check in entry.checks)
            lines.append(paragraph(checks or "nothing a draft could show", _BELOW))
        if entry.not_checked:
            lines.append(paragraph(f"not checked: {', '.join(entry.not_checked)}", _BELOW))
    return "\n".join([*lines, *_not_checked(page), "", "smcheck explain RULE says more."])


def _not_checked(page: PolicyPage) -> Iterator[str]:
    """What the policy asks for and no check looks for."""
    rules = [f"{rule.id}: {rule.title}" for rule in page.rules_not_checked]
    if rules or page.names_not_checked:
        yield from ("", "Not checked; read the draft for these yourself:")
        yield from bullets((*rules, *map(missing_check, page.names_not_checked)))


def rule_text(page: RulePage) -> str:
    """One rule."""
    rule = page.rule
    lines = [f"{rule.citation}: {rule.title}", "", paragraph(rule.gist), "", f"Severity: {rule.severity}"]
    lines.append(f"Ask: {page.ask}")
    if rule.report:
        lines += ["", paragraph(rule.report)]
    if page.checks or not page.not_checked:
        none = "No check: a draft's text cannot show a breach of this rule."
        lines += ["", "Checks:" if page.checks else none]
    lines += bullets(f"{check.name}: {check.summary}" for check in page.checks)
    if page.not_checked:
        lines += ["", "Not checked, since there is no check:", *bullets(map(missing_check, page.not_checked))]
    return "\n".join(lines)


def check_text(page: CheckPage) -> str:
    """One check."""
    check = page.check
    lines = [f"{check.name} ({page.severity})", "", paragraph(check.summary)]
    lines += ["", paragraph(check.details)] if check.details else []
    lines += ["", "Why:", paragraph(check.why, "  ")]
    lines += ["", "Rules:", *bullets(f"{rule.citation}: {rule.title}" for rule in page.rules)]
    lines += ["", "Flagged:", *bullets(page.flagged)]
    lines += ["", "Not flagged:", *bullets(page.not_flagged)]
    return "\n".join([*lines, "", "Instead:", paragraph(check.instead, "  ")])
