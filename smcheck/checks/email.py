"""E-mail addresses outside the council's own domains and list.

Addresses in disguise count too: "jo at example dot com", "jo (at) example.com", "j o @ e x a m p l e . c o
m". A mailbox that bears a task rather than a name (info@, bookings@) counts one step less grave.

Why:
    Personal contact details are not published, and nobody else's ever.
Flagged:
    - Send your entries to jane.smith@example.com by Friday.
    - Email jane dot smith at example dot com by Friday.
Not flagged:
    - Follow @example for updates.
    - Look at example dot com for the programme.
Instead:
    Give a mailbox of the council's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.model.finding import Category, Hit
from smcheck.settings.contacts import canonical_email
from smcheck.text.words import worded

CATEGORY: Category = "personal-contact"
_TASK = worded("<contacts.tasks>@")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every e-mail address, the council's own left out."""
    own = context.council.emails
    suggestion = f"Give {own[0]} instead." if own else "Give one of the council's own mailboxes instead."
    for mailbox in context.text.mailboxes:
        if not context.council.owns_email(mailbox.address):
            yield Hit(
                mailbox.start,
                mailbox.end,
                "an e-mail address that is not one of the council's own",
                suggestion,
                0.97 if mailbox.plain else 0.85,
                reasons=("an organisation's kind of mailbox",) if _TASK.match(mailbox.address) else (),
                subject=canonical_email(mailbox.address),
                edits=instead((mailbox.start, mailbox.end), own[0] if own else "", "contact"),
            )
