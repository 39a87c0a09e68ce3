"""What the readers make of a draft beside its listed words, and how a finding of theirs says why.

A check that listens declares `READING`: which heads of the judge are about its subject, and what is said of a
sentence that only the readers object to. Listed words are evidence, weighed by how their sentence reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from smcheck.checks.shared.context import Context
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.frames import milder
from smcheck.model.category import COARSE, PERSONAL, Category
from smcheck.model.finding import Hit, Severity
from smcheck.model.masking import star_out
from smcheck.models.protocols import Head, SentenceScores
from smcheck.settings.words import words_of
from smcheck.text import Coverage, Span, TextView

OTHERWISE = "the sentence as a whole sounds harmless"
"""Why a listed word weighs a step less in a sentence that the readers take otherwise."""

_FEWEST_WORDS = 4
_EXPLAINED = 4  # findings a draft: leaving every word out in turn takes its time
_CERTAIN = 0.999
_MOST_SHOWN = 3  # sentences a post, for one head
_NEARLY = 0.5  # of the surest sentence's odds: what else shows it


@dataclass(frozen=True)
class Reading:
    """What a check listens for.

    `heads` weigh its listed words; where there is a `message`, those of `speaking`, or all, make findings
    too. In `message`, {about} stands for what `about` tells of the sentence: whom it concerns. `unless` says
    of a sentence that it is not to be taken so, `elsewhere` that another check judges it, so that what is
    read beside it must be objected to by itself. `instead` is offered in its place.
    """

    heads: tuple[Head, ...]
    message: str = ""
    suggestion: str = ""
    speaking: tuple[Head, ...] = ()
    unless: Callable[[TextView, Span], bool] | None = None
    elsewhere: Callable[[TextView, Span], bool] | None = None
    about: Callable[[Context, Span], str] | None = None
    instead: str = ""


def listening(context: Context, category: Category, reading: Reading, listed: Iterable[Hit]) -> Iterator[Hit]:
    """The hits of listed words, weighed, and one for each further sentence that the readers object to."""
    hits = list(listed)
    if not (hits or reading.message):  # nothing to weigh and nothing to say: the readers need not be loaded
        return
    if not context.judgements:
        yield from hits
        return
    covered = Coverage(len(context.text.raw))
    for hit in hits:
        weighed = _weighed(context, reading, hit)
        if weighed is None:
            continue
        yield weighed
        if weighed.at_most is not Severity.NOTE:
            sentence = context.text.sentence_at(hit.start)
            covered.add(sentence.start, max(sentence.end, hit.end))
    if reading.message:
        yield from _objections(context, category, reading, covered)


def _weighed(context: Context, reading: Reading, hit: Hit) -> Hit | None:
    """The hit as it weighs in its sentence; None where the sentence plainly reads otherwise."""
    score, weighing = context.highest(reading.heads, hit.start, hit.end), context.weighing
    if score is None or score >= weighing.confirmed:
        return hit
    if score >= weighing.doubtful:
        return replace(hit, at_most=hit.at_most.at_most(Severity.WARNING))
    if score >= weighing.unlikely:
        return replace(hit, at_most=Severity.NOTE, reasons=(*hit.reasons, OTHERWISE))
    return None


def _objections(
    context: Context,
    category: Category,
    reading: Reading,
    covered: Coverage,
) -> Iterator[Hit]:
    """A hit for each sentence that shows what a whole post is judged for."""
    shown: dict[Span, tuple[Severity, float, Head]] = {}
    for post, head in product(context.judgements, reading.speaking or reading.heads):
        severity, sure = context.objection(post, head)
        if severity is None:
            continue
        spans = _shows(post.sentences, head, context.marks(head).note)
        if covered.touches(*spans[0]):  # a listed word says it where it is surest
            continue
        for span in spans:
            if span not in shown or (severity.rank, sure) > (shown[span][0].rank, shown[span][1]):
                shown[span] = (severity, sure, head)
    for count, (span, (severity, sure, head)) in enumerate(sorted(shown.items())):
        start, end = trimmed(context.text.raw, span)
        if covered.touches(start, end) or not (category in COARSE or _says_something(context.text, span)):
            continue
        if reading.unless and reading.unless(context.text, span):
            continue
        if reading.elsewhere and not _stands_alone(context, reading.elsewhere, span, head):
            continue
        about = reading.about(context, Span(start, end)) if reading.about else ""
        quiet = category in PERSONAL or count >= _EXPLAINED
        yield Hit(
            start,
            end,
            reading.message,
            reading.suggestion,
            round(sure, 2),
            milder(context.text, start, end),
            at_most=severity,
            guessed=True,
            shown=category in PERSONAL,
            explanation=None if quiet else _telling(context, start, end, head),
            edits=instead((start, end), reading.instead, "tone"),
            words={"about": about},
        )


def _stands_alone(
    context: Context, elsewhere: Callable[[TextView, Span], bool], sentence: Span, head: Head
) -> bool:
    """Whether a sentence is objected to by itself, where one that another check judges is beside it."""
    beside = any(elsewhere(context.text, other) for other in context.text.sentences)
    return not beside or context.is_objected_to_alone(sentence, head)


def _shows(sentences: Sequence[SentenceScores], head: Head, mark: float) -> list[Span]:
    """The sentences that show what a head objects to: the surest, and those nearly as sure, at the mark."""
    ranked = sorted(sentences, key=lambda one: -one.score(head))
    least = _odds(ranked[0], head) * _NEARLY
    nearly = [one for one in ranked[1:_MOST_SHOWN] if one.score(head) >= mark and _odds(one, head) >= least]
    return [one.span for one in (ranked[0], *nearly)]


def _says_something(view: TextView, sentence: Span) -> bool:
    """Whether the sentence has words enough, figures aside, to mean anything but an insult by itself."""
    return sum(token.text.isalpha() for token in view.tokens_between(*sentence)) >= _FEWEST_WORDS


def _odds(one: SentenceScores, head: Head) -> float:
    score = min(one.score(head), _CERTAIN)
    return score / (1 - score)


def _telling(context: Context, start: int, end: int, head: Head) -> str | None:
    """Which words weigh most in a sentence, coarse ones starred out; None where none stands out.

    Figures, addresses, names and common words are left out: it is not masked.
    """
    view = context.text
    coarse = Coverage(len(view.raw))
    for category in COARSE:
        for match in view.strong_terms(category, start, end):
            coarse.add(match.start, match.end)
    groups = Coverage(len(view.raw), (match[:2] for match in view.terms("discrimination", "group")))
    common = words_of("english.common")
    words = [
        Span(token.start - start, token.end - start)
        for token in view.tokens_between(start, end)
        if token.text.isalpha()
        and token.text not in common
        and (view.raw[token.start].islower() or groups.touches(*token[:2]) or coarse.touches(*token[:2]))
    ]
    heaviest = context.judge.weightiest(view.raw[start:end], words, head) if context.judge else ()
    shown = [
        star_out(view.raw[start + first : start + last])
        if coarse.touches(start + first, start + last)
        else view.raw[start + first : start + last]
        for first, last in heaviest
    ]
    return f"mainly because of {', '.join(f'“{word}”' for word in shown)}" if shown else None


def trimmed(raw: str, span: Span) -> Span:
    """The stretch without the blanks at its ends."""
    text = raw[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
