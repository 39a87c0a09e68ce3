"""The forms of addresses, British ones and those of other countries whose form is sure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smcheck.settings.contacts import POSTCODE
from smcheck.settings.patterns import lazy
from smcheck.text import Span

_STREETS = (
    "Road", "Rd", "Street", "St", "Avenue", "Ave", "Lane", "Ln", "Close", "Drive", "Dr", "Gardens", "Gdns",
    "Crescent", "Cres", "Terrace", "Grove", "Mews", "ROAD", "STREET", "AVENUE", "LANE", "CLOSE", "DRIVE",
    "GARDENS", "CRESCENT", "TERRACE", "GROVE", "Boulevard", "Blvd", "Highway", "Parkway",
)  # fmt: skip
_OTHER_STREETS = (  # words that also begin or end other names
    "Court", "Ct", "Place", "Pl", "Way", "Square", "Sq", "Hill", "Parade", "Row", "Green", "Walk", "View",
    "Rise", "Park", "Broadway", "Esplanade", "House", "Cottage", "Cottages", "Farm", "Centre", "Bank",
    "Wharf", "Quay", "Circus", "Mount", "Meadow", "Meadows", "Field", "Fields", "Wood", "Copse", "Ridge",
    "Dene", "Vale", "Path", "Croft", "Paddock", "Paddocks", "Orchard", "Heath", "Common", "Strand", "Yard",
    "Alley", "Passage", "Gate", "Ridgeway", "Chase", "Drove", "Causeway", "Promenade", "Chequers",
    "Kingsway", "Str", "str",
)  # fmt: skip
_BY_THEMSELVES = ("Kingsway", "Broadway", "Cheapside", "Piccadilly")
_ROADS = (*_STREETS, *_OTHER_STREETS, *_BY_THEMSELVES)
_STREET = rf"(?:{'|'.join(_STREETS)})\b(?:(?<=\b(?:Rd|St|Ln|Dr))\.(?=,|[ \t][A-Z]))?"
_OTHER_STREET = rf"(?:{'|'.join(_OTHER_STREETS)})\b(?!\s[A-Z][a-z])"
_NAME = r"(?:(?:St\.?|[A-Z][\w'’-]*\.?|of|and|the|on|de|la|le|du|des|der|den)[ \t]+)"
_HOUSE = r"\d{1,5}[A-Za-z]?(?:[ \t]?[-–/&][ \t]?\d{1,5}[A-Za-z]?)?"
_UNIT_WORD = r"(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt|[Uu]nit|[Ss]uite|[Ss]tudio|[Rr]oom)\.?"
_UNIT = rf"{_UNIT_WORD}[ \t]+(?:\d{{1,5}}[A-Za-z]?|[A-Z])"
_HOUSE_KINDS = (
    "Cottage|Farm|Farmhouse|House|Lodge|Barn|Bungalow|Villa|Manor|Grange|Forge|Rectory|Vicarage|Court"
)
_HOUSE_NAMES = tuple(f"{kind}{end}" for kind in _HOUSE_KINDS.split("|") for end in ",\n")
_NAMED_HOUSE = rf"(?:[A-Z][\w'’-]+[ \t]){{1,3}}(?:{_HOUSE_KINDS})"
_THOROUGHFARE = (
    rf"(?=[A-Z])(?:{_NAME}{{1,5}}?{_STREET}|{_NAME}{{1,4}}?{_OTHER_STREET}|(?:{'|'.join(_BY_THEMSELVES)})\b)"
)
_TOWN = (
    r"(?!(?:Mon|Tues?|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b|Please|Call|Tel|Phone|Email)"
    r"[A-Z](?:[^\W\d_]|['’-])+(?!\w)"
)
_TAIL = (
    rf"(?:(?:[ \t]*,[ \t\n]*|[ \t]*\n[ \t>?]*|[ \t]+)(?:{_UNIT}|{_TOWN}(?:[ \t]+{_TOWN}){{0,3}})){{0,4}}"
    r"(?:[ \t]*[,\n]?[ \t>?]*(?:[A-Za-z]{1,2}\d[A-Za-z\d]?[ \t]{0,2}\d[A-Za-z]{2}|"
    r"(?:[A-Z]{2}[ \t]+)?\d{5})\b)?"
)
_NUMBER = lazy(rf"(?<![\w£$.:/-])(?={_HOUSE}[ \t]*,?[ \t]+(?:{_HOUSE}[ \t]+)?[A-Z])\d")
_UNIT_BEFORE = lazy(rf"(?<![\w£$.:/-])(?:{_UNIT}[ \t]*,?[ \t\n]*|{_UNIT_WORD}[ \t]+|(?:No\.?|number)[ \t]*)$")
_NUMBERED = lazy(
    rf"{_HOUSE}[ \t]*,?[ \t]+(?:{_HOUSE}[ \t]+)?{_THOROUGHFARE}{_TAIL}"
    rf"|{_HOUSE}[ \t]*,?[ \t]+(?:[A-Z][\w'’-]+,?[ \t]+){{1,5}}{POSTCODE.pattern}"
)
_BY_NAME = lazy(rf"(?<![\w£$.:/-])(?:{_UNIT},?[ \t]+)?{_NAMED_HOUSE}(?:,|\n)[ \t]*{_THOROUGHFARE}{_TAIL}")
_CALLED = lazy(
    r"\b(?:[Aa]ddress|ADDRESS)(?<!e-mail address)(?<!email address)(?<!web address)(?<!IP address)(?:[ \t]is|"
    r"[ \t]was|[ \t]?:)[ \t\n]{0,6}"
    r"(?=[^\n]{0,40}\d)(?![^\n]{0,40}[@/])(?P<address>[A-Z\d][^\n.?!;]{7,90})"
)
_ABROAD_WORDS = (
    "straße", "strasse", "gasse", "weg", "platz", "allee", "vej", "gade", "gata", "vägen", "veien", "katu",
    "kuja", "laan", "straat", "plein", "utca", "tér", "út", "Rue ", "rue ", "Via ", "Viale ", "Piazza ",
    "Calle ", "Avenida ", "Rua ", "Rúa ", "Plaza ", "ul.", "Ulica ", "Strada ", "Trg ", "trg ", "Box ",
    "PO ",
)  # fmt: skip
_ABROAD = lazy(
    r"(?<![\w£$.:/-])(?:\d{1,5},?[ \t])?(?:"
    r"[^\W\d_][\w-]+(?:straße|strasse|gasse|weg|platz|allee|vej|gade|gatan|vägen|veien|gata|katu|kuja|laan|"
    r"straat|plein)"
    r"|(?:Rue|rue|Via|Viale|Piazza|Calle|Avenida|Rua|Rúa|Plaza|ul\.|Ulica|Strada|Trg|"
    r"trg)[ \t](?:[^\W\d_][\w'’.-]*[ \t]){0,4}[^\W\d_][\w'’.-]*"
    r"|(?:[^\W\d_][\w'’.-]*[ \t]){1,4}(?:utca|tér|út|útja)"
    r"),?[ \t]\d{1,5}[a-z]?\b\.?"
    r"|\b\d{1,5},?[ \t](?:bis[ \t])?[Rr]ue[ \t](?:[^\W\d_][\w'’-]*[ \t]?){1,5}"
    r"|\bP\.?[ \t]?O\.?[ \t]Box[ \t]\d{1,6}|\b(?:PSC|CMR|"
    r"Unit)[ \t]\d{3,5},?[ \t]Box[ \t]\d{1,5}\s{1,3}[A-Z]PO[ \t]A[AEP][ \t]\d{5}"
    r"|\b[AFD]PO[ \t]A[AEP][ \t]\d{5}"
)
_REACH = 24
_LONGEST = 160  # code points from a house's number to the end of its street or its postcode


class Address(NamedTuple):
    """Where an address stands, and whether its form alone makes it one."""

    span: Span
    sure: bool


def find_addresses(raw: str) -> Iterator[Address]:
    """Every address of a text, house names without a number among them."""
    if raw == raw.lower():  # every form has a capital
        return
    if any(word in raw for word in _HOUSE_NAMES):
        for match in _BY_NAME.finditer(raw):
            yield Address(Span(*match.span()), POSTCODE.search(match[0]) is not None)
    for number in _NUMBER.finditer(raw):
        numbered = _may_begin(raw, number.start()) and _NUMBERED.match(raw, number.start())
        if numbered:
            unit = _UNIT_BEFORE.search(raw[max(0, number.start() - _REACH) : number.start()])
            start = number.start() - (len(unit[0]) if unit else 0)
            yield Address(Span(start, numbered.end()), True)
    if any(word in raw for word in _ABROAD_WORDS):
        yield from (Address(Span(*match.span()), True) for match in _ABROAD.finditer(raw))
    if "ddress" in raw or "DDRESS" in raw:
        yield from (Address(Span(*match.span("address")), True) for match in _CALLED.finditer(raw))


def _may_begin(raw: str, start: int) -> bool:
    """Whether a street or a postcode follows a number at all; the pattern of both in full is a long one."""
    near = raw[start : start + _LONGEST]
    return any(word in near for word in _ROADS) or POSTCODE.search(near) is not None
