"""What a check is given: the draft, its views, and what the council has said of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from smcheck.council import Council
from smcheck.draft import Draft
from smcheck.people import Roster
from smcheck.people.mentions import Mention, PersonFinder, find_mentions
from smcheck.text import TextView


@dataclass(frozen=True)
class Context:
    """Everything that a check may read.

    `find_persons` asks the language model for spans of person names
    in a text and is None where the model is switched off or the text is not English. `date` is the day for
    which the draft is judged.
    """

    draft: Draft
    text: TextView
    council: Council
    roster: Roster
    date: dt.date
    find_persons: PersonFinder | None = None

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everybody whom the draft names, in reading order."""
        return find_mentions(self.text, self.roster, self.find_persons, self.council.place_words)
