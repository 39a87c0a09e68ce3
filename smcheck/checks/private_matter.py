"""An identifiable person together with a private matter: health, an offence, arrears, a child's school.

A person counts by the roster, a title or Mr and Mrs, a full name, a name and an age, a job ("our caretaker"),
kinship, or a description that neighbours would understand ("the family above the shop"). The matter stands in
the same sentence, or in the one before or after with "he", "she" or "they". A subject on its own ("autism
advice session") is no finding, nor is a person on their own, nor what is said of people at large.

Why:
    Personal and private information is never disclosed; some of it is special-category data in law.
Flagged:
    - Our deputy clerk, Karen, is off sick with stress again.
    - Callum, 9, from Elm Road was excluded from school last week.
Not flagged:
    - The council has funded an autism advice session for parents.
    - Fun for ages 5 to 11.
Instead:
    Leave the matter out: "The office is closed until Monday."
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from smcheck.checks import Context
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.people.standing import Standing
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text import Coverage, Span, TermMatch, TextView

CATEGORY: Category = "personal-data"
_HONORIFIC = worded(r"\b<titles.honorifics>\.? [A-Z][\w'’-]+")
_HISTORY = lazy(r"\b(?:1[0-8]\d\d|19[0-3]\d)s?\b")  # years of people who are not alive
_NUMBER = lazy(r" (?:number |no\.? ?)?\d{1,4}\b", re.IGNORECASE)  # behind "the lady at"
_GOES_ON = lazy(r"(?: (?:is|are|was|were|has|have|who|at|in|of|with))+$")
_WORDS_BEFORE = 6
_MESSAGE = "this tells something private about {about}"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every private matter of an identifiable person."""
    view = context.text
    matters = list(_matters(view))
    if not matters:
        return
    people = _people(context)
    covered = Coverage(len(view.raw), people)
    told: dict[Span, Span] = {}
    for matter in matters:
        if _of_somebody(view, matter, covered):
            sentence = view.sentence_at(matter.start)
            first = told.get(sentence, matter).start
            told[sentence] = Span(first, matter.end)
    for sentence, (start, end) in told.items():
        words = {"about": _whose(view, sentence, people)}
        yield Hit(start, end, _MESSAGE, "Leave out what is private.", 0.8, words=words)


def _people(context: Context) -> list[Span]:
    """Everybody who can be identified, in order."""
    return sorted({*_described(context.text), *_identifiable(context)})


def _whose(view: TextView, sentence: Span, people: Sequence[Span]) -> str:
    """Whose the matter is, in the draft's words: somebody in its sentence, else the last one before."""
    index = bisect_left(people, (sentence.start,))
    if index == len(people) or people[index].start >= sentence.end:
        index -= 1
    if index < 0 or people[index].start < view.sentences_near(sentence.start).start:
        return "somebody who can be identified"
    start, end = people[index]
    number = _NUMBER.match(view.raw, end)
    words = view.raw[start : number.end() if number else end]
    return f"“{_GOES_ON.sub('', ' '.join(words.split()))}”"


def _read_of(context: Context, sentence: Span) -> str:
    return _whose(context.text, sentence, _people(context))


READING = Reading(
    heads=("private-matter", "children"),
    message="this sentence may tell something private about {about}",
    suggestion="Leave out what is private. If in doubt, ask {ask}.",
    speaking=("private-matter",),
    about=_read_of,
)


def _identifiable(context: Context) -> Iterator[Span]:
    """Where people are named about whom a matter is private: not those of the past, nor things."""
    for mention in context.mentions:
        if mention.standing not in (Standing.HISTORICAL, Standing.NOT_A_PERSON):
            yield mention.span


def _matters(view: TextView) -> Iterator[TermMatch]:
    """Private matters: phrases that are ones by themselves, and conditions that somebody is said to have."""
    yield from view.terms("personal-data", "matter")
    for match in view.terms("personal-data", "condition"):
        before = _words_before(view, match, 3)
        if not words_of("frames.having").isdisjoint(before):
            yield match


def _words_before(view: TextView, match: TermMatch, most: int) -> list[str]:
    sentence = view.sentence_at(match.start)
    return [token.text for token in view.tokens_between(sentence.start, match.start)[-most:]]


def _of_somebody(view: TextView, matter: TermMatch, people: Coverage) -> bool:
    """Whether the matter is said of a person in its sentence, or of one beside it by a pronoun."""
    before = _words_before(view, matter, _WORDS_BEFORE)
    if not words_of("frames.at-large").isdisjoint(before):
        return False
    sentence = view.sentence_at(matter.start)
    if _HISTORY.search(view.raw, *sentence):
        return False
    if people.touches(*sentence):
        return True
    words = {token.text for token in view.tokens_between(sentence.start, sentence.end)}
    by_pronoun = not words.isdisjoint(words_of("frames.person-pronouns"))
    return by_pronoun and people.touches(*view.sentences_near(matter.start))


def _described(view: TextView) -> tuple[Span, ...]:
    """People whom their title, their role, their home or their kin makes identifiable."""
    terms = view.terms("personal-data", "described")
    named = (Span(*match.span()) for match in _HONORIFIC.finditer(view.raw))
    return tuple(
        chain(named, (Span(match.start, match.end) for match in terms), _tenants(view), _titled(view))
    )


def _tenants(view: TextView) -> Iterator[Span]:
    for match in view.terms("personal-data", "tenure"):
        following = view.tokens_between(match.end, match.end + 20)[:2]
        if any(token.text.isdigit() for token in following):
            yield Span(match.start, match.end)


def _titled(view: TextView) -> Iterator[Span]:
    for match in view.terms("shared", "title"):
        following = view.tokens_between(match.end, match.end + 3)[:1]
        if following and view.raw[following[0].start].isupper():
            yield Span(match.start, match.end)
