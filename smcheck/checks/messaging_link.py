"""Links that open a chat or a call with somebody: wa.me, t.me, tel:, sms: and the like, also in words.

Why:
    Such a link is a personal contact detail, often with the phone number inside it.
Flagged:
    - Questions? https://wa.me/447700900123
    - Questions? wa dot me slash 447700900123
Not flagged:
    - Questions? Message this page.
Instead:
    Ask people to message the page, or give the council's own number.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.model.finding import Category, Hit
from smcheck.settings.contacts import canonical_phone
from smcheck.settings.patterns import lazy
from smcheck.text.words import phrases_of, worded

CATEGORY: Category = "personal-contact"
_HTTP = r"(?:h(?:tt|xx)ps?:/{1,2})?(?:www\.)?"
_WHOM = r"(?:\+?\d[\do ]{8,16}[\do]|[^\s<>\"']{0,200}[\w/=-])"  # a number, or any other address
_TO_HOST = rf"(?<![\w.@-]){_HTTP}<networks.chats>(?:/\s?|\?){_WHOM}"
_CALLED = r"(?:\+?\d[\d ()-]{8,18}\d|(?=[^\s]{0,64}[\d?/])[^\s<>\"']{0,200}[\w/])"
_BY_SCHEME = rf"(?<!\w)<networks.chat-schemes>:/{{0,2}}{_CALLED}"
_LINK = worded(rf"{_TO_HOST}|{_BY_SCHEME}")
_NUMBER = lazy(r"\+?\d{10,15}")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every messaging link."""
    addresses = context.text.addresses
    if not any(word in addresses.text for word in phrases_of("networks.chat-hints")):
        return
    for match in _LINK.finditer(addresses.text):
        number = _NUMBER.search(match[0])
        written = _written(number[0]) if number else ""
        if not (written and context.council.owns_phone(written)):
            subject = canonical_phone(written) if written else ""
            yield Hit(
                *addresses.span(*match.span()),
                "a link that opens a chat or a call",
                "Ask people to message the page.",
                0.98,
                subject=subject,
                edits=instead(addresses.span(*match.span()), _own(context), "contact"),
            )


def _own(context: Context) -> str:
    """A number or mailbox of the council's own; empty where it has named none."""
    return next(iter((*context.council.phones, *context.council.emails)), "")


def _written(digits: str) -> str:
    return digits if digits.startswith(("+", "0")) else f"+{digits}"
