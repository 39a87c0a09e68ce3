"""What the checks of identifiers share: checksums, and the words that speak of one nearby."""

from __future__ import annotations

import re
from functools import cache

from smcheck.settings.words import worded
from smcheck.text import TextView

_REACH = 60
_MARGIN = 12


def stands_near(view: TextView, start: int, end: int, words: str) -> bool:
    """Whether a word of a list, named as in a pattern (`<identifiers.cards>`), stands within 60 code points.

    `start` and `end` are offsets of the draft.
    """
    around = view.raw[max(0, start - _REACH) : end + _REACH]
    return _as_word(words).search(around) is not None


@cache
def _as_word(words: str) -> re.Pattern[str]:
    return worded(rf"\b{words}\b", re.IGNORECASE)


def alone(view: TextView, start: int, end: int) -> bool:
    """Whether the line that holds the stretch of the draft holds nothing else but blanks and bullets."""
    before = view.raw[max(0, start - _MARGIN) : start].rpartition("\n")[2]
    after = view.raw[end : end + _MARGIN].partition("\n")[0]
    return not (before + after).strip(" \t\r.,;:!?\"'“”‘’()*•-")


def luhn(digits: str) -> bool:
    """Checksum of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def nhs_checksum(digits: str) -> bool:
    """Modulus 11 check of a ten-digit NHS number (NHS Data Dictionary)."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def iban_checksum(iban: str) -> bool:
    """Modulus 97 check of an IBAN without spaces, in capitals (ISO 13616)."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1
