"""The gravest subjects that a policy leaves to nobody, or to advice: who made it may not have meant that."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from smcheck.checks import all_checks
from smcheck.model.category import MODERATED, TRAITS, Category
from smcheck.model.draft import KINDS
from smcheck.model.finding import Severity
from smcheck.settings.policy import Policy

GRAVEST: tuple[Category, ...] = (
    "personal-contact", "personal-data", "confidential", "abuse", "discrimination", "threat", "defamation",
)  # fmt: skip
"""Categories whose findings may harm somebody once they are posted."""

_DRAFTS = {"post": "posts", "reply": "replies", "email": "e-mails", "comment": "comments"}


def unguarded(policy: Policy, kinds: Collection[str] = ("post",)) -> tuple[str, ...]:
    """A sentence for each way in which the policy leaves the gravest subjects of such drafts unguarded.

    Empty where a clause governs them all, and takes each for more than advice. What is confidential is not
    looked for in residents' comments, whatever the policy.
    """
    said: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind in kinds:
            for sentence in _unguarded(policy, kind):
                said.setdefault(sentence, []).append(_DRAFTS[kind])
    return tuple(f"{sentence} (in {', '.join(drafts)})" for sentence, drafts in said.items())


def _unguarded(policy: Policy, kind: str) -> Iterator[str]:
    levels = {
        category: _gravest(policy, category, kind)
        for category in GRAVEST
        if kind != "comment" or category in MODERATED
    }
    if nothing := ", ".join(_in_words(name) for name, level in levels.items() if level is None):
        yield f"no clause of {policy.title} governs these, so nothing is said of them: {nothing}"
    if advice := ", ".join(_in_words(name) for name, level in levels.items() if level is Severity.NOTE):
        yield f"{policy.title} takes these for advice only, however grave: {advice}"


def _gravest(policy: Policy, category: Category, kind: str) -> Severity | None:
    """How grave findings of the category can be in such drafts; None where no clause governs any."""
    severities = [
        policy.severity(category, kind, check.name)
        for check in all_checks()
        if check.category == category and policy.governing(category, kind, check.name)
    ]
    return max(severities, key=lambda severity: severity.rank, default=None)


def _in_words(category: Category) -> str:
    return f"{category} ({TRAITS[category].about})"
