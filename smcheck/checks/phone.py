"""Phone numbers that are not the council's own.

British numbers are known by their prefix and length, so that Ofcom's drama numbers count too, which
phonenumbers calls invalid. Numbers with words, emoji or slashes between their digits must be in a range that
is in use; numbers of other countries need a plus sign, or words such as "call me on" before them, and so does
a local number without its area code.

What an organisation publishes is no personal data. The council's own numbers, those of its partners
(smcheck.toml) and the public helplines stay silent in any spelling, and so do a landline that the words
before it give as a body's ("the surgery's number is", "Exampleton City Council on") and a plain number that
begins with 03 or 08, which organisations have (Ofcom, National Telephone Numbering Plan). Where the words
tell less surely ("to book ring"), where it is a club's, which may be at a member's home, and where a body
gives a mobile, it is a note. A number that stands for a person is flagged, whatever body is named beside it:
"ring Dave at the surgery on", "the tenant above the shop is on", "the clerk's home number". Where the draft
says nothing at all of a number, it is flagged too.

Why:
    Personal contact details are not published, and nobody else's ever.
Flagged:
    - Ring the Clerk at home on 07700 900123.
    - Call +44 (0)1632 960001 after six.
    - Text oh double seven double oh, nine hundred, one two three
    - The tenant above the shop is on 01632 960123.
Not flagged:
    - Planning application 23/01234/FUL will be heard on 01/02/2026.
    - In an emergency call 999, or 101 if it can wait. Childline is on 0800 1111.
    - The box office is on 01632 960123.
Instead:
    Give the council's own number or mailbox, or ask people to message the page. A published number of another
    organisation may stand: list the organisation among the council's partners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.numbers import Stretch, stretches
from smcheck.checks.shared.whose import Holder, Whose, holder_of, stands_alone
from smcheck.model.finding import Category, Hit, Severity
from smcheck.settings.contacts import canonical_phone
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded
from smcheck.text import Number, Span, TextView
from smcheck.text.numbers import USUAL

CATEGORY: Category = "personal-contact"
_SHORTEST, _LONGEST_ABROAD = 6, 12  # digits of a local number, and of a foreign one without its plus sign
_LONGEST = 17  # digits of a number by ITU-T E.164, with 00 before them
_NATIONAL = lazy(r"0(?:1\d{8,9}|2\d{9}|3\d{9}|5[56]\d{8}|7\d{9}|8\d{8,9}|9\d{9})")
_DRAMA = lazy(r"01632960|0770090|0306999|08081570|09098790")  # Ofcom, numbers for drama use
_ORGANISATION = lazy(r"0[389]")
_ORGANISATIONS = lazy(r"0[38]")  # and those of 09, which cost what their holder likes
_LANDLINE = lazy(r"0[12]")
_PLUS = lazy(r"(?:(?<!\d)\+|\bplus)[^\w+]{0,2}$")
_OPENING = lazy(r"(?:\+|\bplus\b)?[ (]{0,3}$|\($")
_GLUED = worded(r"(?:^|[^a-z])<contacts.glued>$")
_NUMBER_WORD = r"<contacts.numbers-of> <contacts.numbers>"  # "my number"
_WORDS_BEFORE = rf"\b(?:<contacts.inviting>|{_NUMBER_WORD})\b\W*"
_IS = r"(?:[a-z]+\b\W{1,3}){0,2}(?:is\W{1,3})?"  # "my number at home is"
_ON = r"(?:[a-z]+\W{1,3}){0,7}?(?:on|at|to)\W{1,3}"  # "ring Jo after six on"
_INVITED = worded(rf"(?:{_WORDS_BEFORE}(?:{_IS}|{_ON}))\W{{0,3}}$")
_LABELLED = worded(r"[ \t-]{0,3}\(?<contacts.labels>\b")
_WORD = lazy(r"[a-z]{2}")
_LOCAL = lazy(r"[2-9]\d{5,7}")
_EXTENSION = worded(r"[\s,;(]{0,3}<contacts.extensions>[.: ]{0,3}\d{1,6}(?!\w)")
_HELPLINE = worded(r"\b<contacts.helplines>[ -]?lines?\b")
_FIGURE = lazy(r"[0-9]")
_FIGURES = r"[0-9+()\[\]\s./\u2010-\u2014-]*"
_PLAIN = worded(rf"{_FIGURES}(?:,? ?\(?<contacts.extensions>[.: ]*[0-9]+\)?)?", re.IGNORECASE)
_MOBILE = lazy(r"07|\+")
_REACH = 72
_ABROAD = lazy(r"00[1-9]")
_EVERY_DIGIT = lazy(r"0?123456789?0?|(\d)\1{5,}")


class _Reading(NamedTuple):
    """A stretch read as a phone number: how it would be dialled, and how sure that is."""

    stretch: Stretch
    number: str
    confidence: float


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every phone number; the council's own and public helplines are left out."""
    view = context.text
    labels = view.mentions(phrases_of("contacts.labels"))
    end = 0
    for index, number in enumerate(view.numbers):
        if number.start < end or number.run < _SHORTEST or not _may_begin(view, number, end):
            continue
        reading = _best_reading(view, index, labels)
        if reading is None:
            continue
        end = reading.stretch.end
        if not _public(view, reading) and (hit := _hit(context, reading)):
            yield hit


