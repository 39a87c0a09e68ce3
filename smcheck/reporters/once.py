"""What several entries of a draft share, a rule or an advice, is said once, with the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from smcheck.reporters.gathering import Entry
from smcheck.settings.policy import Policy

RULE = "Rule"
_WITH_THE_RULE = ("Also", "Report")
"""Labels of what belongs to the rule: nothing stands in their place where the entry before said the same."""

Place = TypeVar("Place")


class Line(NamedTuple, Generic[Place]):
    """What is said under a label; `before` is the place of the entry that said all of it, or None.

    Where an entry before has said it, `said` is the rule's short name, and nothing for other labels.
    """

    label: str
    said: str
    before: Place | None


class Once(Generic[Place]):
    """Tells what is to be said of one entry after the other; places, such as numbers, tell them apart.

    A rule is known from all entries before. Anything else is only `named` as what a certain entry said where
    reports can name that; else it is known as it was said last, which is what "as above" can mean.
    """

    def __init__(self, policy: Policy, *, named: bool = False) -> None:
        self._policy, self._named = policy, named
        self._said: dict[tuple[str, ...], Place] = {}

    def lines(self, entry: Entry, place: Place) -> Iterator[Line[Place]]:
        """The rules that the entry cites and what to do, as far as no entry before has said it."""
        rule = entry.rules[0]
        for label, said in (*entry.cites(self._policy), *entry.helps(self._policy)):
            before = self._before(label, said, rule, place)
            if before is None:
                yield Line(label, said, None)
            elif label not in _WITH_THE_RULE:
                yield Line(label, self._policy.rule(rule).name if label == RULE else "", before)

    def _before(self, label: str, said: str, rule: str, place: Place) -> Place | None:
        """Where the same was said; where it was not it is noted that it is said at this place."""
        key = (label, rule, said) if label in _WITH_THE_RULE else (label, said)
        if key in self._said:
            return self._said[key]
        if label not in (RULE, *_WITH_THE_RULE) and not self._named:
            self._said = {known: where for known, where in self._said.items() if known[0] != label}
        self._said[key] = place
        return None


def above(line: Line[Place]) -> str:
    """The line in words, where the entry that said it first stands above."""
    if line.before is None:
        return line.said
    return f"{line.said}, as above" if line.said else "as above"


def together(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with those under one rule together, where the first of them stands."""
    by_rule: dict[str, list[Entry]] = {}
    for entry in entries:
        by_rule.setdefault(entry.rules[0], []).append(entry)
    return tuple(entry for group in by_rule.values() for entry in group)
