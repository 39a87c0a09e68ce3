"""Allegations of crime, lying or corruption against a person, a party or a firm.

Some phrases allege by themselves ("brown envelopes"); words such as "lied" or "fraud" count when they
are said of somebody. "Alleged" or "apparently" before it does not make an allegation safe.

Why:
    A false statement that harms a reputation is defamation, and the person who posts it answers for it.
Flagged:
    - Brown envelopes all round at the town council.
    - The developer lied to residents again.
Not flagged:
    - Fraud Awareness Week: free talk at the library.
    - The playing fields lie behind the school.
Instead:
    State only what a court, the police or a published report has found, and say which.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import IDENTIFIABLE, aimed, lowered
from smcheck.finding import Category, Hit

CATEGORY: Category = "defamation"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every allegation with somebody it is made against."""
    view = context.text
    for match in view.terms("defamation", "always", "aimed"):
        if match.term.role == "always" or aimed(view, match, IDENTIFIABLE):
            why = lowered(view, match.start, match.end)
            yield Hit(
                match.start,
                match.end,
                "an allegation that could be defamatory",
                "State only what a court, the police or a published report has found, and say which.",
                0.8,
                "" if why == "reported" else why,
            )