def _may_begin(view: TextView, number: Number, last_end: int) -> bool:
    """Whether a phone number may begin here: not within a decimal number or a word other than "tel"."""
    if number.joint == USUAL and len(number.digits) == 1 and number.start > last_end + 1:
        return False  # one of several digits that stand apart, and not the first
    before = view.figures.text[max(last_end, number.start - 12) : number.start]
    if number.after_letter:
        return _GLUED.search(before) is not None
    return before[-1:] not in (".", ",") or not before[-2:-1].isdigit()


def _hit(context: Context, reading: _Reading) -> Hit | None:
    """The hit of a number; None where it is known or plainly an organisation's."""
    if any(one.owns_phone(reading.number) for one in context.council.listed):
        return None
    figures, own = context.text.figures, next(iter(context.council.phones), "")
    span = Span(*figures.span(*_whole(figures.text, reading.stretch)))
    holder = whose_number(context, span, reading.number)
    plain = not stands_alone(context.text, span) and _is_plain(context.text.raw[slice(*span)], reading)
    if plain and _published(reading, holder):
        return None
    doubtful = _ORGANISATION.match(reading.number) is not None
    return Hit(
        *span,
        "a phone number that is not one of {we}'s own",
        holder.advice("number", own),
        reading.confidence,
        reasons=("an organisation's kind of number",) if doubtful else (),
        at_most=Severity.NOTE if plain and holder.of_body else Severity.ERROR,
        subject=canonical_phone(reading.number),
        edits=instead(span, holder.instead(own), "contact"),
    )


def whose_number(context: Context, span: Span, number: str) -> Holder:
    """Whose a number is, as the words about the stretch that gives it tell."""
    return holder_of(context, span, mobile=_MOBILE.match(number) is not None)


def _is_plain(written: str, reading: _Reading) -> bool:
    """Whether a number is written in figures, as organisations write theirs; a disguise hides somebody's."""
    digits = len(_FIGURE.findall(written))
    return digits >= len(reading.stretch.digits) and _PLAIN.fullmatch(written) is not None


def _published(reading: _Reading, holder: Holder) -> bool:
    """Whether a number is what an organisation publishes of itself."""
    if _ORGANISATIONS.match(reading.number):
        return holder.whose is not Whose.PERSON
    return holder.published and _LANDLINE.match(reading.number) is not None


