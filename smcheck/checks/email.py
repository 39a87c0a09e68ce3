"""E-mail addresses outside the council's own domains and list.

Addresses in disguise count too: "jo at example dot com", "jo (at) example.com", "j o @ e x a m p l e . c o
m".

What an organisation publishes is no personal data. The mailboxes of the council's partners (smcheck.toml)
stay silent, and so does one that bears a task or a body rather than a name (info@, bookings@, surgery@) at a
domain of its own, or that lies under a public body's domain. At a provider where everybody has mailboxes
(Gmail, Hotmail), at a domain that bears a person's name, and where the draft says nothing of it, it counts
one step less grave; one that bears a club's or another body's name at such a provider ("exampletheatre") is a
note. A mailbox that bears a person's name is that person's, wherever it is.

Why:
    Personal contact details are not published, and nobody else's ever.
Flagged:
    - Send your entries to jane.smith@example.com by Friday.
    - Email jane dot smith at example dot com by Friday.
Not flagged:
    - Follow @example for updates.
    - Look at example dot com for the programme.
    - Tickets from bookings@theatre.example or at the door.
Instead:
    Give a mailbox of the council's own. A published mailbox of another organisation may stand: list the
    organisation among the council's partners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from smcheck.checks import Context
from smcheck.checks.shared.called import (
    After,
    account_called_after,
    bears_a_name,
    bears_a_task,
    mailbox_parts,
    names_somebody,
)
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.whose import Holder, Whose, holder_of, stands_alone
from smcheck.model.finding import Category, Hit, Severity
from smcheck.people import lists
from smcheck.settings.contacts import canonical_domain, canonical_email, within_domain
from smcheck.settings.everybodys import has_everybodys_mail
from smcheck.settings.words import phrases_of, worded
from smcheck.text import Span, TextView
from smcheck.text.addresses import Mailbox

CATEGORY: Category = "personal-contact"
_SAID_OWN = worded(r"\b<contacts.numbers-of> e-?mail(?: address)?\b\W*(?:is\W+)?$", re.IGNORECASE)
_REACH = 60  # code points


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every e-mail address; the council's own and organisations' are left out."""
    own = next(iter(context.council.emails), "")
    for mailbox in context.text.mailboxes:
        if any(one.owns_email(mailbox.address) for one in context.council.listed):
            continue
        span = Span(mailbox.start, mailbox.end)
        tasked = bears_a_task(_local(mailbox))
        holder = _holder(context, span, mailbox)
        if not holder.published:
            yield Hit(
                *span,
                "an e-mail address that is not one of {we}'s own",
                holder.advice("mailbox", own),
                0.97 if mailbox.plain else 0.85,
                reasons=("an organisation's kind of mailbox",) if tasked else (),
                at_most=Severity.NOTE if holder.of_body else Severity.ERROR,
                subject=canonical_email(mailbox.address),
                edits=instead(span, holder.instead(own), "contact"),
            )


def _holder(context: Context, span: Span, mailbox: Mailbox) -> Holder:
    """Whose a mailbox is: what it is called tells first, then the words beside it."""
    holder = holder_of(context, span)
    elsewhere = holder.elsewhere
    before = context.text.raw[max(0, span.start - _REACH) : span.start]
    named = bears_a_name(_local(mailbox)) or _echoes_a_name(context.text, span, _local(mailbox))
    if named or not mailbox.plain or _SAID_OWN.search(before):
        return Holder(Whose.PERSON, elsewhere=elsewhere)
    domain = canonical_domain(mailbox.address.rpartition("@")[2])
    if has_everybodys_mail(domain) and account_called_after(_local(mailbox)) is After.BODY:
        return Holder(Whose.ORGANISATION, elsewhere=True)  # a club's
    if names_somebody(domain):
        return Holder(Whose.UNKNOWN, elsewhere=elsewhere)
    if has_everybodys_mail(domain) or stands_alone(context.text, span):
        return Holder(Whose.UNKNOWN, elsewhere=elsewhere)
    public = any(within_domain(domain, known) for known in phrases_of("web.public-sector"))
    if bears_a_task(_local(mailbox)) or public:
        return Holder(Whose.ORGANISATION, named=True, elsewhere=True)
    if holder.whose is Whose.ORGANISATION and elsewhere:  # only the words say so
        return Holder(Whose.ORGANISATION, elsewhere=True)
    return holder if holder.whose is Whose.PERSON else Holder(Whose.UNKNOWN, elsewhere=elsewhere)


def _local(mailbox: Mailbox) -> str:
    """What stands before the @."""
    return mailbox.address.rpartition("@")[0]


def _echoes_a_name(view: TextView, span: Span, local: str) -> bool:
    """Whether a mailbox repeats the surname of somebody before it: "Paul Askew, karoo.askew@"."""
    parts = mailbox_parts(local)
    words = view.tokens_between(max(0, span.start - _REACH), span.start)
    names = (two.text for one, two in pairwise(words) if one.text in lists.given())
    return any(name in parts for name in names)
