"""NHS numbers: ten digits with a valid check digit, where the text speaks of the NHS or a patient.

Behind the words "NHS number" the check digit may be wrong too, for a slip of the pen. A number printed as
the NHS does, in groups of three, three and four, that fills a line of its own needs no words.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Patient's NHS number: 999 000 0018
Not flagged:
    - Charity number 9990000018, registered in England.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import alone, nhs_checksum, stands_near
from smcheck.checks.shared.numbers import Stretch, of_draft, stretches_of
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.text import TextView

CATEGORY: Category = "personal-data"
_LENGTH = 10
_NAMED = lazy(r"\bnhs(?: ?(?:no|num|number|id))?\W{0,4}(?:is|was)?\W{0,3}$")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every NHS number."""
    for stretch in stretches_of(context.text, _LENGTH, _LENGTH):
        confidence = _confidence(context.text, stretch)
        if confidence:
            yield Hit(*of_draft(context.text, stretch), "an NHS number", "Leave it out.", confidence)


def _confidence(view: TextView, stretch: Stretch) -> float:
    text = view.figures.text
    named = _NAMED.search(text[max(0, stretch.start - 24) : stretch.start]) is not None
    if not nhs_checksum(stretch.digits):
        return 0.8 if named else 0
    span = of_draft(view, stretch)
    if named or stands_near(view, *span, "<identifiers.patients>"):
        return 0.98
    return 0.6 if stretch.groups == (3, 3, 4) and alone(view, *span) else 0
