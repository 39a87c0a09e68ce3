"""The pages on a policy, a rule and a check for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.model.showing import month_in_words
from smcheck.reporters.paragraphs import bullets, paragraph
from smcheck.reporters.reference import CheckPage, PolicyPage, RulePage, missing_check

_BELOW = " " * 9  # the title of a rule


def policy_text(page: PolicyPage) -> str:
    """Every rule with its severity and checks."""
    policy = page.policy
    due = f", review due {month_in_words(policy.review_due)}" if policy.review_due else ""
    adopted = "No council's own policy; as of" if policy.is_common else "Adopted"
    lines = [f"{policy.council}: {policy.title}", f"{adopted} {month_in_words(policy.adopted)}{due}"]
    place = ""
    for entry in page.rules:
        rule = entry.rule
        where = rule.place[:1].upper() + rule.place[1:]
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


def coverage_text(page: PolicyPage) -> str:
    """Which of a policy's clauses are checked, and which checks find nothing under it."""
    policy = page.policy
    checked = [rule for rule in page.rules if rule.checks]
    lines = [
        f"{policy.council}: {policy.title}",
        "",
        f"{len(checked)} of {len(page.rules)} clauses have checks:",
    ]
    for entry in checked:
        rule, taken_over = entry.rule, " (taken over)" if entry.rule.inherited else ""
        lines.append(paragraph(f"{rule.id}: {rule.title} ({rule.severity}){taken_over}", "  "))
        lines.append(paragraph(", ".join(check.name for check in entry.checks), _BELOW))
    lines += _not_checked(page)
    if page.silent:
        lines += ["", "No clause governs these checks, so they find nothing under this policy:"]
        lines.append(paragraph(", ".join(check.name for check in page.silent), "  "))
    return "\n".join(lines)


def rule_text(page: RulePage) -> str:
    """One rule."""
    rule = page.rule
    lines = [f"{rule.citation}: {rule.title}", "", paragraph(rule.gist), "", f"Severity: {rule.severity}"]
    lines.append(f"Ask: {page.ask}")
    lines += [paragraph(f"Source: {rule.source}")] if rule.source else []
    lines += [f"Taken over from: {rule.inherited}"] if rule.inherited else []
    if rule.report:
        lines += ["", paragraph(rule.report)]
    if page.checks or not page.not_checked:
        none = "No check: a draft's text cannot show a breach of this rule."
        lines += ["", "Checks:" if page.checks else none]
    lines += bullets(f"{check.name}: {check.summary}" for check in page.checks)
    if page.not_checked:
        lines += ["", "Not checked:", *bullets(map(missing_check, page.not_checked))]
    return "\n".join(lines)


def check_text(page: CheckPage) -> str:
    """One check."""
    check = page.check
    lines = [f"{check.name} ({page.severity})", "", paragraph(check.summary)]
    lines += ["", paragraph(check.details)] if check.details else []
    lines += ["", "Why:", paragraph(check.why, "  ")]
    whose = "smcheck's common clauses" if page.policy.is_common else f"{page.policy.council}'s policy"
    silent = f"No rule of {whose} governs it: it finds nothing."
    rules = [*bullets(f"{rule.citation}: {rule.title}" for rule in page.rules)]
    lines += ["", "Rules:", *rules] if rules else ["", paragraph(silent)]
    lines += ["", "Flagged:", *bullets(page.flagged)]
    lines += ["", "Not flagged:", *bullets(page.not_flagged)]
    return "\n".join([*lines, "", "Instead:", paragraph(check.instead, "  ")])
