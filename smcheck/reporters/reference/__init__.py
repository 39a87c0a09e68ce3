"""What the pages on a policy, a rule and a check say, whatever their form: text, JSON or Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smcheck.checks import Check, all_checks
from smcheck.model.category import CATEGORIES, PARTS, TRAITS, Category, parts_of
from smcheck.model.draft import KINDS
from smcheck.model.finding import Severity
from smcheck.model.masking import star_out
from smcheck.settings.policy import Policy, Rule
from smcheck.settings.tables import did_you_mean
from smcheck.text import load_lexicon
from smcheck.text.view import TextView

_BY_TOPICS: Category = "topic-scope"
_Citing = Sequence[tuple[Check, Mapping[str, frozenset[str]]]]


@dataclass(frozen=True)
class RulePage:
    """A rule with whom to ask about it and the checks whose findings cite it.

    `not_checked` are the categories and checks that it names and for which there is no check, or one that
    finds nothing, as that on topics where none are listed.
    """

    policy: Policy
    rule: Rule
    ask: str
    checks: tuple[Check, ...]
    not_checked: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckPage:
    """A check with what the policy says of its findings, and its examples, the coarse words starred out."""

    policy: Policy
    check: Check
    severity: Severity
    rules: tuple[Rule, ...]
    flagged: tuple[str, ...]
    not_flagged: tuple[str, ...]


@dataclass(frozen=True)
class PolicyPage:
    """A policy with the pages of its rules, in order; the `silent` checks are those that no rule governs."""

    policy: Policy
    rules: tuple[RulePage, ...]
    silent: tuple[Check, ...] = ()

    @property
    def rules_not_checked(self) -> tuple[Rule, ...]:
        """Rules behind which there is no check at all, and which no finding before a poll cites."""
        period = self.policy.pre_election
        cited = period.rule if period else None
        return tuple(page.rule for page in self.rules if not page.checks and page.rule.id != cited)

    @property
    def names_not_checked(self) -> tuple[str, ...]:
        """Categories and checks that rules name and by which nothing is found, each once."""
        return tuple(dict.fromkeys(name for page in self.rules for name in page.not_checked))


def policy_page(policy: Policy) -> PolicyPage:
    """What is said of a policy."""
    citing = _citing(policy)
    pages = tuple(_rule_page(policy, rule, citing) for rule in policy.rules)
    governed = {
        name for page in pages for name in (*(check.name for check in page.checks), *page.not_checked)
    }
    return PolicyPage(policy, pages, tuple(check for check in all_checks() if check.name not in governed))


def rule_page(policy: Policy, rule: Rule) -> RulePage:
    """What is said of a rule of the policy."""
    return _rule_page(policy, rule, _citing(policy))


def _rule_page(policy: Policy, rule: Rule, citing: _Citing) -> RulePage:
    kinds = rule.kinds or KINDS
    listed = any(policy.topics(kind) for kind in kinds)
    checks = [check for check, cited in citing if any(rule.id in cited[kind] for kind in kinds)]
    finding = tuple(check for check in checks if listed or check.category != _BY_TOPICS)
    idle = tuple(check.category for check in checks if check not in finding)
    return RulePage(policy, rule, rule.ask or policy.ask, finding, (*_not_checked(rule), *idle))


def _citing(policy: Policy) -> _Citing:
    """Every check, with the ids of the rules that its findings can cite in drafts of each kind."""
    return [(check, {kind: _cited(policy, check, kind) for kind in KINDS}) for check in all_checks()]


def _cited(policy: Policy, check: Check, kind: str) -> frozenset[str]:
    return frozenset(rule.id for rule in policy.rules_about(check.category, kind, check.name))


def _not_checked(rule: Rule) -> tuple[str, ...]:
    names = {check.name for check in all_checks()}
    categories = (category for category in rule.categories if category not in (*CATEGORIES, *PARTS))
    return (*categories, *(name for name in rule.checks if name not in names))


def missing_check(name: str) -> str:
    """What is said of a category or a check that a policy names and by which nothing is found."""
    if name == _BY_TOPICS:
        return f"{name}: finds nothing: no topics are listed (topics = [...] in the clause does)"
    if name in TRAITS:
        return f"{name}: {TRAITS[name].about}"
    return name + did_you_mean(name, (check.name for check in all_checks()))


def check_page(policy: Policy, check: Check) -> CheckPage:
    """What is said of a check under the policy."""
    return CheckPage(
        policy,
        check,
        gravest(policy, check),
        policy.rules_about(check.category, check=check.name),
        tuple(map(_starred, check.flagged)),
        tuple(check.not_flagged),
    )


def gravest(policy: Policy, check: Check) -> Severity:
    """How grave the findings of a check can be, whatever part of its category they are about."""
    severities = (
        policy.severity(check.category, check=check.name, part=part)
        for part in ("", *parts_of(check.category))
        if policy.governing(check.category, check=check.name, part=part)
    )
    return max(severities, key=lambda severity: severity.rank, default=Severity.NOTE)


def _starred(example: str) -> str:
    """An example with its slurs and strong words starred out."""
    view = TextView(example, load_lexicon(()))
    coarse = (*view.terms("obscenity", "always"), *view.terms("discrimination", "slur"))
    for match in sorted(coarse, reverse=True):
        example = example[: match.start] + star_out(example[match.start : match.end]) + example[match.end :]
    return example
