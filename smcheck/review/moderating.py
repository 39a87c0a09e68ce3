"""What is left up of a resident's comment: criticism of the council and of what it does."""

from __future__ import annotations

from smcheck.model.finding import Category, Hit
from smcheck.text import TextView
from smcheck.text.roles import ANYBODY
from smcheck.text.words import words_of

MODERATE = "Hide or remove it, keep a copy first, and tell the person which rule it broke."
"""What is done about a resident's comment: its words are not ours to mend."""

_OPINION: frozenset[Category] = frozenset({"abuse", "defamation"})


def is_criticism(view: TextView, category: Category, hit: Hit) -> bool:
    """Whether the hit's sentence is hard on a council or another body, and on nobody in person.

    A public body has no reputation to sue for (Derbyshire County Council v Times Newspapers, 1993), and its
    residents may say what they think of it.
    """
    if category not in _OPINION:
        return False
    sentence = view.sentence_at(hit.start)
    whom = {
        token.text
        for match in view.terms_between(*sentence, *ANYBODY)
        for token in view.tokens_between(match.start, match.end)[-1:]
    }
    return bool(whom) and whom <= words_of("moderating.bodies")
