"""Vehicle registrations.

The styles of today (two letters, two digits of age, three letters) and of 1983 to 2001 (a letter, a number,
three letters) count where the text speaks of a vehicle and on a line of their own; older, dateless and
Northern Irish ones only right beside such a word. Letters and age marks never issued count as none (DVLA,
INF104).

Why:
    A number plate leads to its keeper, and a post that blames a driver makes somebody a target.
Flagged:
    - Owner of AB51 XYZ, please move your car.
Not flagged:
    - The SS24 NEW collection is in the shop.
Instead:
    Say make, colour and place, and ask the keeper to come to the office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import alone, stands_near
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded

CATEGORY: Category = "personal-data"
_TAG = "[a-hj-pr-y]"  # no I, Q or Z
_LAST = "[a-hj-pr-z]"
_AGE = r"(?:0[2-9]|[1-46-9]\d|5[1-9])"
_YEAR_LETTER = "[a-hj-npr-tv-y]"
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_FRONT = rf"(?:{_TAG}{{2}}{_AGE}|{_TAG}\W{_TAG}\W\d\W?\d)"  # "AB51", "A B 5 1"
_OF_TODAY = rf"{_BEGINS}{_FRONT}\W{{0,2}}{_LAST}\W?{_LAST}\W?{_LAST}{_ENDS}"
_PREFIXED = rf"{_BEGINS}{_YEAR_LETTER}[ -]?[1-9]\d{{0,2}}[ -]?{_LAST}{{3}}{_ENDS}"  # 1983 to 2001
_SUFFIXED = rf"{_BEGINS}{_LAST}{{3}}[ -]?[1-9]\d{{0,2}}[ -]?{_YEAR_LETTER}{_ENDS}"  # until 1983
_MODERN = lazy(rf"{_OF_TODAY}|{_PREFIXED}|{_SUFFIXED}")
_OLDER = lazy(r"(?<![^\W_])(?:[A-Z]{1,3}[ -]?[1-9]\d{0,3}|[1-9]\d{0,3}[ -]?[A-Z]{1,3})(?![^\W_]|[ -]\d)")
_LETTER_LAST = lazy(r"\d[a-z](?![^\W_])")
_REGISTRATION = r"(?<!vat )reg(?:istration)?(?: (?:no|number|mark|plate))?"
_OF_VEHICLE = r"<vehicles.kinds>(?: reg(?:istration)?)?"  # "car reg"
_WORD_BEFORE = rf"\b(?:{_REGISTRATION}|<vehicles.marks>|<vehicles.keepers> of|{_OF_VEHICLE})"
_READS = r"\W{1,3}(?:is\W|was\W|reading\W|beginning\W)?\W?"
_RIGHT_BEFORE = worded(rf"{_WORD_BEFORE}{_READS}$", re.IGNORECASE)
_NO_PLATE = lazy(r"[ABM]\W?\d{1,4}\b")  # roads


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every vehicle registration."""
    view = context.text
    touching = any(number.after_letter for number in view.numbers)
    hinted = view.numbers and view.mentions(phrases_of("vehicles.hints"))
    if not (touching or _LETTER_LAST.search(view.folded.text) or hinted):
        return
    message, suggestion = "the registration number of a vehicle", "Say make, colour and place only."
    for span in view.matches(_MODERN):
        plate = view.raw[slice(*span)]
        likely = plate.upper() == plate or " " not in plate[:4]
        if likely and (stands_near(view, *span, "<vehicles.near>") or alone(view, *span)):
            yield Hit(*span, message, suggestion, 0.9)
    for match in _OLDER.finditer(view.raw):
        before = view.raw[max(0, match.start() - 40) : match.start()]
        if _RIGHT_BEFORE.search(before) and not _NO_PLATE.match(match[0]):
            yield Hit(*match.span(), message, suggestion, 0.75)
