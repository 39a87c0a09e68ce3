"""A post whose text stood before in the same folder or schedule.

Case, blanks, links, hashtags and signs aside, the text is the same as that of an earlier post of the run:
only the later one is a finding, and it names the first. Posts for different platforms are no duplicates, nor
are those that a schedule sends out six days or more apart, as a weekly market is, nor replies and e-mails,
nor posts of a few words. A draft that is checked by itself repeats nothing.

Why:
    Followers who see the same post again think that the account is run by a machine, and one of the two is
    often a slip.
Flagged:
    - (repeated) The library is shut on Monday for the stocktake, and opens again on Tuesday at nine.
Not flagged:
    - The library is shut on Monday for the stocktake, and opens again on Tuesday at nine.
Instead:
    Leave out one of the two, or say in the later one what is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.reading import trimmed
from smcheck.model.finding import Category, Hit, Severity

CATEGORY: Category = "duplicate"
_MESSAGE = "the same text stands in {first}"
_SUGGESTION = "Leave out one of the two, or say in this one what is new."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit on the first sentence of a draft that is known to repeat another."""
    if context.draft.repeats and context.text.sentences:
        raw = context.text.raw
        start, end = trimmed(raw, context.text.sentence_at(len(raw) - len(raw.lstrip())))
        words = {"first": context.draft.repeats}
        yield Hit(start, end, _MESSAGE, _SUGGESTION, 0.9, at_most=Severity.NOTE, words=words)
