"""What a check is given: the draft, its views, and what the council has said of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from smcheck.checks.shared.cues import may_matter
from smcheck.model.draft import Draft
from smcheck.models.protocols import PersonFinder, SentenceJudge, SentenceScores, Threshold
from smcheck.people import Roster
from smcheck.people.mentions import Mention, find_mentions
from smcheck.settings.council import Council
from smcheck.settings.elections import Election
from smcheck.text import Span, TextView


@dataclass(frozen=True)
class Context:
    """Everything that a check may read.

    `find_persons` finds the names of persons in a text, `judge` judges its sentences; each is None where it
    is switched off or the text is not English. `date` is the day for which the draft is judged, `election`
    the poll in whose pre-election period that day lies.
    """

    draft: Draft
    text: TextView
    council: Council
    roster: Roster
    date: dt.date
    election: Election | None = None
    find_persons: PersonFinder | None = None
    judge: SentenceJudge | None = None

    @cached_property
    def scores(self) -> tuple[SentenceScores, ...]:
        """What the judge makes of each sentence, and of several together.

        Empty without a judge, and where nothing in the draft could make it object.
        """
        if self.judge is None or not may_matter(self.text):
            return ()
        sentences = [(span, self.text.plainly(span)) for span in self.text.sentences]
        return self.judge.judge(sentences)

    @cached_property
    def scores_by_sentence(self) -> dict[Span, SentenceScores]:
        """The scores of each sentence by its span: its own or, if graver, that with its neighbours."""
        found: dict[Span, SentenceScores] = {}
        waiting: list[SentenceScores] = []
        sentences = set(self.text.sentences)
        for scored in self.scores:
            if scored.span in sentences:
                waiting.append(scored)
                found[scored.span] = scored
                continue
            for part in (part for part in waiting if part.span.start >= scored.span.start):
                found[part.span] = part.graver(scored)
            waiting = []
        return found

    def threshold(self, name: Threshold) -> float:
        """How sure the judge must be, from 0 to 1; asked where something was judged."""
        if self.judge is None:
            raise LookupError("there is no judge")
        return self.judge.threshold(name)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everybody whom the draft names, in reading order."""
        return find_mentions(self.text, self.roster, self.find_persons, self.council.place_words)
