"""Sentences that insult, mock or bully somebody, as the classifier reads them.

Contempt often uses no insult that a list could hold ("couldn't run a bath"). Small neural networks that ship
with smcheck judge the whole post, which decides, and every sentence, which shows where. By their word alone a
finding is a warning at most, and a listed insult speaks before it.

Why:
    An insult on the council's page is abuse in the council's name.
Flagged:
    - Our beloved clerk couldn't run a bath, never mind a council.
Not flagged:
    - The clerk is on leave until Monday; the office will answer e-mails then.
    - This bus timetable makes no sense to us either, and we have told the company.
Instead:
    Say what happened and what the council will do; leave out what you think of the person.
"""

from __future__ import annotations

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "abuse"
READING = Reading(
    heads=("abuse", "insult"),
    message="this sentence could be taken as an insult, or as contempt",
    suggestion="Say what happened, not what you think of the person. If in doubt, ask {ask}.",
)
