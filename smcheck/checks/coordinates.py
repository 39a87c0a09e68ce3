"""Coordinates of a place: degrees and what3words, unless they are plainly an event's or a site's.

An Ordnance Survey grid reference counts only where the text says that somebody lives there.

Why:
    Coordinates point at a door, often somebody's own.
Flagged:
    - He keeps it at 51.54123, 0.65432 most nights.
    - Meet me at ///example.invented.words
Not flagged:
    - The site is at TQ 84123 86012 on the map.
    - The fair is in the park, what3words ///example.invented.words, from 10am.
Instead:
    Name the place or the street.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.places import about_home, speaks_of_home
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text import Span, TextView

CATEGORY: Category = "personal-data"
_DEGREES = r"[-+]?(?:\d{1,3}\.\d{4,9})(?: ?°)?(?: ?[nsew]\b)?"  # "51.54123", "0.65432° E"
_WHOLE = r"\d{1,3} ?(?:°|deg(?:rees)?\b|º)"
_MINUTE = r"\d{1,2}(?:\.\d+)? ?(?:'|min(?:utes)?\b)?"
_SECOND = r"(?: ?\d{1,2}(?:\.\d+)? ?(?:\"|''|sec(?:onds)?\b))?"
_MINUTES = rf"{_WHOLE} ?{_MINUTE}{_SECOND} ?[nsew]\b"  # "51° 32' 28.4" N"
_LATITUDE, _LONGITUDE = r"(?:lat(?:itude)?\W{0,3})?", r"(?:(?:long?|lng|longitude)\W{0,3})?"
_IN_DEGREES = rf"(?<![\w.£$]){_LATITUDE}{_DEGREES}(?: ?[,;/] ?| ){_LONGITUDE}{_DEGREES}(?!\w|\.\d)"
_HALF = r" ?\d{1,3}[ °]{1,2}\d{1,2}\.\d{1,3}"
_NORTH = r"[ns] ?\d{1,2}[ °]{1,2}\d{1,2}\.\d{1,3}"
_OF_GEOCACHING = rf"(?<!\w){_NORTH}'?[, ]{{1,2}}[ew]{_HALF}(?!\w)"  # "N51 32.474 E000 39.259"
_IN_MINUTES = rf"(?<!\w){_MINUTES}[,; ]{{0,3}}{_MINUTES}"
_SIGNED_PAIR = r"(?<=\bat )\(?[-+]\d{1,2}(?:\.\d+)?, ?[-+]?\d{1,3}(?:\.\d+)?\)?(?![\w.])"
_PAIR = lazy(rf"{_IN_DEGREES}|{_OF_GEOCACHING}|{_IN_MINUTES}|{_SIGNED_PAIR}")
_WORD = r"[^\W\d_]{3,20}"
_THREE = rf"{_WORD}\.{_WORD}\.{_WORD}"
_SLASHED = rf"(?:/{{3}}\s?|\b(?:w3w\.co|what3words\.com)/){_THREE}(?!\w)"
_NAMED_BEFORE = rf"\b<identifiers.three-words>\b[^.!?\n]{{0,40}}?[ :]{_THREE}(?!\w)"
_NAMED_BEHIND = rf"(?<![\w.@/]){_THREE}(?=\W{{1,4}}(?:on |by )?<identifiers.three-words>\b)"
_WORDS = worded(rf"{_SLASHED}|{_NAMED_BEFORE}|{_NAMED_BEHIND}")
_SIGNED = lazy(r"at \(?[-+]\d")
_FEWEST = 2  # digits of half a grid reference, less one
_SQUARE = r"(?:h[ptuyz]|n[a-dfghj-or-uw-z]|s[cdeh-km-z]|t[afglmqrv]|ov)"  # of the Ordnance Survey
_GRID = lazy(rf"(?<!\w){_SQUARE} ?(?:\d{{3}} ?\d{{3}}|\d{{4}} ?\d{{4}}|\d{{5}} ?\d{{5}})(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every pair of coordinates or words that is not plainly a public place's."""
    view, folded = context.text, context.text.folded
    forms = [(_WORDS, about_home)] if view.mentions(("///", "w3w", "what3", "what 3", "three")) else []
    if view.mentions(("°", "º", " deg")) or _SIGNED.search(folded.text) or _has_decimals(view):
        forms.append((_PAIR, about_home))
    if any(len(number.digits) > _FEWEST for number in view.numbers):
        forms.append((_GRID, speaks_of_home))
    for pattern, at_home in forms:
        for match in pattern.finditer(folded.text):
            span = Span(*folded.span(*match.span()))
            if at_home(view, span):
                yield Hit(
                    *span,
                    "figures or words that mark an exact place on a map",
                    "Name the place or the street only.",
                    0.9,
                )


def _has_decimals(view: TextView) -> bool:
    text = view.figures.text
    return any(len(number.digits) > _FEWEST and text[number.start - 1] == "." for number in view.numbers)
