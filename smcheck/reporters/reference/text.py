"""The pages on a policy, a rule and a check for a terminal."""

from __future__ import annotations

from smcheck.reporters.paragraphs import bullets, paragraph
from smcheck.reporters.reference import CheckPage, PolicyPage, RulePage


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
        checks = ", ".join(check.name for check in entry.checks) or "nothing a draft could show"
        lines.append(paragraph(f"{rule.id:<4} {rule.title} ({rule.severity})", "  "))
        lines.append(paragraph(checks, "         "))
    return "\n".join([*lines, "", "smcheck explain RULE says more."])


def rule_text(page: RulePage) -> str:
    """One rule."""
    rule = page.rule
    lines = [f"{rule.citation}: {rule.title}", "", paragraph(rule.gist), "", f"Severity: {rule.severity}"]
    lines.append(f"Ask: {page.ask}")
    if rule.report:
        lines += ["", paragraph(rule.report)]
    lines += ["", "Checks:" if page.checks else "No check: a draft's text cannot show a breach of this rule."]
    return "\n".join([*lines, *bullets(f"{check.name}: {check.summary}" for check in page.checks)])


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
