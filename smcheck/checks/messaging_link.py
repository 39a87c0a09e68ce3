"""Links that open a chat or a call with somebody: wa.me, t.me, tel:, sms: and the like.

Why:
    Such a link is a personal contact detail, often with the phone number inside it.
Flagged:
    - Questions? https://wa.me/447700900123
Not flagged:
    - Questions? Message this page.
Instead:
    Ask people to message the page, or give the council's own number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_domain, canonical_phone, within_domain
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-contact"
_HOSTS = ("wa.me", "chat.whatsapp.com", "api.whatsapp.com", "t.me", "m.me", "signal.me", "signal.group")
_SCHEME = re.compile(r"\b(?:tel|sms|whatsapp|tg|sgnl):[^\s<>\"]*[\w/]", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every messaging link."""
    raw = context.text.raw
    spans = [match.span() for match in _SCHEME.finditer(raw) if re.search(r"\d|//", match[0])]
    spans += [span for span in context.text.links if _opens_chat(raw[span.start : span.end])]
    for start, end in spans:
        number = re.search(r"\+?\d{10,15}", raw[start:end])
        written = _written(number[0]) if number else ""
        if not (written and context.council.owns_phone(written)):
            message = "a link that opens a chat or a call"
            subject = canonical_phone(written) if written else ""
            yield Hit(start, end, message, "Ask people to message the page.", 0.95, subject=subject)


def _written(digits: str) -> str:
    return digits if digits.startswith(("+", "0")) else f"+{digits}"


def _opens_chat(link: str) -> bool:
    host = canonical_domain(link)
    return any(within_domain(host, known) for known in _HOSTS)
