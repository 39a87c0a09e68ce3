"""Codes and combinations that open a door, a gate, a safe or an alarm.

Figures count behind "the gate code is", "the padlock is set to" or "dial … at the door". A number that a
thing merely bears ("gate number 14 is open") is none.

Why:
    Whoever reads the code can come in, and security is confidential.
Flagged:
    - Forgot the allotment gate number again? It's 4471.
    - The door code for the pavilion is 2580.
Not flagged:
    - Gate number 114 is open until dusk.
    - The door code has changed, please ask the office.
Instead:
    Leave the code out, and say who gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.words import worded

CATEGORY: Category = "confidential"
_FIGURES = r"(?<![£$€\d.,:/-])(?P<figures>\d{3,8}|\d(?:[ -]\d){2,7})(?![\d%]|[.:,/ -]\d|[ -]?(?:am|pm)\b)"
_LINKS = r"(?:\W{0,3}\s?<security.links>\b){0,7}\W{0,4}"
_IS = r"\b(?:is|it's|'s|to|[:=])\W{0,3}(?:<security.links>\W{1,3}){0,3}"
_LOCK = r"\b<security.locks>\b"
_NEAR = r"(?:\W{1,3}\w{1,20}){0,3}?\W{1,3}"
_NAMED = rf"{_LOCK}{_NEAR}<security.codes>\b{_LINKS}{_FIGURES}"
_OF_LOCK = rf"\b<security.codes>\W{{1,3}}(?:for|to|of|on|at)\b{_NEAR}<security.locks>\b{_LINKS}{_FIGURES}"
_ENDS = r"(?=\s*(?:[^\w\s]|$))"
_NUMBER = r"\b<security.shut>\W{1,3}<security.numbers>\b(?:\W{1,3}\w{1,12}){0,2}?\W{1,3}"
_NUMBERED = rf"{_NUMBER}{_IS}{_FIGURES}{_ENDS}"
_SET = rf"\b<security.set>\W{{1,3}}{_IS}{_FIGURES}"
_ENTERED = (
    rf"\b<security.entering>\W{{1,3}}{_FIGURES}\W{{1,3}}(?:at|on|into|in|to)\b{_NEAR}<security.locks>\b"
)
_CODES = tuple(worded(pattern) for pattern in (_NAMED, _OF_LOCK, _NUMBERED, _SET, _ENTERED))
_HINTS = re.compile(r"\d\D?\d\D?\d")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every code."""
    written = context.text.folded
    if not _HINTS.search(written.text):
        return
    for pattern in _CODES:
        for match in pattern.finditer(written.text):
            span = written.span(*match.span("figures"))
            yield Hit(
                *span,
                "a code that opens a door, a gate or the like",
                "Leave the code out, and say whom to ask for it.",
                0.9,
            )
