"""Reading policies: files that stand by themselves, or that take over what another has and change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from smcheck.model.category import TRAITS
from smcheck.model.draft import KINDS
from smcheck.model.errors import ConfigError
from smcheck.model.finding import Severity
from smcheck.model.topics import TOPICS
from smcheck.settings.policy import BUILT_IN, WORDS, Policy, PreElection, Rule
from smcheck.settings.tables import Table, nearest, parse_toml, read_toml

_FOLDER = Path(__file__).with_name("policies")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MISSPELT = 0.75  # as much alike are "tome" and "tone"; "conduct" and "court-proceedings" are not
_WE = "the council"
_MOST_HEIRS = 8


def built_in_policies() -> tuple[str, ...]:
    """Ids of the policies that ship with smcheck."""
    return tuple(sorted(path.stem.replace("_", "-") for path in _FOLDER.glob("*.toml")))


def load_policy(name: str = BUILT_IN, base: Path | None = None) -> Policy:
    """The shipped policy of that id, or the policy file of that path (relative to `base`).

    A file that inherits takes over every clause of the policy that it names but those that it leaves out; a
    clause of the same id changes what it gives and keeps the rest. Raises `ConfigError`, with file and place,
    where it is missing or malformed.
    """
    return _load(name, base or Path(), ())


def policy_in(content: str, path: Path) -> Policy:
    """The policy of a content that is to be written to `path`; raises `ConfigError` as `load_policy` does."""
    return _of_table(parse_toml(content.encode("utf-8"), str(path), "policy"), path, ())


def policy_files(name: str, base: Path) -> tuple[Path, ...]:
    """The files of a policy, its own first, then those that it inherits; none for a built-in one.

    Raises `ConfigError` where one that is there cannot be read; one that is missing is the last.
    """
    files: list[Path] = []
    while name and name not in built_in_policies():
        path = base / name
        if path in files:
            break
        files.append(path)
        name = read_toml(path, "policy").text("inherits", default="") if path.is_file() else ""
        base = path.parent
    return tuple(files)


def _load(name: str, base: Path, heirs: tuple[Path, ...]) -> Policy:
    path = _path(name, base)
    if path in heirs:
        raise ConfigError(f"{heirs[-1]}: inherits: {name!r} inherits from this policy itself")
    if len(heirs) > _MOST_HEIRS:
        raise ConfigError(f"{heirs[0]}: inherits: more than {_MOST_HEIRS} policies, one from the other")
    return _of_table(read_toml(path, "policy"), path, heirs)


def _of_table(table: Table, path: Path, heirs: tuple[Path, ...]) -> Policy:
    parent = table.text("inherits", default="")
    if not parent:
        return _policy(table, None)
    if parent != Path(parent).name or (path.parent / parent).is_symlink():
        raise table.error("inherits", f"must be a built-in policy or a file beside this one, not {parent!r}")
    try:
        return _policy(table, _load(parent, path.parent, (*heirs, path)))
    except MissingPolicyError as error:
        raise table.error("inherits", str(error)) from error


class MissingPolicyError(ConfigError):
    """There is no policy of a name."""


def _path(name: str, base: Path) -> Path:
    if name in built_in_policies():
        return _FOLDER / f"{name.replace('-', '_')}.toml"
    path = base / name
    if "\0" in name or not path.is_file():
        known = ", ".join(built_in_policies())
        raise MissingPolicyError(f"policy {name!r}: no such file, and not one of the built-in ones ({known})")
    return path


def _policy(table: Table, parent: Policy | None) -> Policy:
    left_out = table.texts("leaves_out", default=())
    rules = _rules(table, parent, left_out)
    policy = Policy(
        id=table.text("id"),
        title=table.text("title"),
        council=table.text("council"),
        adopted=table.month("adopted"),
        review_due=table.month("review_due", default=""),
        ask=table.text("ask") if "ask" in table.keys or not parent else parent.ask,
        rules=rules,
        pre_election=_pre_election(table) or _kept(parent, rules),
        we=table.text("we") if "we" in table.keys else parent.we if parent else _WE,
        words=_words(table, parent),
    )
    table.finish()
    if not rules:
        raise ConfigError(f"{table.where}: the policy has no [[rule]]")
    ids = [rule.id for rule in rules]
    if policy.pre_election and policy.pre_election.rule not in ids:
        raise ConfigError(f"{table.where}: pre_election: there is no rule {policy.pre_election.rule!r}")
    return policy


def _rules(table: Table, parent: Policy | None, left_out: tuple[str, ...]) -> tuple[Rule, ...]:
    """The council's own clauses, then those of the parent that it neither changes nor leaves out."""
    theirs = {rule.id: rule for rule in parent.rules} if parent else {}
    for rule_id in left_out:
        if rule_id not in theirs:
            raise table.error("leaves_out", f"{rule_id!r} is no inherited rule", rule_id, tuple(theirs))
    own: dict[str, Rule] = {}
    for entry in table.tables("rule"):
        rule = _rule(entry, theirs)
        if rule.id in own:
            raise ConfigError(f"{table.where}: rule id {rule.id!r} is used more than once")
        if rule.id in left_out:
            raise table.error("leaves_out", f"{rule.id!r} is left out, and stands below as a rule")
        own[rule.id] = rule
    kept = (rule for rule in theirs.values() if rule.id not in own and rule.id not in left_out)
    taken_over = (replace(rule, inherited=rule.inherited or parent.title) for rule in kept if parent)
    return (*own.values(), *taken_over)


