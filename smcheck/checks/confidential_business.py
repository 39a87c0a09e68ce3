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

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import phrase_hits
from smcheck.checks.shared.verdicts import with_sentences
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "confidential"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phrase that speaks of private-session business, and for what reads so."""
    message = "this may be confidential business: “{words}”"
    suggestion = "Ask {ask} what may be said, and leave the rest out."
    listed = phrase_hits(context.text, "confidential", "always", message, suggestion)
    yield from with_sentences(
        context, "confidential", listed, "this sentence reads as confidential business", suggestion
    )
