"""E-mail addresses outside the council's own domains and list.

Why:
    Personal contact details are not published, and nobody else's ever.
Flagged:
    - Send your entries to jane.smith@example.com by Friday.
Not flagged:
    - Follow @example for updates.
Instead:
    Give a mailbox of the council's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_email
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-contact"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every e-mail address, the council's own left out."""
    own = context.council.emails
    suggestion = f"Give {own[0]} instead." if own else "Give one of the council's own mailboxes instead."
    for start, end in context.text.emails:
        address = context.text.raw[start:end]
        if not context.council.owns_email(address):
            subject = canonical_email(address)
            message = "an e-mail address that is not one of the council's own"
            yield Hit(start, end, message, suggestion, 0.97, subject=subject)
