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
from smcheck.text import Span, TextView

CATEGORY: Category = "personal-data"
_DEGREES = r"[-+]?(?:\d{1,3}\.\d{4,9})(?: ?°)?(?: ?[nsew]\b)?"
_MINUTES = (
    r"\d{1,3} ?(?:°|deg(?:rees)?\b|º) ?\d{1,2}(?:\.\d+)? ?(?:'|min(?:utes)?\b)?(?: ?\d{1,2}(?:\.\d+)? "
    r"?(?:\"|''|sec(?:onds)?\b))? ?[nsew]\b"
)
_PAIR = lazy(
    rf"(?<![\w.£$])(?:lat(?:itude)?\W{{0,3}})?{_DEGREES}(?: ?[,;/] ?| )(?:(?:long?|lng|"
    rf"longitude)\W{{0,3}})?{_DEGREES}(?!\w|\.\d)"
    r"|(?<!\w)[ns] ?\d{1,2}[ °]{1,2}\d{1,2}\.\d{1,3}'?[, ]{1,2}[ew] ?\d{1,3}[ °]{1,2}\d{1,2}\.\d{1,3}(?!\w)"
    rf"|(?<!\w){_MINUTES}[,; ]{{0,3}}{_MINUTES}"
    r"|(?<=\bat )\(?[-+]\d{1,2}(?:\.\d+)?, ?[-+]?\d{1,3}(?:\.\d+)?\)?(?![\w.])"
)
_WORDS = lazy(
    r"(?:/{3}\s?|\b(?:w3w\.co|what3words\.com)/)[^\W\d_]{3,20}\.[^\W\d_]{3,20}\.[^\W\d_]{3,20}(?!\w)"
    r"|\b(?:what ?3 ?words|what ?three ?words|"
    r"w3w)\b[^.!?\n]{0,40}?[ :](?:[^\W\d_]{3,20}[.]){2}[^\W\d_]{3,20}(?!\w)"
    r"|(?<![\w.@/])(?:[^\W\d_]{3,20}\.){2}[^\W\d_]{3,20}(?=\W{1,4}(?:on |by )?(?:what ?3 ?words|what ?three "
    r"?words|w3w)\b)"
)
_SIGNED = lazy(r"at \(?[-+]\d")
_FEWEST = 2  # digits of half a grid reference, less one
_GRID = lazy(
    r"(?<!\w)(?:h[ptuyz]|n[a-dfghj-or-uw-z]|s[cdeh-km-z]|t[afglmqrv]|ov) ?(?:\d{3} ?\d{3}|\d{4} ?\d{4}|"
    r"\d{5} ?\d{5})(?!\w)"
)  # Ordnance Survey


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
                yield Hit(*span, "the coordinates of a place", "Name the place or the street only.", 0.9)


def _has_decimals(view: TextView) -> bool:
    text = view.figures.text
    return any(len(number.digits) > _FEWEST and text[number.start - 1] == "." for number in view.numbers)
