"""Business that councils keep to private session: staffing, tenders, legal advice, exempt reports.

Parish and town councils exclude the public under the Public Bodies (Admission to Meetings) Act 1960;
principal councils call such papers exempt (Local Government Act 1972, Schedule 12A).

Why:
    Confidential or commercially sensitive information is never disclosed, not even in part.
Flagged:
    - From the private part of tonight's meeting: more to follow.
    - The lowest tender was £48,000.
Not flagged:
    - The hall is closed for a private function on Friday.
    - The Silver Line is a free and confidential helpline.
Instead:
    Leave it out until the decision is public, and ask the Town Clerk what may be said.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "confidential"
_MESSAGE = "this may be confidential business: “{words}”"
_SUGGESTION = "Ask {ask} what may be said, and leave the rest out."
_READS = "this sentence may give away confidential business"
check = listed(CATEGORY, Phrases("always", _MESSAGE, _SUGGESTION))
READING = Reading(("confidential",), _READS, _SUGGESTION)
