"""What a check is given: the draft, its views, and what the council has said of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from smcheck.model.draft import Draft
from smcheck.model.finding import Severity
from smcheck.models.protocols import (
    Head,
    Judgement,
    Marks,
    PersonFinder,
    SentenceJudge,
    SentenceScores,
    Weighing,
)
from smcheck.people import Roster
from smcheck.people.mentions import Mention, find_mentions
from smcheck.people.shapes import Names
from smcheck.settings.council import Council
from smcheck.settings.elections import Election
from smcheck.text import Span, TextView


@dataclass(frozen=True)
class Context:
    """Everything that a check may read.

    `find_persons` finds the names of persons in a text, `judge` judges its sentences and the whole; each is
    None where it is switched off or the text is not English. `date` is the day for which the draft is judged,
    `election` the poll in whose pre-election period that day lies. `foreign` are stretches in other languages
    than English. `topics` are what may be posted; none
    where nobody has said.
    """

    draft: Draft
    text: TextView
    council: Council
    roster: Roster
    date: dt.date
    election: Election | None = None
    find_persons: PersonFinder | None = None
    judge: SentenceJudge | None = None
    topics: frozenset[str] = frozenset()
    foreign: tuple[Span, ...] = ()

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """What the judge makes of each post in the draft; none without a judge, or without a sentence."""
        return self.judge.judge(self._given) if self.judge and self.text.sentences else ()

    @cached_property
    def _given(self) -> list[tuple[Span, str]]:
        return [(span, self.text.plainly(span)) for span in self.text.sentences]

    @cached_property
    def _sentences(self) -> dict[Span, SentenceScores]:
        return _by_span(self.judgements)

    def _read(self, sentence: Span) -> SentenceScores | None:
        """What the judge makes of a sentence, which it may not have read so far."""
        if sentence not in self._sentences and self.judgements and sentence in self.text.sentences:
            for span, scores in _by_span(self._asked.judge(self._given, sentence)).items():
                self._sentences.setdefault(span, scores)
        return self._sentences.get(sentence)

    def highest(self, heads: Sequence[Head], start: int, end: int) -> float | None:
        """How surely some head is about the sentences of a stretch, from 0 to 1; None if none is judged."""
        found = None
        while start < end:
            sentence = self.text.sentence_at(start)
            if judged := self._read(sentence):
                found = max(found or 0.0, judged.highest(heads))
            start = max(sentence.end, start + 1)
        return found

    def objection(self, post: Judgement, head: Head) -> tuple[Severity | None, float]:
        """How grave a whole post is by one head, a warning at most, and how sure that is, from 0 to 1."""
        sure, marks = post.whole.score(head), self.marks(head)
        if sure >= marks.warning:
            return Severity.WARNING, sure
        return (Severity.NOTE if sure >= marks.note else None), sure

    def is_objected_to_alone(self, sentence: Span, head: Head) -> bool:
        """Whether a head objects to a sentence as if it were posted by itself."""
        alone = self._asked.judge([(sentence, self.text.plainly(sentence))])
        return any(self.objection(post, head)[0] for post in alone)

    def marks(self, head: Head) -> Marks:
        """How sure the judge must be to speak; asked where something was judged."""
        return self._asked.marks(head)

    @property
    def weighing(self) -> Weighing:
        """What the judge's scores say of listed words; asked where something was judged."""
        return self._asked.weighing()

    @property
    def _asked(self) -> SentenceJudge:
        if self.judge is None:
            raise LookupError("there is no judge")
        return self.judge

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everybody whom the draft names, in reading order."""
        return find_mentions(self.text, self.roster, self.find_persons, self.council.place_words)

    @cached_property
    def names(self) -> Names:
        """What lists and shapes tell of the names in the draft; no model is asked."""
        return Names(self.text, self.council.place_words)


def _by_span(judgements: Iterable[Judgement]) -> dict[Span, SentenceScores]:
    """The sentences of posts; of one that is cut, its gravest part for each head."""
    found: dict[Span, SentenceScores] = {}
    for one in (sentence for post in judgements for sentence in post.sentences):
        known = found.setdefault(one.span, one)
        if known is not one:
            found[one.span] = SentenceScores(one.span, tuple(map(max, known.scores, one.scores)))
    return found
