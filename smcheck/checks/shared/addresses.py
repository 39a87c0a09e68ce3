"""The forms of addresses, British ones and those of other countries whose form is sure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from smcheck.settings.contacts import POSTCODE
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded
from smcheck.text import Span

_APART = r"(?<![\w£$.:/-])"  # no part of a word, a sum or a longer number
_HOUSE = r"\d{1,5}[A-Za-z]?(?:[ \t]?[-–/&][ \t]?\d{1,5}[A-Za-z]?)?"  # "14", "14a", "3-5"
_HOUSES = rf"{_HOUSE}[ \t]*,?[ \t]+(?:{_HOUSE}[ \t]+)?"  # "Flat 2, 14" has two
_UNIT_WORD = r"<addresses.units>\.?"
_UNIT = rf"{_UNIT_WORD}[ \t]+(?:\d{{1,5}}[A-Za-z]?|[A-Z])"  # "Flat 2", "Apt. B"

_NAME = r"(?:(?:St\.?|[A-Z][\w'’-]*\.?|<addresses.joining>)[ \t]+)"  # a word of a street's name
_DOTTED = r"(?<=\b<addresses.dotted>)\.(?=,|[ \t][A-Z])"  # the full stop of "Elm Rd., Exampleton"
_STREET = rf"<addresses.streets>\b(?:{_DOTTED})?"
_OTHER_STREET = r"<addresses.other-streets>\b(?!\s[A-Z][a-z])"
_BY_ITSELF = r"<addresses.by-themselves>\b"
_WELSH_WORD = r"[ \t]+(?:<addresses.welsh-joining>[ \t]+|yr?['’])?[^\W\d_a-z][\w'’-]*+"
_WELSH_STREET = rf"<addresses.welsh-streets>(?:{_WELSH_WORD}){{1,2}}"  # "Heol y Capel"
_ENDS_THERE = r"(?=[ \t]*(?:[,.;:)!?\n]|$|[A-Z]{1,2}\d))"
_JOINED_IN_WELSH = rf"[ \t]+<addresses.welsh-joining>{_WELSH_WORD}"  # "Maes yr Eglwys"
_NO_MORE = rf"(?:{_WELSH_WORD}){{1,2}}{_ENDS_THERE}"  # "Bryn Mawr", and not "Bryn Mawr Band tickets"
_OTHER_WELSH_STREET = rf"<addresses.other-welsh-streets>(?:{_JOINED_IN_WELSH}|{_NO_MORE})"
_WELSH = rf"{_WELSH_STREET}|{_OTHER_WELSH_STREET}"
_NO_BODY = r"(?!(?:[ \t]+[A-Z][\w'’-]*){0,3}[ \t]+<addresses.bodies>\b)"  # "22 Elm Road Drama Society"
_ENGLISH = rf"{_NAME}{{1,5}}?{_STREET}|{_NAME}{{1,4}}?{_OTHER_STREET}|{_BY_ITSELF}"
_THOROUGHFARE = rf"(?=[A-Z])(?:{_ENGLISH}|{_WELSH}){_NO_BODY}"

_NO_TOWN = r"(?!<addresses.no-towns>\b|<addresses.invitations>)"
_TOWN_WORD = rf"{_NO_TOWN}[A-Z](?:[^\W\d_]|['’-])+(?!\w)"
_TOWN = rf"{_TOWN_WORD}(?:[ \t]+{_TOWN_WORD}){{0,3}}"  # "Exampleton on Sea" in part
_AND_ON = r"(?:[ \t]*,[ \t\n]*|[ \t]*\n[ \t>?]*|[ \t]+)"  # what parts the lines of an address
_POSTCODE = r"[A-Za-z]{1,2}\d[A-Za-z\d]?[ \t]{0,2}\d[A-Za-z]{2}"
_ZIP = r"(?:[A-Z]{2}[ \t]+)?\d{5}"  # of the United States, its state before it
_TAIL = rf"(?:{_AND_ON}(?:{_UNIT}|{_TOWN})){{0,4}}(?:[ \t]*[,\n]?[ \t>?]*(?:{_POSTCODE}|{_ZIP})\b)?"

_NUMBER = lazy(rf"{_APART}(?={_HOUSES}[A-Z])\d")
_UNIT_BEFORE = worded(rf"{_APART}(?:{_UNIT}[ \t]*,?[ \t\n]*|{_UNIT_WORD}[ \t]+|(?:No\.?|number)[ \t]*)$")
_IN_STREET = rf"{_HOUSES}{_THOROUGHFARE}{_TAIL}"
_BY_POSTCODE = rf"{_HOUSE}[ \t]*,?[ \t]+(?:[A-Z][\w'’-]+,?[ \t]+){{1,5}}{POSTCODE.pattern}"
_NUMBERED = worded(rf"{_IN_STREET}|{_BY_POSTCODE}")
_NAMED_HOUSE = r"(?:[A-Z][\w'’-]+[ \t]){1,3}<addresses.houses>"  # "Old Mill House"
_BY_NAME = worded(rf"{_APART}(?:{_UNIT},?[ \t]+)?{_NAMED_HOUSE}(?:,|\n)[ \t]*{_THOROUGHFARE}{_TAIL}")

_NO_ADDRESS = "(?<!e-mail address)(?<!email address)(?<!web address)(?<!IP address)"
_SAID_TO_BE = rf"\b(?:[Aa]ddress|ADDRESS){_NO_ADDRESS}(?:[ \t]is|[ \t]was|[ \t]?:)[ \t\n]{{0,6}}"
_HAS_FIGURES = r"(?=[^\n]{0,40}\d)(?![^\n]{0,40}[@/])"
_CALLED = lazy(rf"{_SAID_TO_BE}{_HAS_FIGURES}(?P<address>[A-Z\d][^\n.?!;]{{7,90}})")

_WORD_ABROAD = r"[^\W\d_][\w'’.-]*"
_JOINED = r"[^\W\d_][\w-]+<addresses.abroad-joined>"  # "Hauptstraße"
_BEFORE_NAME = rf"<addresses.abroad-before>[ \t](?:{_WORD_ABROAD}[ \t]){{0,4}}{_WORD_ABROAD}"  # "Via Roma"
_BEHIND_NAME = rf"(?:{_WORD_ABROAD}[ \t]){{1,4}}<addresses.abroad-behind>"  # "Kossuth utca"
_STREET_ABROAD = rf"(?:{_JOINED}|{_BEFORE_NAME}|{_BEHIND_NAME})"
_NUMBER_BEHIND = rf"{_APART}(?:\d{{1,5}},?[ \t])?{_STREET_ABROAD},?[ \t]\d{{1,5}}[a-z]?\b\.?"
_IN_RUE = r"\b\d{1,5},?[ \t](?:bis[ \t])?[Rr]ue[ \t](?:[^\W\d_][\w'’-]*[ \t]?){1,5}"  # "12 rue du Bac"
_BOX = r"\bP\.?[ \t]?O\.?[ \t]Box[ \t]\d{1,6}"
_FORCES = r"A[AEP][ \t]\d{5}"  # the region of American forces, and their ZIP code
_FORCES_BOX = rf"\b<addresses.military>[ \t]\d{{3,5}},?[ \t]Box[ \t]\d{{1,5}}\s{{1,3}}[A-Z]PO[ \t]{_FORCES}"
_FORCES_POST = rf"\b[AFD]PO[ \t]{_FORCES}"
_ABROAD = worded(rf"{_NUMBER_BEHIND}|{_IN_RUE}|{_BOX}|{_FORCES_BOX}|{_FORCES_POST}")
_BOX_WORDS = ("Box ", "PO ")
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
    if any(word in raw for word in _house_names()):
        for match in _BY_NAME.finditer(raw):
            yield Address(Span(*match.span()), POSTCODE.search(match[0]) is not None)
    for number in _NUMBER.finditer(raw):
        numbered = _may_begin(raw, number.start()) and _NUMBERED.match(raw, number.start())
        if numbered:
            unit = _UNIT_BEFORE.search(raw[max(0, number.start() - _REACH) : number.start()])
            start = number.start() - (len(unit[0]) if unit else 0)
            yield Address(Span(start, numbered.end()), True)
    if any(word in raw for word in _words_abroad()):
        yield from (Address(Span(*match.span()), True) for match in _ABROAD.finditer(raw))
    if "ddress" in raw or "DDRESS" in raw:
        yield from (Address(Span(*match.span("address")), True) for match in _CALLED.finditer(raw))


@cache
def _house_names() -> tuple[str, ...]:
    """What stands in every text with a house's name."""
    return tuple(f"{kind}{end}" for kind in phrases_of("addresses.houses") for end in ",\n")


@cache
def _roads() -> tuple[str, ...]:
    """Words of which every street has one."""
    return (
        *phrases_of("addresses.streets"),
        *phrases_of("addresses.other-streets"),
        *phrases_of("addresses.by-themselves"),
        *phrases_of("addresses.welsh-streets"),
        *phrases_of("addresses.other-welsh-streets"),
    )


@cache
def _words_abroad() -> tuple[str, ...]:
    """What stands in every text with an address abroad."""
    before = (f"{word} " for word in phrases_of("addresses.abroad-before"))
    return (
        *phrases_of("addresses.abroad-joined"),
        *before,
        *phrases_of("addresses.abroad-behind"),
        *_BOX_WORDS,
    )


def _may_begin(raw: str, start: int) -> bool:
    """Whether a street or a postcode follows a number at all; the pattern of both in full is a long one."""
    near = raw[start : start + _LONGEST]
    return any(word in near for word in _roads()) or POSTCODE.search(near) is not None
