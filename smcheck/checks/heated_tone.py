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
from smcheck.checks.shared.frames import aimed, milder
from smcheck.checks.shared.listed import Phrases, phrase_hits
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.text import Span, TextView

CATEGORY: Category = "tone"

_CONTEMPT = "Say what happened and what was done; leave out what you think of them."
_CALMER = "Try: “Thank you for raising this. Here is what happens next: …”"
_PHRASES = (
    Phrases(
        "repeated",
        "this scolds the reader for not having known",
        "Try: “Thank you for asking. The details are …, and they stay on our website.”",
    ),
    Phrases(
        "brushed-off",
        "this brushes the reader off",
        "Try: “Thank you for telling us. This is in the hands of …, who can help at …”",
    ),
    Phrases(
        "ultimatum",
        "this threatens or silences the reader",
        "Try: “Please keep comments kind, so that everybody can join in.”",
    ),
    Phrases(
        "defensive",
        "this defends the council at the reader's cost",
        "Try: “We are sorry that this has been frustrating. So far we have …”",
    ),
    Phrases("blame", "this blames or talks down to the reader", _CALMER),
    Phrases("opener", "this adds heat", _CONTEMPT),
)
"""Each pattern, with a calmer opening in our own words."""


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phrase that blames or despises."""
    view = context.text
    yield from phrase_hits(view, CATEGORY, *_PHRASES)
    for match in view.terms("tone", "contempt"):
        if aimed(view, match):
            why = milder(view, match.start, match.end)
            yield Hit(match.start, match.end, "contempt for a person or a body", _CONTEMPT, 0.7, why)


def _reported(view: TextView, sentence: Span) -> bool:
    """Whether the sentence reports in quotation marks what somebody said."""
    return any(
        milder(view, *quotation)
        for quotation in view.quotations
        if sentence.start <= quotation.start < sentence.end
    )


READING = Reading(
    heads=("tone", "abuse"),
    message="this sentence reads as heated or talking down",
    suggestion=_CALMER,
    speaking=("tone",),
    unless=_reported,
)
