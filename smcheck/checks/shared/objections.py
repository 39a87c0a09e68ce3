"""What the classifier makes of a draft's sentences, and how a finding of its says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from smcheck.checks.shared.context import Context
from smcheck.checks.shared.frames import characteristics, milder, supported
from smcheck.model.category import COARSE
from smcheck.model.finding import Hit, Severity
from smcheck.model.masking import star_out
from smcheck.models.protocols import Head, SentenceScores, Threshold
from smcheck.text import Coverage, Span, TextView
from smcheck.text.words import words_of

ALONE = "no listed word shows it"
"""Why a sentence that only the classifier objects to weighs one step less."""
NOT_HOSTILE = "the sentence does not read as hostile"
OF_ONESELF = "said of oneself"
OTHERWISE = "the sentence does not read so"

_CLOSE = 4  # words between the speaker and what he says of himself
_FEWEST_WORDS = 4
_EXPLAINED = 10  # findings a draft: leaving every word out in turn takes its time


class Objection(NamedTuple):
    """A sentence that the classifier objects to, and how sure it is, from 0 to 1."""

    start: int
    end: int
    confidence: float


def objections(context: Context, head: Head, threshold: Threshold) -> Iterator[Objection]:
    """Sentences judged surely enough; where only several together are, the worst of them."""
    if not context.scores:
        return
    least = context.threshold(threshold)
    sentences = set(context.text.sentences)
    within: list[SentenceScores] = []
    surest: dict[Span, float] = {}
    for judged in context.scores:
        score = judged.score(head)
        if judged.span in sentences:
            within.append(judged)
            if score >= least:
                surest[judged.span] = score
            continue
        parts = [part for part in within if part.span.start >= judged.span.start]
        if score >= least and not any(part.span in surest for part in parts):
            surest[max(parts, key=lambda part: part.score(head)).span] = score
        within = []
    for span, score in surest.items():
        yield Objection(*_trimmed(context.text.raw, span), round(score, 2))


def hits(
    context: Context, head: Head, found: Iterable[Objection], message: str, suggestion: str
) -> Iterator[Hit]:
    """A hit for each sentence, which says what weighed most and why it weighs less, if it does.

    In `message`, {people} stands for the people whom the sentence is about.
    """
    view = context.text
    for count, (start, end, confidence) in enumerate(found):
        about = characteristics(view, start, end)
        said = message.format(people=f"people for their {about}" if about else "a group of people")
        cue = head == "hate" and supported(view, start, end)
        yield Hit(
            start,
            end,
            said,
            suggestion,
            confidence,
            milder(view, start, end) if cue else (*milder(view, start, end), ALONE),
            guessed=True,
            explanation=_weighing(context, start, end, head) if count < _EXPLAINED else None,
        )


def with_sentences(
    context: Context,
    topic: Head,
    listed: Iterable[Hit],
    message: str,
    suggestion: str,
    threshold: Threshold = "topic",
    neutral: Callable[[int], bool] = lambda _: False,
) -> Iterator[Hit]:
    """The hits of listed words, and one for each further sentence that the classifier takes for the topic.

    Listed words weigh a step less where the classifier is sure that their sentence means something else. By
    its word alone a hit is a warning at most. It has to be very sure where the sentence holds
    listed words that only look like the topic's; where `neutral` says so of the sentence's beginning, it is
    not asked.
    """
    view = context.text
    covered = Coverage(len(view.raw))
    for hit in listed:
        sentence = view.sentence_at(hit.start)
        covered.add(sentence.start, max(sentence.end, hit.end))
        sure = confidence(context, topic, hit.start)
        innocent = sure is not None and sure < context.threshold("innocent")
        yield replace(hit, reasons=(*hit.reasons, OTHERWISE)) if innocent else hit
    found = [
        one
        for one in objections(context, topic, threshold)
        if not covered.touches(one.start, one.end) and _says_something(view, one)
    ]
    for count, (start, end, sure) in enumerate(found):
        doubtful = view.innocent(topic, start, end) and sure < context.threshold("topic-against-words")
        if doubtful or neutral(start):
            continue
        why = _weighing(context, start, end, topic) if count < _EXPLAINED else None
        yield Hit(
            start, end, message, suggestion, sure, at_most=Severity.WARNING, guessed=True, explanation=why
        )


def _says_something(view: TextView, objection: Objection) -> bool:
    """Whether the sentence has words enough to mean anything by itself."""
    return len(view.tokens_between(objection.start, objection.end)) >= _FEWEST_WORDS


def confidence(context: Context, head: Head, start: int) -> float | None:
    """How sure the classifier is of the sentence at an offset, alone or with those around it.

    None where there is no classifier.
    """
    judged = context.scores_by_sentence.get(context.text.sentence_at(start))
    return judged.score(head) if judged else None


def weakened(context: Context, start: int, why: tuple[str, ...]) -> tuple[str, ...]:
    """Reasons why listed words weigh less, a step each: those given, and those of the classifier.

    A sentence that does not read as hostile is one; if the word is said of oneself, that is another.
    """
    hatred = confidence(context, "hate", start)
    if hatred is None or hatred >= context.threshold("harmless"):
        return why
    own = (OF_ONESELF,) if _of_oneself(context.text, start) else ()
    return (*why, NOT_HOSTILE, *own)


def _of_oneself(view: TextView, start: int) -> bool:
    """Whether the speaker says a word of himself: "I'm a …", "we're …", "us …", "myself a …"."""
    before = [token.text for token in view.tokens_between(view.sentence_at(start).start, start)][-_CLOSE:]
    pairs = map(" ".join, pairwise(before))
    return not words_of("frames.oneself").isdisjoint(before) or not words_of("frames.i-am").isdisjoint(pairs)


def _weighing(context: Context, start: int, end: int, head: Head) -> str | None:
    """Which words weigh most in a sentence, coarse ones starred out; None where none stands out.

    Figures, addresses, and words with a capital that are no group are left out: it is not masked.
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
    return f"weighing most: {', '.join(f'“{word}”' for word in shown)}" if shown else None


def _trimmed(raw: str, span: Span) -> Span:
    text = raw[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))
