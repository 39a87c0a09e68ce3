"""Slurs against a group that the Equality Act protects.

Every listed slur names the characteristic that it attacks: age, disability, gender reassignment, race,
religion or belief, sex, sexual orientation. Innocent senses (faggots and peas, Dyke Road) are listed as
exceptions. A quoted or reported slur weighs one step less.

Why:
    A slur discriminates whoever it is aimed at, and the council has duties under the Equality Act 2010.
Flagged:
    - Only a retard would park there.
Not flagged:
    - Faggots and peas will be served at the Black Country night.
    - Dyke Road is closed for resurfacing.
Instead:
    Leave the word out; if the group matters to the post, use the name that it uses for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import lowered
from smcheck.finding import Category, Hit

CATEGORY: Category = "discrimination"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every slur."""
    view = context.text
    for match in view.terms("discrimination", "slur"):
        characteristic = match.term.characteristic.replace("-", " ")
        yield Hit(
            match.start,
            match.end,
            f"a slur against people for their {characteristic}",
            "Leave the word out.",
            0.95,
            lowered(view, match.start, match.end),
            coarse=True,
        )
