"""Hostile or generalising statements about a group of people.

A group's name on its own is never a finding. It is one beside something hostile said of the whole group,
in the same sentence or the next: that they lie, that they are vermin, that they should go back.
A negated, quoted or reported statement weighs one step less.

Why:
    Contempt for a group that the Equality Act protects is discrimination, even without a slur.
Flagged:
    - Ninety-seven per cent of asylum seekers are lying and we all know it.
    - We should be building fewer mosques, they only divide communities.
Not flagged:
    - Officers have visited the Gypsy and Traveller families on the recreation ground.
    - Eid Mubarak to all residents celebrating today.
Instead:
    Write of what was done and where, not of who "they" are.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import lowered
from smcheck.finding import Category, Hit
from smcheck.text import Coverage

CATEGORY: Category = "discrimination"
_SUGGESTION = "Write of what was done and where, not of a group of people."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every group beside hostile words, and for every phrase that is hostile by itself."""
    view = context.text
    covered = Coverage(len(view.raw))
    for match in view.terms("discrimination", "always"):
        covered.add(match.start, match.end)
        why = lowered(view, match.start, match.end)
        yield Hit(match.start, match.end, "a statement hostile to a group of people", _SUGGESTION, 0.9, why)
    for group in view.terms("discrimination", "group"):
        if covered.touches(group.start, group.end):
            continue
        around = view.sentences_near(group.start)
        start = view.sentence_at(group.start).start
        hostile = view.terms_between(start, around.end, "discrimination", "hostile")
        if hostile and not (group.start <= hostile[0].start < group.end):
            characteristic = group.term.characteristic.replace("-", " ")
            first, last = min(group.start, hostile[0].start), max(group.end, hostile[0].end)
            yield Hit(
                first,
                last,
                f"hostile words about people for their {characteristic}",
                _SUGGESTION,
                0.8,
                lowered(view, hostile[0].start, hostile[0].end),
            )
