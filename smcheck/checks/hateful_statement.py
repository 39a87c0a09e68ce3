"""Sentences that are hostile to a group of people, as the classifier reads them.

Most hatred needs no slur: it insinuates, generalises, or says "they" in the next sentence. A small neural
network that ships with smcheck judges every sentence, and the sentences together. Where a listed word or a
frame speaks too (an insult, a threat, a slur, hostile words beside a group), the finding is an error; by the
network's word alone it weighs one step less. The message names the words that weighed most.

Why:
    Contempt for a group that the Equality Act protects is discrimination, even without a slur.
Flagged:
    - The Travellers have arrived at the rec, so lock up your sheds and count your dogs.
Not flagged:
    - Officers have visited the Gypsy and Traveller families on the recreation ground.
    - Hate has no place here: if you were called names for your faith, tell us or the police.
Instead:
    Write of what was done and where, not of who "they" are. Who feels offended or bullied by a post can tell
    the Town Clerk (Rule 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import groups
from smcheck.checks.shared.objections import Objection, hits, objections
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "discrimination"
_MESSAGE = "this sentence reads as hostile to {people}"
_SUGGESTION = "Write of what was done and where, not of a group of people. If in doubt, ask {ask}."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sentence judged hateful."""
    yield from hits(context, "hate", hateful(context), _MESSAGE, _SUGGESTION)


def hateful(context: Context) -> Iterator[Objection]:
    """Sentences that read as hostile to a group of people."""
    view = context.text
    for objection in objections(context, "hate", "hateful"):
        near = view.sentences_near(objection.start)
        if groups(view, *near) or objection.confidence >= context.threshold("hateful-without-group"):
            yield objection
