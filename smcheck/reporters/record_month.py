"""What the page of a month of the record shows: its entries counted, in words, and as a chart."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smcheck.model.masking import mask_note
from smcheck.model.showing import day_in_words, month_in_words
from smcheck.record.recorder import WHOLE_DRAFT
from smcheck.settings.policy import Policy

_BAR, _GAP, _TALLEST, _TOP, _FOOT = 18, 5, 120, 16, 18  # of the chart, in its own units

Rows = list[tuple[str, int]]


@dataclass(frozen=True)
class Bar:
    """A day in the chart: how many reviews, and where its bar stands."""

    day: int
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Month:
    """The sound entries of a month, counted and put in words."""

    name: str
    entries: Sequence[Mapping[str, Any]]
    policy: Policy

    @property
    def title(self) -> str:
        """The month in words."""
        return month_in_words(self.name)

    @cached_property
    def reviews(self) -> list[Mapping[str, Any]]:
        """The reviews, in order."""
        return self._of_kind("review")

    @cached_property
    def decisions(self) -> list[Mapping[str, Any]]:
        """The decisions, in order."""
        return self._of_kind("decision")

    @cached_property
    def removals(self) -> list[Mapping[str, Any]]:
        """When decisions were removed, in order."""
        return self._of_kind("removal")

    @cached_property
    def asked(self) -> list[Mapping[str, Any]]:
        """Requests for approval and the answers to them, in order."""
        return [entry for entry in self.entries if entry["kind"] in ("request", "answer")]

    @cached_property
    def prunings(self) -> list[Mapping[str, Any]]:
        """When earlier months were removed, in order."""
        return self._of_kind("prune")

    @cached_property
    def baselines(self) -> list[Mapping[str, Any]]:
        """When known findings were set down in a baseline or taken out of one, in order."""
        return self._of_kind("baseline")

    @property
    def drafts(self) -> int:
        """How many different texts were reviewed."""
        return len({review["draft"] for review in self.reviews} - {None})

    @property
    def findings(self) -> int:
        """How many findings the reviews had."""
        return sum(len(review["findings"]) for review in self.reviews)

    @property
    def cleared(self) -> int:
        """How many of the findings a decision covered."""
        return sum(finding["decided"] for finding in self._findings())

    @property
    def totals(self) -> list[tuple[str, str, str, Rows]]:
        """The tables of totals: title, what a row names, what it counts, and the rows, most first."""
        checks = (finding["check"] for finding in self._findings())
        rules = (rule for finding in self._findings() for rule in self._rule_names(finding))
        return [
            ("By verdict", "Verdict", "Reviews", _most(review["verdict"] for review in self.reviews)),
            ("By reviewer", "Reviewer", "Reviews", _most(review["by"] for review in self.reviews)),
            ("By rule", "Rule", "Findings", _most(rules)),
            ("By check", "Check", "Findings", _most(checks)),
        ]

    @property
    def versions(self) -> list[str]:
        """Under which policies, and by which versions of the tool, the drafts were reviewed."""
        return list(
            dict.fromkeys(
                f"policy {review['policy']}, adopted {review['adopted']}; smcheck {review['smcheck']}"
                for review in self.reviews
            )
        )

    @property
    def bars(self) -> list[Bar]:
        """A bar for every day of the month, the tallest for the most reviews."""
        times = (review["time"] for review in self.reviews)  # of another month where the clock was put back
        counts = Counter(int(time[8:10]) for time in times if time.startswith(self.name))
        most = max(counts.values(), default=0)
        days = calendar.monthrange(self._first.year, self._first.month)[1]
        heights = {day: round(_TALLEST * counts[day] / most) if most else 0 for day in range(1, days + 1)}
        return [
            Bar(day, counts[day], (day - 1) * (_BAR + _GAP), _TOP + _TALLEST - height, _BAR, height)
            for day, height in heights.items()
        ]

    @property
    def chart_size(self) -> tuple[int, int, int]:
        """Width and height of the chart, and where its ground line lies."""
        return len(self.bars) * (_BAR + _GAP) - _GAP, _TOP + _TALLEST + _FOOT, _TOP + _TALLEST

    @property
    def chart_text(self) -> str:
        """What the chart says, in words."""
        counted = [f"{bar.day} {self._first:%B}: {bar.count}" for bar in self.bars if bar.count]
        return "; ".join(counted) or "none"

    def moment(self, entry: Mapping[str, Any]) -> str:
        """When the entry was written, in UTC."""
        time = dt.datetime.fromisoformat(entry["time"])
        return f"{day_in_words(time)}, {time:%H:%M}"

    def draft_name(self, review: Mapping[str, Any]) -> str:
        """The draft's path, with its row or ID where it has one."""
        row = "" if review["row"] is None else f", row {review['row']}"
        known_as = "" if review["id"] is None else f", ID {review['id']}"
        return f"{review['path']}{row}{known_as}"

    def outcome(self, review: Mapping[str, Any]) -> Iterator[str]:
        """What was looked for, if not all, what was found and what cleared it, and what was not judged."""
        for words, key in (("looked for only", "select"), ("not looked for", "ignore")):
            if names := review.get(key):
                yield f"{words}: {', '.join(names)}"
        kinds = Counter(
            (finding["check"], tuple(self._rule_names(finding)), finding["severity"], finding["decided"])
            for finding in review["findings"]
        )
        for (check, rules, severity, decided), count in kinds.items():
            times = f" ({count} times)" if count > 1 else ""
            yield f"{check}{times}: {', '.join(rules)}, {'cleared' if decided else severity}"
        if known := review.get("known"):
            yield f"known and not shown: {known:,}"
        for decision in review["decisions"]:
            yield f"cleared ({decision['kind']}) {_by_whom(decision)}"
        for check in review["unreviewed"]:
            yield "the draft could not be reviewed" if check == WHOLE_DRAFT else f"not judged: {check}"

    def counted(self, findings: Mapping[str, Mapping[str, int]]) -> str:
        """How many findings of which check, in words; "none" where there are none."""
        said = (
            f"{check} ({', '.join(f'{count:,} {severity}' for severity, count in counts.items())})"
            for check, counts in findings.items()
        )
        return ", ".join(said) or "none"

    def subject(self, decision: Mapping[str, Any]) -> str:
        """What was decided on; of a contact, that it is not kept."""
        named: str | None = decision["subject"]
        return named if named is not None else "not kept here, see the decisions file"

    def note(self, written: str) -> str:
        """What was noted, masked as it is today; entries of an earlier smcheck hold it as it was typed."""
        return mask_note(written)

    def until(self, decision: Mapping[str, Any]) -> str:
        """The last day on which a decision holds."""
        return _day(decision["until"]) if decision["until"] else "no end"

    def on(self, decision: Mapping[str, Any]) -> str:
        """The day of a decision."""
        return _day(decision["on"])

    @property
    def _first(self) -> dt.date:
        return dt.date.fromisoformat(f"{self.name}-01")

    def _of_kind(self, kind: str) -> list[Mapping[str, Any]]:
        return [entry for entry in self.entries if entry["kind"] == kind]

    def _findings(self) -> Iterator[Mapping[str, Any]]:
        for review in self.reviews:
            yield from review["findings"]

    def _rule_names(self, finding: Mapping[str, Any]) -> Iterator[str]:
        """The rules cited, by name; by their id where the policy in force has them no more."""
        for rule_id in finding["rules"]:
            known = next((rule for rule in self.policy.rules if rule.id == rule_id), None)
            yield known.name if known else rule_id


def _most(names: Iterable[str]) -> Rows:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))


def _by_whom(decision: Mapping[str, Any]) -> str:
    until = f", until {_day(decision['until'])}" if decision["until"] else ""
    return f"by {decision['by']} on {_day(decision['on'])}{until}"


def _day(written: str) -> str:
    return day_in_words(dt.date.fromisoformat(written))
