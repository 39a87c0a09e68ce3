"""Phone numbers that are not the council's own.

British numbers are known by their prefix and length, so that Ofcom's drama numbers count too, which
phonenumbers calls invalid; numbers of other countries need a plus sign and must be valid by phonenumbers.
The council's own numbers (`phones` in smcheck.toml) stay silent in any spelling, and so do numbers that begin
with 03 or 08: they belong to organisations, never to somebody's home (Ofcom, National Telephone Numbering
Plan).

Why:
    Personal contact details are not published, and nobody else's ever.
Flagged:
    - Ring the Clerk at home on 07700 900123.
    - Call +44 (0)1632 960001 after six.
Not flagged:
    - Planning application 23/01234/FUL will be heard on 01/02/2026.
    - In an emergency call 999, or 101 if it can wait. Childline is on 0800 1111.
Instead:
    Give the council's own number or mailbox, or ask people to message the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.contacts import canonical_phone
from smcheck.finding import Category, Hit

CATEGORY: Category = "personal-contact"
_CANDIDATE = re.compile(r"(?<![\w£$€#+])(?<!\d[.,-])(?:\+|\(?00|\(\+)?\(?\d(?:[ \t().-]{0,3}\d){8,31}(?!\w)")
_LONGEST = 15  # digits of a number by ITU-T E.164
_NATIONAL = re.compile(r"0(?:1\d{8,9}|2\d{9}|5[56]\d{8}|7\d{9})")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phone number, the council's own left out."""
    folded = context.text.folded
    for start, end in _numbers(folded.text):
        number = folded.text[start:end]
        if not context.council.owns_phone(number):
            yield Hit(
                *folded.span(start, end),
                "a phone number that is not one of the council's own",
                _suggestion(context),
                0.97,
                subject=canonical_phone(number),
            )


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Spans of phone numbers, also of those with other figures behind them ("… 24 hours a day")."""
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        while start < end:
            stop = _longest_number(text, start, end)
            if stop is None:
                break
            yield start, stop
            following = re.compile(r"[ \t().-]*").match(text, stop, end)
            start = following.end() if following else end


def _longest_number(text: str, start: int, end: int) -> int | None:
    """End of the longest phone number that begins at `start`; whole groups of digits only."""
    groups = [found.end() for found in re.compile(r"\d+").finditer(text, start, end)]
    for stop in reversed(groups[: _LONGEST + 1]):
        if _is_phone(text[start:stop]):
            return stop
    return None


def _suggestion(context: Context) -> str:
    own = context.council.phones
    return f"Give the council's number, {own[0]}." if own else "Give the council's own number instead."


def _is_phone(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    foreign = number.lstrip("(").startswith("+") or digits.startswith("00")
    if not foreign:
        return bool(_NATIONAL.fullmatch(digits))
    digits = digits.removeprefix("00")
    if digits.startswith("44"):
        return bool(_NATIONAL.fullmatch("0" + digits[2:].removeprefix("0")))
    return _valid_abroad("+" + digits)


def _valid_abroad(number: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse

    try:
        return is_valid_number(parse(number, None))
    except NumberParseException:
        return False
