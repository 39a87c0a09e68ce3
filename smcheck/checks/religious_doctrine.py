"""A belief preached, asserted, compared or mocked.

Places of worship as venues, service times, greetings for the festivals of every faith and thanks to
faith groups are no finding. A statement of doctrine is one, and so is a faith beside an opinion on it.

Why:
    Religion inflames, and a council's account speaks for residents of every faith and none.
Flagged:
    - He is risen! Accept Christ this Easter.
    - Stop forcing Eid on a Christian country.
Not flagged:
    - Eid Mubarak to all residents celebrating today.
    - A mass litter pick of the beach starts at 9am beside the church hall.
Instead:
    Keep to the event: what, where, when, and who is welcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.verdicts import with_sentences
from smcheck.model.finding import Category, Hit
from smcheck.text import TextView

CATEGORY: Category = "religion"
_SUGGESTION = "Keep to the event: what, where, when, and who is welcome."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every statement of doctrine, every faith with an opinion on it, and what reads so."""
    message = "this sentence preaches or judges a belief"
    yield from with_sentences(context, "religion", _listed(context.text), message, _SUGGESTION)


def _listed(view: TextView) -> Iterator[Hit]:
    for match in view.terms("religion", "always"):
        yield Hit(match.start, match.end, "a religious belief asserted or judged", _SUGGESTION, 0.85)
    for match in view.terms("religion", "faith"):
        sentence = view.sentence_at(match.start)
        if view.terms_between(sentence.start, sentence.end, "religion", "opinion"):
            yield Hit(match.start, match.end, "a faith together with an opinion on it", _SUGGESTION, 0.75)
