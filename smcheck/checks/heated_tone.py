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
from functools import partial

from smcheck.checks import Context
from smcheck.checks.shared.edits import GAP, instead
from smcheck.checks.shared.frames import aimed, milder
from smcheck.checks.shared.listed import Phrases, phrase_hits
from smcheck.checks.shared.reading import Reading, trimmed
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.text import Span, TermMatch, TextView

CATEGORY: Category = "tone"

_CONTEMPT = "Say what happened and what was done; leave out what you think of them."
_CALMER = f"Thank you for raising this. Here is what happens next: {GAP}."
_OPENINGS = {
    "repeated": (
        "this scolds the reader for not having known",
        f"Thank you for asking. The details are {GAP}, and they stay on our website.",
    ),
    "brushed-off": (
        "this brushes the reader off",
        f"Thank you for telling us. This is in the hands of {GAP}, who can help at {GAP}.",
    ),
    "ultimatum": (
        "this threatens or silences the reader",
        "Please keep comments kind, so that everybody can join in.",
    ),
    "defensive": (
        "this defends {we} and puts the reader in the wrong",
        f"We are sorry that this has been frustrating. So far we have {GAP}.",
    ),
    "blame": ("this blames or talks down to the reader", _CALMER),
}
"""Each pattern, what it does, and a calmer opening in our own words."""


def _calmer(opening: str, view: TextView, match: TermMatch) -> tuple[Edit, ...]:
    """The opening in place of the sentence."""
    sentence = view.sentence_at(match.start)
    return instead(trimmed(view.raw, Span(sentence.start, max(sentence.end, match.end))), opening, "tone")


_PHRASES = (
    *(
        Phrases(role, message, f"Try: “{opening}”", edits=partial(_calmer, opening))
        for role, (message, opening) in _OPENINGS.items()
    ),
    Phrases("opener", "this stirs up feeling", _CONTEMPT),
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phrase that blames or despises."""
    view = context.text
    yield from phrase_hits(view, CATEGORY, *_PHRASES)
    for match in view.terms("tone", "contempt"):
        if aimed(view, match):
            why = milder(view, match.start, match.end)
            facts = _calmer(f"Here is what happened, and what was done: {GAP}.", view, match)
            yield Hit(
                match.start,
                match.end,
                "this shows contempt for a person or an organisation",
                _CONTEMPT,
                0.7,
                why,
                edits=facts,
            )


def _reported(view: TextView, sentence: Span) -> bool:
    """Whether the sentence reports in quotation marks what somebody said."""
    return any(
        milder(view, *quotation)
        for quotation in view.quotations
        if sentence.start <= quotation.start < sentence.end
    )


READING = Reading(
    heads=("tone", "abuse"),
    message="this sentence sounds heated, or talks down to people",
    suggestion=f"Try: “{_CALMER}”",
    instead=_CALMER,
    speaking=("tone",),
    unless=_reported,
)
