"""Figures that are plainly nothing personal: dates, times, sums, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text.numbers import Number

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"{_DAY}([/.-]){_DAY}\1(?:\d{{4}}|\d{{2}})(?!\d|[/.-]\d)"  # "12/03/2027", "3.12.27"
_YEAR_FIRST = r"\d{4}-\d{2}-\d{2}(?!\d)"
_DAY_AND_MONTH = rf"{_DAY}/(?:0?[1-9]|1[0-2])(?![\d/])"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\b"
_HOURS = r"(?:[01]\d|2[0-3])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d(?! ?\d)"  # "0900-1730"
_YEARS = r"(?:19|20)\d{2} ?[-/] ?(?:(?:19|20)\d{2}|\d{2})(?!\d)"  # "2026/27"
_THOUSANDS = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)"
_MEASURE = r"\d[\d,.]* ?(?:%|per ?cent|<references.units>\b)"
_FROM_DIGIT = worded(
    rf"{_DATE}|{_YEAR_FIRST}|{_DAY_AND_MONTH}|{_CLOCK}|{_HOURS}|{_YEARS}|{_THOUSANDS}|{_MEASURE}"
)
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_PLANNING = r"(?:[a-z]{1,6}/)?\d{2,4}/\d{3,6}(?:/[a-z]{1,6})?(?!\d|/\d)|[a-z]{2}\d{2}/\d{4,6}"
_CODE = lazy(rf"{_UUID}|{_PLANNING}")
_CODE_BEGINS = lazy(r"(?<![\w/.-])[a-z\d/-]{1,36}$")
_CURRENCIES = ("£", "$", "€")
_WORD = lazy(r"[a-z]{2}")
_SUM = lazy(r"\d[\d,.]*(?: ?[mk]\b)?")
_LABEL = r"(?:<references.labels>|<references.numbered> (?=<references.number-beginnings>))"
_NUMBER = r"(?: ?<references.numbers>\b)*"
_IS = r"(?: is| are| was)?\s?[.:#]?\s?[#(]?"
_LETTERS = r"(?:[a-z]{1,4}[/-]?|[a-z]{2}[ ])?"  # with which the reference begins: "AB-", "GB "
_REFERENCE_BEGINS = worded(rf"\b{_LABEL}(?![a-z]){_NUMBER}{_IS}{_LETTERS}$")
_NUMBER_BEGINS = worded(rf"<references.numbers>{_IS}$")
_PHONE = lazy(r"(?:0|\+?44)[1-9]\d{8,9}")
_NO_FIGURE = lazy(r"\D")
_OF_A_CARD = 16  # digits
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


def _may_be_personal(figures: str) -> bool:
    """Whether figures behind a word such as "meeting" are those of a British phone or a payment card."""
    digits = _NO_FIGURE.sub("", figures)
    return len(digits) == _OF_A_CARD or _PHONE.fullmatch(digits) is not None


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
        is_one = not _may_be_personal(found[0]) or _NUMBER_BEGINS.search(before)
        return found.span() if is_one else None
    prefix = _CODE_BEGINS.search(before) if last.isalnum() or last in ("/", "-") else None
    found = _CODE.match(text, start - len(prefix[0]) if prefix else start)
    return found.span() if found and found.end() > start else None
