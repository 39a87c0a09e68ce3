"""Figures that are plainly nothing personal: dates, times, sums, references."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBERED = (
    r"order|job|ticket|application|booking|licence|registration|item|case|claim|crime|incident|policy|"
    r"access|membership|customer|contract|planning|purchase|tracking|model|part|batch|asset|column|permit"
)
_LABEL = (
    r"(?:ref|reference|invoice|cheques?|vat|isbn|issn|uprn|usrn|tpo|po|barcode|charity|company|meeting|"
    r"webinar|"
    rf"passcode|minute|raffle|catalogue|grid|quotation|(?:{_NUMBERED}) (?=no|num|id|ref|code))"
)
_REFERENCE = (
    rf"\b{_LABEL}(?: ?(?:nos?|numbers?|num|ids?|ref|reference|code|order|regn?)\b)*"
    r"(?: is| are| was)?\s?[.:#]?\s?[#(]?"
    r"(?=(?:[a-z]{0,4}[\s/-]?)?\d)[a-z\d][a-z\d/.-]*(?: ?[-–/]? ?\d[a-z\d/.-]*){0,6}"
)
_ORDINARY = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d{2})(?!\d|[/.-]\d)|"
    r"\d{4}-\d{2}-\d{2}(?!\d)"  # dates
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\b"  # times
    r"|(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d(?! ?\d)"  # times without a colon
    r"|(?:19|20)\d{2} ?[-/] ?(?:(?:19|20)\d{2}|\d{2})(?!\d)"  # years
    r"|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # thousands
    r"|\d[\d,.]* ?(?:%|per ?cent|p\b|k\b|km\b|m2\b|sqm\b|pounds\b|pence\b|people\b|homes\b)"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"  # UUIDs
    r"|(?:[a-z]{1,6}/)?\d{2,4}/\d{3,6}(?:/[a-z]{1,6})?(?!\d|/\d)|[a-z]{2}\d{2}/\d{4,6}"  # planning
    rf")|[£$€] ?\d[\d,.]*(?: ?[mk]\b)?|{_REFERENCE}"
)


def find_ordinary(figures: str) -> Iterator[tuple[int, int]]:
    """Spans of dates, times, sums, quantities, references and the like in plain figures."""
    return (match.span() for match in _ORDINARY.finditer(figures))
