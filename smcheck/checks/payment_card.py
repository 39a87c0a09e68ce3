"""Payment card numbers: an issuer's range, its length, and a valid check digit.

Ranges are those that the schemes publish (ISO/IEC 7812 issuer numbers). Behind words such as "card" any
valid check digit will do, and numbers of twelve and thirteen digits count only there.

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - My card 4111 1111 1111 1111 was declined.
Not flagged:
    - The parcel with number 4111 1111 1111 1112 is at the office.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import luhn, stands_near
from smcheck.checks.shared.numbers import of_draft, stretches_of
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of

CATEGORY: Category = "personal-data"
_SHORTEST, _LONGEST = 12, 19
_VISA = r"4(?:\d{12}|\d{15}|\d{18})"
_MASTERCARD = r"(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"
_AMEX, _DINERS = r"3[47]\d{13}", r"3(?:0[0-59]|[689]\d)\d{11,16}"
_JCB = r"(?:2131|1800)\d{11}|35(?:2[89]|[3-8]\d)\d{12,15}"
_DISCOVER = r"(?:6011|64[4-9]\d|65\d{2}|62\d{2}|8[12]\d{2}|60\d{2})\d{12,15}"  # UnionPay and RuPay as well
_MAESTRO = r"(?:50|5[6-9]|6\d)\d{10,17}"
_ISSUED = lazy("|".join((_VISA, _MASTERCARD, _AMEX, _DINERS, _JCB, _DISCOVER, _MAESTRO)))
_GROUPED = {(length,) for length in range(14, _LONGEST + 1)} | {(4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3)}
_SHORT = 13  # digits of numbers that count only beside such a word


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every card number."""
    view = context.text
    named = view.mentions(phrases_of("identifiers.card-hints"))
    for stretch in stretches_of(view, _SHORTEST, _LONGEST):
        grouped = stretch.groups in _GROUPED or (stretch.begins and set(stretch.groups) <= {1, 4})
        if not (named or grouped) or stretch.digits[0] in "079" or not luhn(stretch.digits):
            continue
        span = of_draft(view, stretch)
        by_name = named and stands_near(view, *span, "<identifiers.cards>")
        issued = len(stretch.digits) > _SHORT and _ISSUED.fullmatch(stretch.digits) is not None
        if by_name or (grouped and issued):
            yield Hit(*span, "a payment card number", "Leave it out.", 0.98 if by_name else 0.9)
