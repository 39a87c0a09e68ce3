"""Sentences that are hostile to a group of people, as the classifier reads them.

Most hatred needs no slur: it insinuates, generalises, or says "they" in the next sentence. Small neural
networks that ship with smcheck judge the whole post, which decides, and every sentence, which shows where. By
their word alone a finding is a warning at most; a slur, or hostile words beside a group, is a finding of its
own, and an error where the sentence reads as hostile too.

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

from smcheck.checks.shared.context import Context
from smcheck.checks.shared.frames import characteristics
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category
from smcheck.text import Span

CATEGORY: Category = "discrimination"


def _people(context: Context, sentence: Span) -> str:
    shared = characteristics(context.text, *sentence)
    return f"people for their {shared}" if shared else "a group of people"


READING = Reading(
    heads=("hate", "discrimination"),
    message="this sentence could be taken as hostile to {about}",
    suggestion=(
        "Say what was done and where, and leave the group of people out of it. If in doubt, ask {ask}."
    ),
    about=_people,
)
