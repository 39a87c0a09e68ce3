"""Publicity that a council holds back before a poll: new campaigns, and quotations from councillors.

Looked for within a pre-election period only (`smcheck election` shows it). A quotation counts where a
councillor, a mayor or a candidate says it, named or by office.

Why:
    Between the notice of election and the poll, what a council publishes must not favour anybody who
    stands; the publicity code asks for care with campaigns and with the words of the elected.
Flagged:
    - (before a poll) We are launching a new campaign for cleaner streets.
    - (before a poll) “This is a great day for our town,” said the Leader of the Council.
Not flagged:
    - (before a poll) Polling stations are open from 7am to 10pm. Bring photo ID.
    - (before a poll) The campaign to register to vote runs until Friday.
Instead:
    Keep it for after the poll, or give the facts and quote an officer.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.text import Coverage

CATEGORY: Category = "politics"
_SUGGESTION = "Keep it until after the poll, or give the facts and quote an officer. If in doubt, ask {ask}."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every launch, and for every quotation beside an elected office and a verb of speech."""
    if context.election is None:
        return
    view = context.text
    for match in view.terms("politics", "campaign"):
        sentence = view.sentence_at(match.start)
        if not view.terms_between(sentence.start, sentence.end, "politics", "neutral"):
            yield Hit(match.start, match.end, "a new campaign", _SUGGESTION, 0.75)
    covered = Coverage(len(view.raw))
    for office in view.terms("politics", "office"):
        around = view.sentences_near(office.start)
        said = view.terms_between(around.start, around.end, "shared", "report")
        for quotation in view.quotations if said else ():
            near = around.start <= quotation.start and quotation.end <= around.end
            if near and not covered.touches(*quotation):
                covered.add(*quotation)
                yield Hit(*quotation, "a quotation from a councillor", _SUGGESTION, 0.75)