def _whole(text: str, stretch: Stretch) -> tuple[int, int]:
    """The stretch with the plus sign or bracket before it and the extension behind it."""
    before = text[max(0, stretch.start - 9) : stretch.start]
    opening = _OPENING.search(before)
    extension = _EXTENSION.match(text, stretch.end)
    start = stretch.start - len(opening[0].lstrip(" ")) if opening else stretch.start
    return start, extension.end() if extension else stretch.end


def _best_reading(view: TextView, index: int, labels: bool) -> _Reading | None:
    """The surest reading of the digits from the number at `index`; the longest of equal ones.

    `labels` says whether any word such as "office" or "fax" stands in the draft.
    """
    first = view.numbers[index]
    before = view.figures.text[max(0, first.start - _REACH) : first.start]
    plus = ("+" in before[-3:] or "plus" in before[-8:]) and _PLUS.search(before) is not None
    invited = _WORD.search(before) is not None and _INVITED.search(before) is not None
    if not (plus or invited or first.digits.startswith(("0", "44")) or labels):
        return None
    readings = [
        reading
        for stretch in stretches(view, index, _LONGEST)
        if len(stretch.digits) >= _SHORTEST and (reading := _read(view, stretch, plus, invited))
    ]
    return max(readings, key=lambda reading: (reading.confidence, reading.stretch.end), default=None)


def _read(view: TextView, stretch: Stretch, plus: bool, invited: bool) -> _Reading | None:
    """The stretch as a phone number, behind a plus sign or words that invite to ring."""
    digits = stretch.digits
    if _EVERY_DIGIT.fullmatch(digits):
        return None
    if plus and (reading := _international(stretch, digits)):
        return reading
    if _ABROAD.match(digits) and (stretch.usual or digits.startswith("0044")):
        reading = _international(stretch, digits[2:])
        return reading if reading and reading.confidence > 0.9 else None
    if digits.startswith("44") and len(digits) >= 12:
        return _international(stretch, digits)
    if _NATIONAL.fullmatch(digits) and (sure := _sureness(stretch, digits)):
        return _Reading(stretch, digits, sure)
    if invited or _LABELLED.match(view.figures.text, stretch.end):
        return _by_invitation(stretch)
    return None


def _international(stretch: Stretch, digits: str) -> _Reading | None:
    if digits.startswith("44"):
        national = "0" + digits[2:].removeprefix("0")
        return _Reading(stretch, national, 0.97) if _NATIONAL.fullmatch(national) else None
    likely = _abroad(digits)
    return _Reading(stretch, f"+{digits}", 0.95 if likely == "valid" else 0.9) if likely else None


def _sureness(stretch: Stretch, digits: str) -> float:
    """How sure a number of the right prefix and length is; 0 where it is none."""
    if stretch.usual and len(digits) == 11:
        return 0.97
    if _DRAMA.match(digits) and len(digits) == 11:
        return 0.9
    return 0.85 if _abroad("44" + digits[1:]) == "valid" else 0


@lru_cache(maxsize=4096)
def _abroad(digits: str) -> str:
    """Either "valid", "possible" or nothing for a number in international form without its plus sign."""
    from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

    try:
        number = parse(f"+{digits}", None)
    except NumberParseException:
        return ""
    if is_valid_number(number):
        return "valid"
    return "possible" if is_possible_number(number) else ""


def _by_invitation(stretch: Stretch) -> _Reading | None:
    """A foreign or local number, which only the words beside it make one."""
    if not stretch.usual or len(stretch.digits) > _LONGEST_ABROAD:
        return None
    local = _LOCAL.fullmatch(stretch.digits) is not None
    return _Reading(stretch, stretch.digits, 0.7) if local or len(stretch.digits) > _SHORTEST else None


def _public(view: TextView, reading: _Reading) -> bool:
    """Whether the number is a public helpline's, by our list or by the words of its sentence."""
    if view.is_helpline(reading.number):
        return True
    if not _ORGANISATION.match(reading.number):
        return False
    text = view.figures.text
    return _HELPLINE.search(text, max(0, reading.stretch.start - 60), reading.stretch.end + 30) is not None
