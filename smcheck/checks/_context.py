"""What a check is given: the draft, its views, and what the council has said of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from smcheck.council import Council
from smcheck.draft import Draft
from smcheck.roster import Roster
from smcheck.text import Lexicon, Span, TextView

PersonFinder = Callable[[str], tuple[Span, ...]]


@dataclass(frozen=True)
class Context:
    """Everything that a check may read.

    `people` names the roster's forms; `find_persons` asks the language model for spans of person names
    in a text and is None where the model is switched off or the text is not English. `date` is the day for
    which the draft is judged.
    """

    draft: Draft
    text: TextView
    council: Council
    roster: Roster
    people: Lexicon
    date: dt.date
    find_persons: PersonFinder | None = None
