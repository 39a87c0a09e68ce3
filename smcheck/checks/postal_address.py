"""A house and street that is not the council's own or plainly a public place.

An address in a sentence about an event, a business or a public notice is a place to go to; one in a sentence
about somebody who lives there, or that says nothing of the kind, is personal. The council's addresses and
venues in smcheck.toml stay silent. Addresses abroad count where their form is sure.

Why:
    Somebody's home address is a personal contact detail.
Flagged:
    - The tenant at 22 Elm Court was evicted today.
    - Send it to Flat 2, 14 Elm Road, Exampleton, SS9 9ZZ
Not flagged:
    - The repair shop opens at 14 High Street on Monday.
    - Works on the A13 begin in 3 weeks.
    - 23/01234/FUL: 14 High Street, rear extension.
Instead:
    Name the street or the area, or ask people to message the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._places import about_home, speaks_of_home
from smcheck.contacts import POSTCODE, canonical_address
from smcheck.finding import Category, Hit
from smcheck.text import Span

CATEGORY: Category = "personal-contact"
_STREET = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Gardens|Gdns|Crescent|Cres|Terrace|Grove|Mews|"
    r"ROAD|STREET|AVENUE|LANE|CLOSE|DRIVE|GARDENS|CRESCENT|TERRACE|GROVE|Boulevard|Blvd|Highway|"
    r"Parkway)\b(?:(?<=\b(?:Rd|St|Ln|Dr))\.(?=,|[ \t][A-Z]))?"
)
_OTHER_STREET = (  # words that also begin or end other names
    r"(?:Court|Ct|Place|Pl|Way|Square|Sq|Hill|Parade|Row|Green|Walk|View|Rise|Park|Broadway|Esplanade|House|"
    r"Cottages?|Farm|Centre|Bank|Wharf|Quay|Circus|Mount|Meadows?|Fields?|Wood|Copse|Ridge|Dene|Vale|Path|"
    r"Croft|"
    r"Paddocks?|Orchard|Heath|Common|Strand|Yard|Alley|Passage|Gate|Ridgeway|Chase|Drove|Causeway|Promenade|"
    r"Chequers|Kingsway|Str|str)\b(?!\s[A-Z][a-z])"
)
_NAME = r"(?:(?:St\.?|[A-Z][\w'’-]*\.?|of|and|the|on|de|la|le|du|des|der|den)[ \t]+)"
_HOUSE = r"(?:(?:No\.?|number)[ \t]*)?\d{1,5}[A-Za-z]?(?:[ \t]?[-–/&][ \t]?\d{1,5}[A-Za-z]?)?"
_UNIT = (
    r"(?:[Ff]lat|FLAT|[Aa]partment|[Aa]pt|[Uu]nit|[Ss]uite|[Ss]tudio|[Rr]oom)\.?[ \t]+(?:\d{1,5}[A-Za-z]?|"
    r"[A-Z])"
)
_NAMED_HOUSE = (
    r"(?:[A-Z][\w'’-]+[ \t]){1,3}(?:Cottage|Farm|Farmhouse|House|Lodge|Barn|Bungalow|Villa|Manor|Grange|"
    r"Forge|Rectory|Vicarage|Court)"
)
_THOROUGHFARE = (
    rf"(?:{_NAME}{{1,5}}?{_STREET}|{_NAME}{{1,4}}?{_OTHER_STREET}|(?:Kingsway|Broadway|Cheapside|"
    rf"Piccadilly)\b)"
)
_TOWN = r"(?!(?:Mon|Tues?|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b|Please|Call|Tel|Phone|Email)[A-Z][\w'’-]+"
_TAIL = (
    rf"(?:(?:[ \t]*,[ \t\n]*|[ \t]*\n[ \t>?]*|[ \t]+)(?:{_UNIT}|{_TOWN}(?:[ \t]+{_TOWN}){{0,3}})){{0,4}}"
    r"(?:[ \t]*[,\n]?[ \t>?]*(?:[A-Za-z]{1,2}\d[A-Za-z\d]?[ \t]{0,2}\d[A-Za-z]{2}|"
    r"(?:[A-Z]{2}[ \t]+)?\d{5})\b)?"
)
_BRITISH = re.compile(
    rf"(?<![\w£$.:/-])(?:{_UNIT}[ \t]*,?[ \t\n]*)?{_HOUSE}[ \t]*,?[ \t]+"
    rf"(?:{_HOUSE}[ \t]+)?{_THOROUGHFARE}{_TAIL}"
)
_BY_NAME = re.compile(
    rf"(?<![\w£$.:/-])(?:{_UNIT},?[ \t]+)?{_NAMED_HOUSE}(?:,|\n)[ \t]*{_THOROUGHFARE}{_TAIL}"
)
_WITH_POSTCODE = re.compile(
    rf"(?<![\w£$.:/-]){_HOUSE}[ \t]*,?[ \t]+"
    rf"(?:[A-Z][\w'’-]+,?[ \t]+){{1,5}}(?={POSTCODE.pattern}){POSTCODE.pattern}"
)
_ABROAD = re.compile(
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
_CALLED = re.compile(
    r"(?<!e-mail )(?<!email )(?<!web )(?<!ip )(?<!site )(?<!mac )\b(?:[Aa]ddress|ADDRESS)(?:[ \t]is|"
    r"[ \t]was|[ \t]?:)[ \t\n]{0,6}"
    r"(?=[^\n]{0,40}\d)(?![^\n]{0,40}[@/])(?P<address>[A-Z\d][^\n.?!;]{7,90})"
)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a home."""
    view = context.text
    message, suggestion = (
        "a home address",
        "Name the street or the area only, or ask people to message the page.",
    )
    for span, sure in _addresses(view.raw):
        words = view.raw[slice(*span)]
        home = about_home(view, span) if sure else speaks_of_home(view, span)
        if home and not context.council.owns_address(words):
            subject = canonical_address(words)
            yield Hit(*span, message, suggestion, 0.85, subject=subject)


def _addresses(raw: str) -> Iterator[tuple[Span, bool]]:
    """Every address, and whether its form alone makes it one."""
    for match in _BY_NAME.finditer(raw):
        yield Span(*match.span()), POSTCODE.search(match[0]) is not None
    if not re.search(r"\d", raw):
        return
    for pattern in _BRITISH, _WITH_POSTCODE, _ABROAD:
        for match in pattern.finditer(raw):
            yield Span(*match.span()), True
    for match in _CALLED.finditer(raw):
        yield Span(*match.span("address")), True
