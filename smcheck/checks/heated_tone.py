"""Heat: blame of the reader, contempt, sarcasm, defensiveness.

Capitals and exclamation marks are no sign of heat and are not looked at. Phrases that blame the reader
("before you moan") count by themselves; words of contempt ("a shambles") count when they are said of
somebody or of a body.

Why:
    A heated post draws heated answers; the policy asks for respect and facts.
Flagged:
    - As we have told you REPEATEDLY, read the website before you moan.
    - This council is a joke and an utter disgrace.
Not flagged:
    - SWITCH-ON NIGHT!!! High Street closes at 5pm!
    - Joke competition at the children's library: win a book.
Instead:
    Open with thanks or regret, give the fact, and say where to get help: "Thank you for raising this. Bins
    are collected by the district council, and their team can help."
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import aimed, lowered, phrase_hits
from smcheck.finding import Category, Hit

CATEGORY: Category = "tone"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phrase that blames or despises."""
    view = context.text
    calmer = "Thank them for raising it, give the fact, and say where to get help."
    yield from phrase_hits(view, "tone", "blame", "this blames or talks down to the reader", calmer)
    yield from phrase_hits(view, "tone", "opener", "this adds heat", calmer)
    for match in view.terms("tone", "contempt"):
        if aimed(view, match):
            why = lowered(view, match.start, match.end)
            yield Hit(match.start, match.end, "contempt for a person or a body", calmer, 0.7, why)
