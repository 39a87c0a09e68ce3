"""What the HTML page says of each finding: its number, where it stands, the rules it cites, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smcheck.model.finding import Finding
from smcheck.model.masking import mask_note
from smcheck.model.showing import day_in_words
from smcheck.reporters.cropping import height_of_finding
from smcheck.reporters.gathering import Entry, advised, in_words, sentence
from smcheck.reporters.once import Line, Once
from smcheck.settings.policy import Policy

MOST_DETAILS_PRINTED = 4
CLEARED = "cleared"
"""What stands in place of a severity where a recorded decision covers a finding."""

_MOST_PLACES = 5
_LONGEST_EXCERPT = 60


def located(finding: Finding) -> str:
    """Where the words of a finding stand, and how they begin."""
    words = finding.excerpt.strip()
    cut = "…" if len(words) > _LONGEST_EXCERPT else ""
    return f"{finding.place or f'line {finding.line}'}: “{words[:_LONGEST_EXCERPT].rstrip()}{cut}”"


@dataclass(frozen=True)
class Item:
    """A numbered entry of the page: what was found, where, and what to do about it."""

    id: str
    number: int
    entry: Entry
    policy: Policy

    @property
    def level(self) -> str:
        """How grave it is, or that a recorded decision covers it."""
        return CLEARED if self.entry.head.decision else self.entry.head.severity.value

    @property
    def details(self) -> list[tuple[Finding, str]]:
        """What is said of each place, where that is not the same of all; advice with its help."""
        if self.entry.is_advice:
            return [(one, advised(one)) for one in self.entry.findings]
        if len(self.entry.messages) == 1:
            return []
        ours = (one for one in self.entry.findings if one.check == self.entry.head.check)
        return [(one, sentence(in_words(one))) for one in ours]

    @property
    def places(self) -> tuple[Finding, ...]:
        """The first places that it is about."""
        return self.entry.places[:_MOST_PLACES]

    @property
    def more(self) -> int:
        """How many places it is about beside these."""
        return len(self.entry.places) - len(self.places)

    def said_once(self, once: Once[int]) -> Iterator[Line[int]]:
        """The same as `labelled`, without what a finding before this one has said, as the page shows it."""
        if self.entry.head.decision:
            yield from (Line(label, said, None) for label, said in self.labelled)
        else:
            yield from once.lines(self.entry, self.number)

    def height(self, lines: Iterable[Line[int]]) -> int:
        """How many points of a printed page it takes, with the rules it cites and what to do."""
        details = [f"{located(place)}: {said}" for place, said in self.details[:MOST_DETAILS_PRINTED]]
        where = "" if details else "; ".join(map(located, self.places))
        return height_of_finding(self.entry.subject, where, *details, *(line.said for line in lines))

    @property
    def labelled(self) -> Iterator[tuple[str, str]]:
        """The rules it cites and what to do, each with its label."""
        yield from self.entry.cites(self.policy)
        for decision in dict.fromkeys(finding.decision for finding in self.entry.findings):
            if decision:
                until = f", until {day_in_words(decision.until)}" if decision.until else ""
                yield "Cleared", f"by {decision.by} on {day_in_words(decision.on)}{until}"
                yield "Why", mask_note(decision.note)
        if not self.entry.head.decision:
            yield from self.entry.helps(self.policy)
