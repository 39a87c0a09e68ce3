"""Hostile or generalising statements about a group of people.

A group's name on its own is never a finding. It is one beside something hostile said of the whole group,
in the same sentence or the next: that they lie, that they are vermin, that they should go back; or beside a
threat. A statement weighs a step less for each of these: it is negated or reported, it stands in quotation
marks as well; and less, or nothing, where the classifier does not take its sentence for hostile.

Why:
    Contempt for a group that the Equality Act protects is discrimination, even without a slur.
Flagged:
    - Ninety-seven per cent of asylum seekers are lying and we all know it.
    - We should be building fewer mosques, they only divide communities.
Not flagged:
    - Officers have visited the Gypsy and Traveller families on the recreation ground.
    - Eid Mubarak to all residents celebrating today.
Instead:
    Write of what was done and where, not of who "they" are.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import milder
from smcheck.checks.shared.reading import Reading
from smcheck.checks.threat import threats
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import words_of
from smcheck.text import Coverage, Span, TermMatch, TextView

CATEGORY: Category = "discrimination"
READING = Reading(("hate", "discrimination"))
_BETWEEN = 3  # words between "fewer" and the group
_SUGGESTION = "Say what was done and where, and leave the group of people out of it."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every group beside hostile words, and for every phrase that is hostile by itself."""
    view = context.text
    covered = Coverage(len(view.raw))
    for match in view.terms("discrimination", "always"):
        covered.add(match.start, match.end)
        yield _hit(view, Span(match.start, match.end), match, "hostile words about a group of people")
    for threat in threats(view):
        sentence = view.sentence_at(threat.start)
        groups = view.terms_between(sentence.start, sentence.end, "discrimination", "group")
        if groups and not covered.touches(*threat):
            covered.add(*threat)
            why = milder(view, threat.start, threat.end)
            yield Hit(*threat, _about("a threat to", groups[0]), _SUGGESTION, 0.8, why)
    for group in view.terms("discrimination", "group"):
        hostile = None if covered.touches(group.start, group.end) else _hostile_to(view, group)
        if hostile:
            span = Span(min(group.start, hostile.start), max(group.end, hostile.end))
            yield _hit(view, span, hostile, _about("hostile words about", group))


def _about(what: str, group: TermMatch) -> str:
    return f"{what} people for their {group.term.characteristic.replace('-', ' ')}"


def _hit(view: TextView, span: Span, words: TermMatch, message: str) -> Hit:
    return Hit(*span, message, _SUGGESTION, 0.8, milder(view, words.start, words.end))


def _hostile_to(view: TextView, group: TermMatch) -> TermMatch | None:
    """Hostile words that are about the group: "get rid of …", "… are lying", "…. They are vermin."."""
    sentence = view.sentence_at(group.start)
    before = view.terms_between(sentence.start, group.start, "discrimination", "hostile-before")
    for hostile in before[-1:]:
        if len(view.tokens_between(hostile.end, group.start)) <= _BETWEEN:
            return hostile
    beside = view.terms_between(sentence.start, group.start, "discrimination", "hostile")[-1:]
    if beside and not view.tokens_between(beside[0].end, group.start):
        return beside[0]
    earlier = view.tokens_between(sentence.start, group.start)[-1:]
    if earlier and earlier[0].text in words_of("frames.about-something-else"):
        return None  # "a disgrace for wheelchair users": the words are about something else
    within = view.terms_between(group.end, sentence.end, "discrimination", "hostile")
    if within:
        return within[0]
    return _in_next_sentence(view, sentence)


def _in_next_sentence(view: TextView, sentence: Span) -> TermMatch | None:
    following = view.sentence_at(sentence.end)
    hostile = view.terms_between(following.start, following.end, "discrimination", "hostile")
    if following == sentence or not hostile:
        return None
    words = view.tokens_between(following.start, hostile[0].end)
    first = words[0].start == hostile[0].start
    group = words_of("frames.group-pronouns")
    return hostile[0] if first or any(word.text in group for word in words) else None
