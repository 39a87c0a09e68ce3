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
from itertools import pairwise

from smcheck.checks import Context
from smcheck.checks.shared.frames import milder, predicated
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import words_of
from smcheck.text import TermMatch, TextView
from smcheck.text.roles import AMBIGUOUS, SLURS

CATEGORY: Category = "discrimination"
READING = Reading(("hate", "discrimination", "abuse", "offensive"))
OF_ONESELF = "said of oneself"
_CLOSE = 4  # words between the speaker and what he says of himself


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every slur."""
    view = context.text
    for match in view.terms(*SLURS):
        if match.term.role == AMBIGUOUS and not _meant(context, match):
            continue
        characteristic = match.term.characteristic.replace("-", " ")
        own = (OF_ONESELF,) if not _hostile(context, match) and _of_oneself(view, match.start) else ()
        reasons = (*milder(view, match.start, match.end), *own)
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
    return _hostile(context, match) and (bool(context.judgements) or predicated(context.text, match))


def _hostile(context: Context, match: TermMatch) -> bool:
    """Whether the sentence reads as hostile; taken to be so where there is no classifier."""
    score = context.highest(READING.heads, match.start, match.end)
    return score is None or score >= context.weighing.confirmed


def _of_oneself(view: TextView, start: int) -> bool:
    """Whether the speaker says a word of himself: "I'm a …", "we're …", "us …", "myself a …"."""
    before = [token.text for token in view.tokens_between(view.sentence_at(start).start, start)][-_CLOSE:]
    pairs = map(" ".join, pairwise(before))
    return not words_of("frames.oneself").isdisjoint(before) or not words_of("frames.i-am").isdisjoint(pairs)
