"""What bears on a case before a court, a tribunal or the police, as the classifier reads it.

Comment on a live case, a guess at its outcome, and names that a court has not published are findings. That a
court decided, and what it said, is none.

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

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "court-proceedings"
READING = Reading(
    heads=("court-proceedings",),
    message="this sentence reads as comment on a case that is not over",
    suggestion="Leave the case alone until it is over, and ask {ask}.",
)
