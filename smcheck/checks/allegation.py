"""Allegations of crime, lying or corruption against a person, a party or a firm.

Some phrases allege by themselves ("brown envelopes"). Judgements such as "corrupt" count when they are said
of somebody who can be identified; deeds such as "fiddled" or "covered up" count when such a person, party or
firm is named before them in the sentence. "Alleged" or "apparently" does not make it safe. What a court, the
police or a tribunal is named for is not an allegation of the council's, and stays silent.

Why:
    A false statement that harms a reputation is defamation, and the person who posts it answers for it.
Flagged:
    - The treasurer pocketed the fete money.
    - The developer lied to residents again.
Not flagged:
    - Fraud Awareness Week: free talk at the library.
    - The playing fields lie behind the school.
    - A trader from Exampleton was fined £400 at the magistrates' court for fly-tipping.
Instead:
    State only what a court, the police or a published report has found, and say which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import aimed, milder, predicated
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import words_of
from smcheck.text import TermMatch, TextView
from smcheck.text.roles import IDENTIFIABLE
from smcheck.text.vocabulary import ordinary

CATEGORY: Category = "defamation"
_MESSAGE = "an accusation that could harm somebody's good name"
_HEDGED = f"{_MESSAGE}; words such as “allegedly” do not make it safe"
_SUGGESTION = "State only what a court, the police or a published report has found, and say which."
READING = Reading(
    heads=("allegation", "abuse"),
    message="this sentence could be taken as an accusation that harms somebody's good name",
    suggestion=_SUGGESTION,
    speaking=("allegation",),
)
_NAMED = lazy(r"(?:\b([a-z]+) )?((?:[A-Z][\w’'-]+ ?)+)")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every allegation with somebody it is made against."""
    view = context.text
    for match in view.terms("defamation", "always", "aimed", "said", "deed", "fate"):
        if _made(view, match) and not _attributed(view, match):
            why = milder(view, match.start, match.end)
            message = _HEDGED if _near(view, match, "hedge") else _MESSAGE
            kept = () if why == ("reported",) else why
            yield Hit(match.start, match.end, message, _SUGGESTION, 0.8, kept)


def _made(view: TextView, match: TermMatch) -> bool:
    if match.term.role == "deed":
        return _accused(view, match) and not _suffered(view, match)
    if match.term.role == "fate":
        return _accused(view, match)
    if match.term.role == "said":
        return predicated(view, match, IDENTIFIABLE)
    return match.term.role == "always" or aimed(view, match, IDENTIFIABLE)


def _suffered(view: TextView, match: TermMatch) -> bool:
    """Whether the deed was done to somebody: "the clerk was assaulted"."""
    first = view.tokens_between(match.start, match.end)[0].text
    before = view.tokens_between(view.sentence_at(match.start).start, match.start)[-1:]
    return bool(before) and before[0].text in words_of("frames.passive") and not first.endswith("ing")


def _accused(view: TextView, match: TermMatch) -> bool:
    """Whether a person, party or firm stands before the deed in its sentence, by name or by role."""
    sentence = view.sentence_at(match.start)
    first = view.tokens_between(sentence.start, match.start)[:1]
    start = sentence.start
    if first and first[0].text in words_of("frames.they"):  # whoever the sentence before speaks of
        start = view.sentences_near(match.start).start
    people = view.terms_between(start, match.start, *IDENTIFIABLE)
    return bool(people) or any(map(_is_somebody, _NAMED.finditer(view.raw, start, match.start)))


def _is_somebody(name: re.Match[str]) -> bool:
    """Whether capitalised words may name a person or firm: no place, and not all of them ordinary words."""
    words = [word.strip("’'-").lower() for word in name[2].split()]
    placed = (name[1] or words[0]).lower() in words_of("frames.placing")
    return not placed and not all(word.removesuffix("'s") in ordinary() for word in words)


def _attributed(view: TextView, match: TermMatch) -> bool:
    """Whether the sentence names a court, the police or a tribunal for what it says."""
    return match.term.role != "always" and _near(view, match, "attribution")


def _near(view: TextView, match: TermMatch, role: str) -> bool:
    sentence = view.sentence_at(match.start)
    return bool(view.terms_between(sentence.start, sentence.end, "defamation", role))
