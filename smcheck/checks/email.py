"""E-mail addresses outside the council's own domains and list.

Addresses written out in words count too: "jo at example dot com", "jo (at) example.com".

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

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_email
from smcheck.finding import Category, Hit
from smcheck.text import Span, TextView

CATEGORY: Category = "personal-contact"
_AT, _DOT = r"\s{0,3}(?:\(at\)|\[at\]|\{at\})\s{0,3}", r"\s{0,3}(?:\(dot\)|\[dot\]|\{dot\}|\bdot\b)\s{0,3}"
_SPOKEN = re.compile(
    rf"(?<![\w.])[\w.+-]{{1,64}}(?:{_AT}[\w-]{{1,63}}(?:(?:{_DOT}|\.)[\w-]{{2,24}}){{1,4}}"
    rf"|\s{{1,3}}at\s{{1,3}}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,24}}){{0,3}}{_DOT}(?:com|org|net|uk|info|me|eu))(?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every e-mail address, the council's own left out."""
    own = context.council.emails
    suggestion = f"Give {own[0]} instead." if own else "Give one of the council's own mailboxes instead."
    for (start, end), address in _addresses(context.text):
        if not context.council.owns_email(address):
            subject = canonical_email(address)
            message = "an e-mail address that is not one of the council's own"
            yield Hit(start, end, message, suggestion, 0.97, subject=subject)


def _addresses(view: TextView) -> Iterator[tuple[Span, str]]:
    """Every address with its usual spelling."""
    for span in view.emails:
        yield span, view.raw[slice(*span)]
    folded = view.folded
    for match in _SPOKEN.finditer(folded.text):
        written = re.sub(r"\s*\b(dot)\b\s*|[()\[\]{}]", lambda part: "." if part[1] else " ", match[0])
        usual = re.sub(r"\s+at\s+", "@", written, count=1)
        yield Span(*folded.span(*match.span())), re.sub(r"\s+", "", usual)
