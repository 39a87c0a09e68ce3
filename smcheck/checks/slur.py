"""Slurs against a group that the Equality Act protects.

Every listed slur names the characteristic that it attacks: age, disability, gender reassignment, marriage,
pregnancy, race, religion or belief, sex, sexual orientation. Innocent senses (faggots and peas, Dyke Road)
are listed as exceptions. A word with an innocent sense of its own ("fairy") counts where the classifier takes
its sentence for hostile or, without a classifier, where it is said of somebody. A slur weighs
a step less for each of these: it is reported or negated, it stands in quotation marks as well, its sentence
does not read as hostile, it is said of oneself in such a sentence.

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
from smcheck.checks.shared.frames import milder, predicated
from smcheck.checks.shared.objections import confidence, weakened
from smcheck.model.finding import Category, Hit
from smcheck.text import TermMatch
from smcheck.text.roles import AMBIGUOUS, SLURS

CATEGORY: Category = "discrimination"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every slur."""
    view = context.text
    for match in view.terms(*SLURS):
        if match.term.role == AMBIGUOUS and not _meant(context, match):
            continue
        characteristic = match.term.characteristic.replace("-", " ")
        reasons = weakened(context, match.start, milder(view, match.start, match.end))
        yield Hit(
            match.start,
            match.end,
            f"a slur against people for their {characteristic}",
            "Leave the word out.",
            0.95,
            reasons,
            coarse=True,
        )


def _meant(context: Context, match: TermMatch) -> bool:
    """Whether a word that may be innocent is meant as a slur."""
    hatred = confidence(context, "hate", match.start)
    return predicated(context.text, match) if hatred is None else hatred >= context.threshold("slur")
