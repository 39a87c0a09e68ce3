"""Bank account numbers in international form (IBAN), by length of the country and check digits.

Lengths are those of the IBAN registry (SWIFT, ISO 13616).

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Refunds go to GB82 WEST 1234 5698 7654 32.
Not flagged:
    - Your reference is GB82 TEST 0000.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import iban_checksum
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "personal-data"
_LENGTHS = {
    "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22, "bi": 27,
    "br": 29, "by": 28, "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dj": 27, "dk": 18, "do": 28,
    "ee": 20, "eg": 29, "es": 24, "fi": 18, "fk": 18, "fo": 18, "fr": 27, "gb": 22, "ge": 22, "gi": 23,
    "gl": 18, "gr": 27, "gt": 28, "hn": 28, "hr": 21, "hu": 28, "ie": 22, "il": 23, "iq": 23, "is": 26,
    "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "lc": 32, "li": 21, "lt": 20, "lu": 20, "lv": 21,
    "ly": 25, "ma": 28, "mc": 27, "md": 24, "me": 22, "mk": 19, "mn": 20, "mr": 27, "mt": 31, "mu": 30,
    "ni": 28, "nl": 18, "no": 15, "om": 23, "pk": 24, "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24,
    "rs": 22, "ru": 33, "sa": 24, "sc": 31, "sd": 18, "se": 24, "si": 19, "sk": 24, "sm": 27, "so": 23,
    "st": 25, "sv": 28, "tl": 23, "tn": 24, "tr": 26, "ua": 29, "va": 22, "vg": 24, "xk": 20, "ye": 30,
    # used in trade, not in the registry yet
    "ao": 25, "bf": 28, "bj": 28, "cf": 27, "cg": 27, "ci": 28, "cm": 27, "cv": 25, "dz": 26, "ga": 27,
    "gq": 27, "gw": 25, "ir": 26, "km": 27, "mg": 27, "ml": 28, "mz": 25, "ne": 28, "sn": 28, "td": 27,
    "tg": 28,
}  # fmt: skip
_LONGEST = 34
_BEGIN = lazy(r"(?<![^\W_])[a-z][\s.-]?[a-z][\s.-]?\d[\s.-]?\d(?=[\s.-]{0,2}[a-z\d])")
_REGULAR = lazy(r"\w+|(?:\w{4}[\s.-]{1,2})+\w{1,4}|\w(?:[\s.-]{1,2}\w)+")
_CHARACTER = lazy(r"[\s.-]{0,2}([a-z\d])", re.ASCII)
_FEWEST = 10  # digits of the shortest, those of its check among them


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every IBAN."""
    if context.text.digits < _FEWEST:
        return
    folded = context.text.folded
    for match in _BEGIN.finditer(folded.text):
        country = "".join(filter(str.isalpha, match[0]))
        end = _end(folded.text, match.start()) if country in _LENGTHS else 0
        if end:
            message = "a bank account number (IBAN)"
            yield Hit(*folded.span(match.start(), end), message, "Leave it out.", 0.99)


def _end(text: str, start: int) -> int:
    """Where an IBAN that begins at `start` ends; 0 where none does."""
    iban, ends = "", []
    place = start
    while len(iban) < _LONGEST and (found := _CHARACTER.match(text, place)):
        iban += found[1]
        place = found.end()
        ends.append(place)
    size = _LENGTHS.get(iban[:2], _LONGEST + 1)
    if size > len(iban) or text[ends[size - 1] : ends[size - 1] + 1].isalnum():
        return 0
    regular = _REGULAR.fullmatch(text, start, ends[size - 1]) is not None
    return ends[size - 1] if regular and iban_checksum(iban[:size].upper()) else 0
