"""Figures that are plainly nothing personal: dates, times, sums, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smcheck.settings.patterns import lazy
from smcheck.text.numbers import Number

_FROM_DIGIT = lazy(
    r"(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d{2})(?!\d|[/.-]\d)"  # dates
    r"|\d{4}-\d{2}-\d{2}(?!\d)|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\b"  # times
    r"|(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d(?! ?\d)"
    r"|(?:19|20)\d{2} ?[-/] ?(?:(?:19|20)\d{2}|\d{2})(?!\d)"  # years
    r"|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # thousands
    r"|\d[\d,.]* ?(?:%|per ?cent|p\b|k\b|km\b|m2\b|sqm\b|pounds\b|pence\b|people\b|homes\b)"
)
_CODE = lazy(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"  # UUIDs
    r"|(?:[a-z]{1,6}/)?\d{2,4}/\d{3,6}(?:/[a-z]{1,6})?(?!\d|/\d)|[a-z]{2}\d{2}/\d{4,6}"  # planning
)
_CODE_BEGINS = lazy(r"(?<![\w/.-])[a-z\d/-]{1,36}$")
_CURRENCIES = ("£", "$", "€")
_WORD = lazy(r"[a-z]{2}")
_SUM = lazy(r"\d[\d,.]*(?: ?[mk]\b)?")
_NUMBERED = (
    r"order|job|ticket|application|booking|licence|registration|item|case|claim|crime|incident|policy|"
    r"access|membership|customer|contract|planning|purchase|tracking|model|part|batch|asset|column|permit"
)
_LABEL = (
    r"(?:ref|reference|invoice|cheques?|vat|isbn|issn|uprn|usrn|tpo|po|barcode|charity|company|meeting|"
    rf"webinar|passcode|minute|raffle|catalogue|grid|quotation|(?:{_NUMBERED}) (?=no|num|id|ref|code))"
)
_REFERENCE_BEGINS = lazy(
    rf"\b{_LABEL}(?: ?(?:nos?|numbers?|num|ids?|ref|reference|code|order|regn?)\b)*"
    r"(?: is| are| was)?\s?[.:#]?\s?[#(]?(?:[a-z]{0,4}[\s/-]?)?$"
)
_REFERENCE = lazy(r"\d[a-z\d/.-]*(?: ?[-–/]? ?\d[a-z\d/.-]*){0,6}")
_REACH = 40
_FEWEST = 6  # digits in a run, below which nothing is asked of it


def find_ordinary(figures: str, numbers: Iterable[Number]) -> Iterator[tuple[int, int]]:
    """Spans of dates, times, sums, references and the like, at the numbers of runs of six digits and more."""
    end = run = 0
    for number in numbers:
        run = run if number.joint else number.run
        if number.start >= end and run >= _FEWEST:
            found = _at(figures, number.start)
            if found:
                end = found[1]
                yield found


def _at(text: str, start: int) -> tuple[int, int] | None:
    """The stretch that makes the number at `start` an ordinary one, if something does."""
    before = text[max(0, start - _REACH) : start]
    last = before[-1:]
    if not last.isalnum() and last not in ("_", "/", ".", "-"):
        found = _FROM_DIGIT.match(text, start)
        if found:
            return found.span()
    if before.rstrip()[-1:] in _CURRENCIES and (found := _SUM.match(text, start)):
        return found.span()
    if _WORD.search(before) and _REFERENCE_BEGINS.search(before) and (found := _REFERENCE.match(text, start)):
        return found.span()
    prefix = _CODE_BEGINS.search(before) if last.isalnum() or last in ("/", "-") else None
    found = _CODE.match(text, start - len(prefix[0]) if prefix else start)
    return found.span() if found and found.end() > start else None
