"""Threats, and wishes that somebody come to harm.

Some phrases threaten by themselves ("we know where you live"). Otherwise it takes a frame: somebody means to
do harm to a person or a group ("I'll batter him"), a person or a group is said to deserve it ("should be
horsewhipped"), or it is wished on them ("I hope she chokes"). Harm to things ("kill the weeds") is no threat.
A negated or reported threat weighs one step less, one in quotation marks that is reported two.

Why:
    A threat may be a crime, and a joke of this kind is not read as one on a council's page.
Flagged:
    - Someone should bomb that hotel.
    - Just die, you old moaner.
Not flagged:
    - Bath bombs made by volunteers, 3 for £5. A wartime bomb shelter is open to visitors.
    - Photo shoot on the beach on Sunday; drones in use.
Instead:
    Leave it out. If you were threatened yourself, keep a copy and tell the Town Clerk or the police.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import milder
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import words_of
from smcheck.text import Span, TermMatch, TextView
from smcheck.text.roles import ANYBODY

CATEGORY: Category = "threat"
READING = Reading(("threat", "abuse", "offensive", "hate", "discrimination"))
_CLOSE = 4  # words between an intention and the harm, and between the harm and its victim
_FAR = 10  # words between a wish and the harm


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every threat or wish of harm."""
    view = context.text
    for start, end in threats(view):
        yield Hit(
            start,
            end,
            "a threat, or a wish that somebody come to harm",
            "Leave it out.",
            0.85,
            milder(view, start, end),
        )


def threats(view: TextView) -> Iterator[Span]:
    """Stretches that threaten, or wish somebody harm."""
    for match in view.terms("threat", "always"):
        yield Span(match.start, match.end)
    yield from _meant(view)
    for desert in view.terms("threat", "desert"):
        for harm in _after(view, desert, _CLOSE - 1, "harmed"):
            yield Span(desert.start, harm.end)
    for wish in view.terms("threat", "wish"):
        for harm in _after(view, wish, _FAR, "ill"):
            if _somebody(view, wish.end, harm.start):
                yield Span(wish.start, harm.end)


def _meant(view: TextView) -> Iterator[Span]:
    """What somebody means to do: "I'll … you", "somebody should burn that place"."""
    for intent in view.terms("threat", "intent"):
        for ruin in _after(view, intent, _CLOSE, "ruin"):
            yield Span(intent.start, ruin.end)
        for harm in _after(view, intent, _CLOSE, "harm"):
            victim = _victim(view, harm)
            if victim:
                yield Span(intent.start, victim)


def _after(view: TextView, match: TermMatch, reach: int, role: str) -> tuple[TermMatch, ...]:
    """The first term of the role that begins at most `reach` words after the match, in its sentence."""
    following = view.tokens_between(match.end, view.sentence_at(match.start).end)[: reach + 1]
    if not following:
        return ()
    found = view.terms_between(match.end, view.sentence_at(match.start).end, "threat", role)
    return tuple(term for term in found[:1] if term.start <= following[-1].start)


def _victim(view: TextView, harm: TermMatch) -> int:
    """Where the person or group that the harm is meant for ends; 0 where there is none."""
    near = view.tokens_between(harm.end, view.sentence_at(harm.start).end)[:_CLOSE]
    if not near:
        return 0
    whose = next((token.end for token in near if token.text in words_of("frames.whose")), 0)
    return whose or _somebody(view, harm.end, near[-1].end)


def _somebody(view: TextView, start: int, end: int) -> int:
    people = view.terms_between(start, end, *ANYBODY)
    groups = view.terms_between(start, end, "discrimination", "group", "slur")
    return max((match.end for match in (*people, *groups)), default=0)
