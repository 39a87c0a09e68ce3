"""A council's policy as data: its rules, what each governs, and how grave a breach is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from smcheck.model.category import MODERATED, parts_of
from smcheck.model.finding import Severity

BUILT_IN = "leigh-on-sea"
"""The policy that applies where a council names none."""

COMMON = "british-councils"
"""The policy of what councils' policies have in common, which others inherit."""

WORDS: Mapping[Severity, str] = {
    Severity.ERROR: "do not post",
    Severity.WARNING: "ask {ask} first",
    Severity.NOTE: "advice only",
}
"""What a severity means for a draft, where the policy says it in no words of its own."""


@dataclass(frozen=True)
class Rule:
    """One clause of a policy.

    `id` is what findings cite ("9", "monitoring-c"); `number` is set for numbered rules only. `gist` is
    the clause in our own words. `categories` may be such as no check is about. `severities` overrides
    `severity` for single categories. `kinds` limits the rule to some kinds of draft; empty means all.
    `checks` names checks that the rule governs whatever their category; other rules do not govern these.
    `topics` are what may be posted, where the rule lists it: names of `TOPICS`.
    `label` is what people call it where it has no number ("Clause 2.1"); empty: its title serves.
    `section` and `heading` say where it stands, `section` may be empty. `source` is the law or the code that
    it rests on, `inherited` the title of the policy that it was taken over from, unchanged ("" for a clause
    of the council's own).
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
    topics: tuple[str, ...] = ()
    ask: str = ""
    report: str = ""
    source: str = ""
    inherited: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """What people call the rule: "Rule 9", "Clause 2.1", or the title where it has neither."""
        return f"Rule {self.number}" if self.number is not None else self.label or self.title

    @property
    def quoted(self) -> str:
        """The same within a sentence, where a title stands in quotation marks."""
        return self.name if self.number is not None else f"“{self.title}”"

    @property
    def place(self) -> str:
        """Where it stands: "section 4, Rules for Social Media"; the heading alone where it has no section."""
        return f"section {self.section}, {self.heading}" if self.section else self.heading

    @property
    def citation(self) -> str:
        """The rule with its place in the policy: "Rule 9 (section 4, Rules for Social Media)"."""
        return f"{self.name} ({self.place})"


@dataclass(frozen=True)
class PreElection:
    """What holds in the period before a poll: the rule that is cited then, and the law in words."""

    rule: str
    law: str


@dataclass(frozen=True)
class Policy:
    """A policy: who adopted it and when, whom to ask, and its rules in the policy's own order.

    The council's own clauses come first, those taken over from another policy follow. `we` is how the council
    speaks of itself within a sentence, `words` what a severity means for a draft ("{ask}" stands for `ask`).
    """

    id: str
    title: str
    council: str
    adopted: str
    review_due: str
    ask: str
    rules: tuple[Rule, ...]
    pre_election: PreElection | None = None
    we: str = "the council"
    words: Mapping[Severity, str] = field(default_factory=lambda: WORDS)

    @property
    def is_common(self) -> bool:
        """Whether it is no council's own, but what smcheck has put together of many."""
        return self.id == COMMON

    def governing(
        self, category: str, kind: str = "post", check: str = "", part: str = ""
    ) -> tuple[Rule, ...]:
        """Rules that such a finding cites in such a draft, in the policy's order; may be empty.

        Rules that name the `part` of the category go before those that name the whole, but for a clause of
        the council's own, which goes before what was taken over. A resident's comment falls under the rules
        for comments alone, where one is about the category; else under those on what is abusive, private or
        unlawful, whoever wrote it.
        """
        if kind == "comment":
            return self._on_comments(category, check)
        named = tuple(rule for rule in self.rules if check in rule.checks)
        of_part, of_whole = self._about(part, kind), self._about(category, kind)
        if named or not of_part:
            return named or of_whole
        if any(not rule.inherited for rule in of_part):
            return of_part
        return (*(rule for rule in of_whole if not rule.inherited), *of_part)

    def _about(self, category: str, kind: str) -> tuple[Rule, ...]:
        """Rules that name a category, or a part of one, and hold for such a draft."""
        return tuple(
            rule
            for rule in self.rules
            if category in rule.categories and (not rule.kinds or kind in rule.kinds)
        )

    def rules_about(self, category: str, kind: str = "post", check: str = "") -> tuple[Rule, ...]:
        """Rules that findings of the category can cite, whatever part of it they are about, in order."""
        cited = {
            rule.id
            for part in ("", *parts_of(category))
            for rule in self.governing(category, kind, check, part)
        }
        return tuple(rule for rule in self.rules if rule.id in cited)

    def _on_comments(self, category: str, check: str) -> tuple[Rule, ...]:
        about = [rule for rule in self.rules if category in rule.categories or check in rule.checks]
        ours = tuple(rule for rule in about if "comment" in rule.kinds)
        if ours or category not in MODERATED:
            return ours
        return tuple(rule for rule in about if not rule.kinds)

    def severity(self, category: str, kind: str = "post", check: str = "", part: str = "") -> Severity:
        """How grave a finding of this category is: the gravest of the rules that govern it.

        Where a clause of the council's own governs it, those that it took over have no say.
        """
        governing = self.governing(category, kind, check, part)
        own = [rule for rule in governing if not rule.inherited]
        severities = [
            rule.severities.get(part, rule.severities.get(category, rule.severity))
            for rule in own or governing
        ]
        return max(severities, key=lambda severity: severity.rank, default=Severity.NOTE)

    def topics(self, kind: str = "post") -> frozenset[str]:
        """What may be posted in such a draft; empty where no rule on topics lists any."""
        return frozenset(topic for rule in self.governing("topic-scope", kind) for topic in rule.topics)

    def meaning(self, severity: Severity) -> str:
        """What a severity means for a draft, such as "ask the Town Clerk first"."""
        return self.words[severity].replace("{ask}", self.ask)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; raises `KeyError` where the policy has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def overdue(self, today: dt.date) -> bool:
        """Whether the month in which the policy was to be reviewed has passed."""
        return bool(self.review_due) and f"{today:%Y-%m}" > self.review_due
