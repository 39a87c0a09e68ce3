"""What bears on a case before a court, a tribunal or the police.

Words such as "guilty", "thug" or "lock him up" count beside an arrest, a charge or a court, in the same
sentence or the next. Comment on a live case, a guess at its outcome, and names that a court has not published
are findings too, as the classifier reads them. That a court decided, what is only alleged, and an appeal for
witnesses are none.

Why:
    Comment on live proceedings may be contempt of court, and it harms the council's own case.
Flagged:
    - The man they arrested for the pavilion fire is obviously guilty and the jury will see through him
      next week.
Not flagged:
    - A trader was fined £400 at the magistrates' court on Monday after pleading guilty to fly-tipping.
Instead:
    Say that the matter is before the court and that the council will not comment until it is over.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "court-proceedings"
_SUGGESTION = "Leave the case alone until it is over, and ask {ask}."
_PREJUDGED = "this prejudges a case that is not over"
check = listed(
    CATEGORY,
    Phrases("always", _PREJUDGED, _SUGGESTION, unless="over"),
    Phrases("verdict", _PREJUDGED, _SUGGESTION, beside="case", unless="over", reach=1),
    Phrases("culprit", _PREJUDGED, _SUGGESTION, beside="case", unless="over", reach=1),
    once=True,
)
READING = Reading(
    heads=("court-proceedings",),
    message="this sentence reads as comment on a case that is not over",
    suggestion=_SUGGESTION,
)
