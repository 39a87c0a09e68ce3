"""Checks that are nothing but words: which listed phrases they find, and what they say of them.

Such a check is declared: `check = listed(CATEGORY, Phrases("always", message, suggestion))`. With a
`READING` beside it, its words are weighed by how their sentences read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from smcheck.checks.shared.context import Context
from smcheck.model.edit import Edit
from smcheck.model.finding import Category, Hit
from smcheck.text import Span, TermMatch, TextView


class Phrases(NamedTuple):
    """Listed terms that are findings, by their role.

    In `message`, {words} is the phrase. `confidence` is from 0 to 1. `beside` is the role of a term that has
    to stand in the same sentence, `unless` that of one that must not; both look `reach` sentences further on
    either side. `quoted` says whether a phrase counts within quotation marks. `edits` makes the other words
    that are offered.
    """

    role: str
    message: str
    suggestion: str
    confidence: float = 0.8
    beside: str = ""
    unless: str = ""
    reach: int = 0
    quoted: bool = True
    edits: Callable[[TextView, TermMatch], tuple[Edit, ...]] | None = None


def listed(category: Category, *kinds: Phrases, once: bool = False) -> Callable[[Context], Iterator[Hit]]:
    """The check that yields a hit for every phrase, or with `once` for the first of each sentence."""
    if once:
        return lambda context: first_of_sentences(context.text, phrase_hits(context.text, category, *kinds))
    return lambda context: phrase_hits(context.text, category, *kinds)


def first_of_sentences(view: TextView, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The first hit of each sentence, in reading order: one finding says of it what there is to say."""
    told: set[Span] = set()
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        sentence = view.sentence_at(hit.start)
        if sentence not in told:
            told.add(sentence)
            yield hit


def phrase_hits(view: TextView, category: Category, *kinds: Phrases) -> Iterator[Hit]:
    """A hit for every listed phrase of the category, kind by kind."""
    for kind in kinds:
        for match in view.terms(category, kind.role):
            if _counts(view, match, kind):
                words = " ".join(token.text for token in view.tokens_between(match.start, match.end))
                yield Hit(
                    match.start,
                    match.end,
                    kind.message,
                    kind.suggestion,
                    kind.confidence,
                    edits=kind.edits(view, match) if kind.edits else (),
                    words={"words": words},
                )


def _counts(view: TextView, match: TermMatch, kind: Phrases) -> bool:
    """Whether what stands about a phrase lets it count."""
    category, near = match.term.category, view.sentences_near(match.start, kind.reach)
    if kind.beside and not view.terms_between(*near, category, kind.beside):
        return False
    if kind.unless and view.terms_between(*near, category, kind.unless):
        return False
    return kind.quoted or view.quotation_at(match.start, match.end) is None