def _kept(parent: Policy | None, rules: tuple[Rule, ...]) -> PreElection | None:
    """What the parent says of the period before a poll, unless the rule that it cites was left out."""
    period = parent.pre_election if parent else None
    return period if period and any(rule.id == period.rule for rule in rules) else None


def _words(table: Table, parent: Policy | None) -> Mapping[Severity, str]:
    """What each severity means, in the policy's own words, those of its parent, or ours."""
    given = {table.severity("words", key): value for key, value in table.mapping("words")}
    for severity, words in given.items():
        if not isinstance(words, str) or not words.strip() or not words.isprintable():
            raise table.error("words", f"{severity} must be a text in quotes, such as {WORDS[severity]!r}")
    return {**(parent.words if parent else WORDS), **given}


def _pre_election(table: Table) -> PreElection | None:
    if "pre_election" not in table.keys:
        return None
    period = table.table("pre_election")
    found = PreElection(period.text("rule"), period.text("law"))
    period.finish()
    return found


def _rule(table: Table, inherited: Mapping[str, Rule]) -> Rule:
    """A clause as it is given; what a change of an inherited one does not give stays as it was."""
    rule_id = table.text("id")
    old = inherited.get(rule_id)
    categories = table.texts("categories", default=old.categories if old else ())
    _refuse_misspelt(table, categories)
    kinds = table.texts("kinds", default=old.kinds if old else ())
    for kind in kinds:
        if kind not in KINDS:
            raise table.error("kinds", f"unknown kind of draft {kind!r}", kind, KINDS)
    rule = Rule(
        id=rule_id,
        number=table.number("number", default=old.number if old else None),
        section=table.text("section", default=old.section if old else ""),
        heading=_needed(table, "heading", old),
        title=_needed(table, "title", old),
        gist=_needed(table, "gist", old),
        severity=table.severity("severity", _needed(table, "severity", old)),
        categories=categories,
        checks=table.texts("checks", default=old.checks if old else ()),
        severities=_severities(table, categories, old),
        kinds=kinds,
        topics=_topics(table, categories, old),
        ask=table.text("ask", default=old.ask if old else ""),
        report=table.text("report", default=old.report if old else ""),
        source=table.text("source", default=old.source if old else ""),
        label=table.text("label", default=old.label if old else ""),
    )
    table.finish()
    return rule


def _topics(table: Table, categories: Iterable[str], old: Rule | None) -> tuple[str, ...]:
    """What may be posted, as a rule on topics lists it."""
    topics = table.texts("topics", default=old.topics if old else ())
    for topic in topics:
        if topic not in TOPICS:
            raise table.error("topics", f"unknown topic {topic!r}", topic, tuple(TOPICS))
    if topics and "topic-scope" not in categories:
        raise table.error("topics", "are for a rule whose categories hold topic-scope")
    return topics


def _needed(table: Table, key: str, old: Rule | None) -> str:
    """A text that a rule must have: its own, or that of the rule that it changes."""
    return str(getattr(old, key)) if old and key not in table.keys else table.text(key)


def _severities(table: Table, categories: Iterable[str], old: Rule | None) -> Mapping[str, Severity]:
    """How grave single categories are; those of an old rule count as far as it keeps the categories."""
    given = {key: table.severity("severities", value) for key, value in table.mapping("severities")}
    for category in given:
        if category not in categories:
            raise table.error("severities", f"{category!r} is not among this rule's categories")
    if old is None or "severities" in table.keys or "severity" in table.keys:
        return given
    return {key: value for key, value in old.severities.items() if key in categories}


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
