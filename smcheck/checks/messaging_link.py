"""Links that open a chat or a call with somebody: wa.me, t.me, tel:, sms: and the like, also in words.

A link with the number of the council, of one of its partners (smcheck.toml) or of a public helpline stays
silent, and so does one with a landline that the words before it give as a body's; with a mobile of a body it
is a note.

Why:
    Such a link is a personal contact detail, often with the phone number inside it.
Flagged:
    - Questions? https://wa.me/447700900123
    - Questions? wa dot me slash 447700900123
Not flagged:
    - Questions? Message this page.
    - Ring the surgery: tel:01632960123
Instead:
    Ask people to message the page, or give the council's own number.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.whose import Holder, Whose, holder_of
from smcheck.model.finding import Category, Hit, Severity
from smcheck.settings.contacts import canonical_phone
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded
from smcheck.text import Span

CATEGORY: Category = "personal-contact"
_HTTP = r"(?:h(?:tt|xx)ps?:/{1,2})?(?:www\.)?"
_WHOM = r"(?:\+?\d[\do ]{8,16}[\do]|[^\s<>\"']{0,200}[\w/=-])"  # a number, or any other address
_TO_HOST = rf"(?<![\w.@-]){_HTTP}<networks.chats>(?:/\s?|\?){_WHOM}"
_CALLED = r"(?:\+?\d[\d ()-]{8,18}\d|(?=[^\s]{0,64}[\d?/])[^\s<>\"']{0,200}[\w/])"
_BY_SCHEME = rf"(?<!\w)<networks.chat-schemes>:/{{0,2}}{_CALLED}"
_LINK = worded(rf"{_TO_HOST}|{_BY_SCHEME}")
_NUMBER = lazy(r"\+?\d{8,15}")
_LANDLINE = lazy(r"\+44[1238]")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every messaging link."""
    addresses = context.text.addresses
    if not any(word in addresses.text for word in phrases_of("networks.chat-hints")):
        return
    for match in _LINK.finditer(addresses.text):
        number = _NUMBER.search(match[0])
        written = _written(number[0]) if number else ""
        if written and _is_known(context, written):
            continue
        span = Span(*addresses.span(*match.span()))
        holder = _holder(context, span, written)
        if not holder.published:
            yield Hit(
                *span,
                "a link that opens a chat or a call",
                holder.advice("number", "") if holder.elsewhere else "Ask people to message the page.",
                0.98,
                at_most=Severity.NOTE if holder.of_body else Severity.ERROR,
                subject=canonical_phone(written) if written else "",
                edits=instead(span, holder.instead(_own(context)), "contact"),
            )


def _is_known(context: Context, number: str) -> bool:
    """Whether it is a number of the council's, a partner's or a public helpline's."""
    national = canonical_phone(number).replace("+44", "0")
    listed = any(one.owns_phone(number) for one in context.council.listed)
    return listed or context.text.is_helpline(national)


def _holder(context: Context, span: Span, number: str) -> Holder:
    """Whose the number in a link is; a link without one may lead to anybody."""
    if not number:
        return Holder(Whose.UNKNOWN)
    return holder_of(context, span, mobile=not _LANDLINE.match(canonical_phone(number)))


def _own(context: Context) -> str:
    """A number or mailbox of the council's own; empty where it has named none."""
    return next(iter((*context.council.phones, *context.council.emails)), "")


def _written(digits: str) -> str:
    return digits if digits.startswith(("+", "0")) else f"+{digits}"
