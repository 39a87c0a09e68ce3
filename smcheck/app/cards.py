"""Cards: what is said of a draft's findings, those about one person on one card, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from smcheck.model.finding import Finding
from smcheck.model.review import Review
from smcheck.reporters.gathering import Entry, gather
from smcheck.reporters.html_items import Item
from smcheck.settings.policy import Policy

_PERSON = "named-person"
_MOST_WORDS = 60  # characters of a place that a card quotes


def items(review: Review, policy: Policy) -> tuple[Item, ...]:
    """An item for each card, numbered from 1: what is open by gravity, then what a decision covers."""
    decided = [finding for finding in review.findings if finding.decision]
    ordered = sorted(_entries(review.open_findings), key=lambda entry: -entry.head.severity.rank)
    entries = enumerate((*ordered, *_entries(decided)), 1)
    return tuple(Item(f"card-{number}", number, entry, policy) for number, entry in entries)


def card(item: Item, findings: Sequence[Finding]) -> dict[str, Any]:
    """What the page shows of an item; `findings` are the draft's, by whose order the card names its own."""
    entry = item.entry
    order = {id(finding): index for index, finding in enumerate(findings)}
    return {
        "number": item.number,
        "level": item.level,
        "title": entry.subject,
        "details": [{"start": one.start, "words": quoted(one), "said": said} for one, said in item.details],
        "places": [{"start": place.start, "words": quoted(place)} for place in item.places],
        "more": item.more,
        "labelled": [{"label": label, "said": said} for label, said in item.labelled if said],
        "findings": [order[id(finding)] for finding in entry.findings],
    }


def quoted(finding: Finding) -> str:
    """The words of a finding as a card quotes them, with the part of the draft where they stand."""
    words = " ".join(finding.excerpt.split())
    words = f"“{words[:_MOST_WORDS].rstrip()}{'…' if len(words) > _MOST_WORDS else ''}”"
    return f"{finding.place}: {words}" if finding.place else words


def _entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Findings gathered in reading order: an entry for each person, the rest as reports gather them."""
    findings = tuple(findings)
    persons = {
        (finding.start, finding.end): finding.subject.casefold()
        for finding in findings
        if finding.check == _PERSON and finding.subject
    }
    about: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in findings:
        person = persons.get((finding.start, finding.end))
        (rest if person is None else about.setdefault(person, [])).append(finding)
    entries = (*(Entry(tuple(group)) for group in about.values()), *gather(rest))
    return tuple(sorted(entries, key=lambda entry: entry.findings[0].start))
