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

CATEGORY: Category = "personal-data"
_TAG = "[a-hj-pr-y]"  # no I, Q or Z
_LAST = "[a-hj-pr-z]"
_AGE = r"(?:0[2-9]|[1-46-9]\d|5[1-9])"
_MODERN = lazy(
    rf"(?<![^\W_])(?:{_TAG}{{2}}{_AGE}|{_TAG}\W{_TAG}\W\d\W?\d)\W{{0,2}}{_LAST}\W?{_LAST}\W?{_LAST}(?![^\W_])"
    rf"|(?<![^\W_])[a-hj-npr-tv-y][ -]?[1-9]\d{{0,2}}[ -]?{_LAST}{{3}}(?![^\W_])"
    rf"|(?<![^\W_]){_LAST}{{3}}[ -]?[1-9]\d{{0,2}}[ -]?[a-hj-npr-tv-y](?![^\W_])"
)
_OLDER = lazy(r"(?<![^\W_])(?:[A-Z]{1,3}[ -]?[1-9]\d{0,3}|[1-9]\d{0,3}[ -]?[A-Z]{1,3})(?![^\W_]|[ -]\d)")
_LETTER_LAST = lazy(r"\d[a-z](?![^\W_])")
_HINTS = tuple("car van lorr vehicle reg plate park driv owner keeper bike taxi rover block".split())
_VEHICLE = (
    "cars?|vans?|lorry|lorries|truck|vehicles?|reg|registration|plates?|number ?plates?|parked|parking|"
    "parks|park|"
    "driver|driving|drove|driven|drives|keeper|owner of|blocking|blocks|motorbike|motorcycle|moped|scooter|"
    "hatchback|"
    "estate|saloon|suv|4x4|transit|focus|fiesta|corsa|astra|polo|golf|qashqai|clio|bmw|audi|ford|vauxhall|"
    "toyota|"
    "volvo|mercedes|peugeot|renault|nissan|kia|hyundai|skoda|land rover|range rover|mini|tesla|taxi|hit and "
    "run|towed|morris|land ?rover|jeep|tractor|stolen|tyres?|lock-up|mot"
)
_RIGHT_BEFORE = lazy(
    r"\b(?:(?<!vat )reg(?:istration)?(?: (?:no|number|mark|plate))?|(?:number ?)?plates?|vrn|vrm|(?:driver|"
    r"owner|keeper) of|"
    r"(?:car|van|lorry|taxi|vehicle|motorbike|scooter|land rover|jeep|minor|transit|fiesta|focus|corsa|golf|"
    r"bmw|audi)"
    r"(?: reg(?:istration)?)?)\W{1,3}(?:is\W|was\W|reading\W|beginning\W)?\W?$",
    re.IGNORECASE,
)
_NO_PLATE = lazy(r"[ABM]\W?\d{1,4}\b")  # roads


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every vehicle registration."""
    view = context.text
    touching = any(number.after_letter for number in view.numbers)
    if not (touching or _LETTER_LAST.search(view.folded.text) or (view.numbers and view.mentions(_HINTS))):
        return
    message, suggestion = "a vehicle registration", "Say make, colour and place only."
    for span in view.matches(_MODERN):
        plate = view.raw[slice(*span)]
        likely = plate.upper() == plate or " " not in plate[:4]
        if likely and (stands_near(view, *span, _VEHICLE) or alone(view, *span)):
            yield Hit(*span, message, suggestion, 0.9)
    for match in _OLDER.finditer(view.raw):
        before = view.raw[max(0, match.start() - 40) : match.start()]
        if _RIGHT_BEFORE.search(before) and not _NO_PLATE.match(match[0]):
            yield Hit(*match.span(), message, suggestion, 0.75)
