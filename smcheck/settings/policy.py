"""A council's policy as data: its rules, what each governs, and how grave a breach is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smcheck.model.category import TRAITS
from smcheck.model.draft import KINDS
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.settings.tables import Table, nearest, read_toml

_FOLDER = Path(__file__).with_name("policies")
BUILT_IN = "leigh-on-sea"

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MISSPELT = 0.75  # as much alike are "tome" and "tone"; "conduct" and "court-proceedings" are not


@dataclass(frozen=True)
class Rule:
    """One clause of a policy.

    `id` is what findings cite ("9", "monitoring-c"); `number` is set for numbered rules only. `gist` is
    the clause in our own words. `categories` may be such as no check is about. `severities` overrides
    `severity` for single categories. `kinds` limits the rule to some kinds of draft; empty means all.
    `checks` names checks that the rule governs whatever their category; other rules do not govern these.
    """

    id: str
    section: str
    heading: str
    title: str
    gist: str
    severity: Severity
    number: int | None = None
    categories: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    ask: str = ""
    report: str = ""

    @property
    def name(self) -> str:
        """What people call the rule: "Rule 9", or the title where it has no number."""
        return f"Rule {self.number}" if self.number is not None else self.title

    @property
    def citation(self) -> str:
        """The rule with its place in the policy: "Rule 9 (section 4, Rules for Social Media)"."""
        return f"{self.name} (section {self.section}, {self.heading})"


@dataclass(frozen=True)
class PreElection:
    """What holds in the period before a poll: the rule that is cited then, and the law in words."""

    rule: str
    law: str


@dataclass(frozen=True)
class Policy:
    """A policy: who adopted it and when, whom to ask, and its rules in the policy's own order."""

    id: str
    title: str
    council: str
    adopted: str
    review_due: str
    ask: str
    rules: tuple[Rule, ...]
    pre_election: PreElection | None = None

    def governing(self, category: str, kind: str = "post", check: str = "") -> tuple[Rule, ...]:
        """Rules that such a finding cites in such a draft, in the policy's order; may be empty."""
        named = tuple(rule for rule in self.rules if check in rule.checks)
        return named or tuple(
            rule
            for rule in self.rules
            if category in rule.categories and (not rule.kinds or kind in rule.kinds)
        )

    def severity(self, category: str, kind: str = "post", check: str = "") -> Severity:
        """How grave a finding of this category is: the gravest of the rules that govern it."""
        governing = self.governing(category, kind, check)
        severities = [rule.severities.get(category, rule.severity) for rule in governing]
        return max(severities, key=lambda severity: severity.rank, default=Severity.NOTE)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; raises `KeyError` where the policy has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def overdue(self, today: dt.date) -> bool:
        """Whether the month in which the policy was to be reviewed has passed."""
        return bool(self.review_due) and f"{today:%Y-%m}" > self.review_due


def built_in_policies() -> tuple[str, ...]:
    """Ids of the policies that ship with smcheck."""
    return tuple(sorted(path.stem.replace("_", "-") for path in _FOLDER.glob("*.toml")))


def load_policy(name: str = BUILT_IN, base: Path | None = None) -> Policy:
    """The shipped policy of that id, or the policy file of that path (relative to `base`).

    Raises `ConfigError`, with file and place, where it is missing or malformed.
    """
    if name in built_in_policies():
        path = _FOLDER / f"{name.replace('-', '_')}.toml"
    else:
        path = (base or Path()) / name
        if not path.is_file():
            known = ", ".join(built_in_policies())
            raise ConfigError(f"policy {name!r}: no such file, and not one of the built-in ones ({known})")
    return _policy(read_toml(path, "policy"))


def _policy(table: Table) -> Policy:
    rules = tuple(_rule(entry) for entry in table.tables("rule"))
    policy = Policy(
        id=table.text("id"),
        title=table.text("title"),
        council=table.text("council"),
        adopted=table.month("adopted"),
        review_due=table.month("review_due", default=""),
        ask=table.text("ask"),
        rules=rules,
        pre_election=_pre_election(table),
    )
    table.finish()
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise ConfigError(f"{table.where}: rule id {rule_id!r} is used more than once")
    if not rules:
        raise ConfigError(f"{table.where}: the policy has no [[rule]]")
    if policy.pre_election and policy.pre_election.rule not in ids:
        raise ConfigError(f"{table.where}: pre_election: there is no rule {policy.pre_election.rule!r}")
    return policy


def _pre_election(table: Table) -> PreElection | None:
    if "pre_election" not in table.keys:
        return None
    period = table.table("pre_election")
    found = PreElection(period.text("rule"), period.text("law"))
    period.finish()
    return found


def _rule(table: Table) -> Rule:
    categories = table.texts("categories", default=())
    _refuse_misspelt(table, categories)
    severities = {key: _severity(table, "severities", value) for key, value in table.mapping("severities")}
    for category in severities:
        if category not in categories:
            raise table.error("severities", f"{category!r} is not among this rule's categories")
    kinds = table.texts("kinds", default=())
    for kind in kinds:
        if kind not in KINDS:
            raise table.error("kinds", f"unknown kind of draft {kind!r}", kind, KINDS)
    rule = Rule(
        id=table.text("id"),
        number=table.number("number", default=None),
        section=table.text("section"),
        heading=table.text("heading"),
        title=table.text("title"),
        gist=table.text("gist"),
        severity=_severity(table, "severity", table.text("severity")),
        categories=categories,
        checks=table.texts("checks", default=()),
        severities=severities,
        kinds=kinds,
        ask=table.text("ask", default=""),
        report=table.text("report", default=""),
    )
    table.finish()
    return rule


def _refuse_misspelt(table: Table, categories: Iterable[str]) -> None:
    """Refuse names that are nearly those of known categories; any other is a category without a check."""
    for name in categories:
        if name in TRAITS:
            continue
        if not _NAME.fullmatch(name):
            form = "a name has lower-case letters, digits and hyphens"
            raise table.error("categories", f"{name!r} is no name: {form}", name.casefold(), tuple(TRAITS))
        if nearest(name, TRAITS, _MISSPELT):
            raise table.error("categories", f"unknown category {name!r}", name, tuple(TRAITS))


def _severity(table: Table, key: str, value: Any) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise table.error(key, f"unknown severity {value!r}", str(value), tuple(Severity)) from None
