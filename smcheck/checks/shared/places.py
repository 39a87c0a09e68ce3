"""The words that tell somebody's home from a place where the public goes."""

from __future__ import annotations

import re

from smcheck.settings.patterns import lazy
from smcheck.text import Span, TextView

_HOME = frozenset(
    "tenant tenants lives lived evicted neighbour neighbours landlord bedroom burgled died doorstep "
    "cottage's mum mum's dad dad's nan nan's nana gran gran's granny grandad grandad's auntie aunt uncle "
    "son daughter brother sister wife husband widow widower mrs".split()
)
_LIVING = lazy(
    r"\b(?:live|living|lodges?|lodging|stays?|staying|resides?|residing) (?:with \w+ |alone |by \w+ )?(?:at|"
    r"on|in)\b"
    r"|\b(?:home|address|house|door|flat) (?:is|was|are|of)\b|\bour (?:cottage|house|home|place)\b|\bat "
    r"home\b"
)
_PERSON = frozenset(
    "i i'm i'll i'd i've me my mine his her he she him you you're your send sent deliver delivered "
    "return".split()
)
# An event, a business, and what public registers and notices say of an address.
_PUBLIC = frozenset(
    "held centre center venue meeting meetings event events open opens opening opened closed closes "
    "closing closure closures church chapel school library shop shops store stores cafe café pub market "
    "museum theatre park station hub surgery pavilion institute club clinic hotel restaurant bakery doors "
    "starts start shopping building depot works roadworks workshop session sessions fair fete concert "
    "exhibition polling between council council's stall stalls parade parking pharmacy dentist branch "
    "company business office-hours planning application applications proposed proposal extension "
    "extensions dormer loft porch conversion erection demolition demolish fell pollard crown objection "
    "object refused permitted granted approved noted licence licences licensing premises enforcement "
    "hoarding fascia listed tpo tree trees use units garage yellow lines boundary metres kerb plaque "
    "unveiled footpath footway pavement streetlight streetlights lamp drain gully outside opposite outage "
    "repairs repair".split()
)
_NAMED_VENUE = lazy(
    r"\b(?:hall|centre|center|church|chapel|cathedral|mosque|temple|synagogue|gurdwara|library|school|"
    r"academy|"
    r"college|nursery|museum|gallery|theatre|cinema|pavilion|park|club|clubhouse|institute|café|cafe|inn|"
    r"pub|arms|"
    r"hotel|restaurant|surgery|clinic|hospital|pharmacy|station|depot|stadium|ground|shop|stores?|market|"
    r"bakery|"
    r"brewery|gardens?|priory|abbey|hub|rooms|studio|bank|group|market hall|chambers|ltd|limited|plc)"
    r"\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_REFERENCE = lazy(r"\b\d{2}/\d{4,6}\b|\b[A-Z]{1,4}/\d{2}/\d{3,6}\b")
_FAMOUS = lazy(r"1[01] downing street|221b baker street|84,? charing cross road", re.IGNORECASE)
_ENDED = lazy(r"[.!?][\"'”’)]*\s*$|\n\s*\n\s*$")
_LINES = 3
_BEFORE, _AFTER = 240, 120  # code points


def about_home(view: TextView, span: Span) -> bool:
    """Whether a place in a draft is somebody's home, as far as the words around it tell.

    Words of a household decide; then the name of a venue right before the place; then words of a person;
    then words of an event, a business or a public notice. Where nothing tells, it is taken for a home.
    """
    around = _surroundings(view, span)
    words = {
        token.text
        for token in view.tokens_between(around.start, around.end)
        if token.end <= span.start or token.start >= span.end
    }
    before = view.raw[around.start : span.start]
    if words & _HOME or _LIVING.search(before.lower()):
        return True
    if _FAMOUS.search(view.raw[span.start : span.end]) or _NAMED_VENUE.search(before):
        return False
    if words & _PERSON:
        return True
    return not words & _PUBLIC and not _REFERENCE.search(before)


def speaks_of_home(view: TextView, span: Span) -> bool:
    """Whether the words around a place say that somebody lives there."""
    around = _surroundings(view, span)
    words = {token.text for token in view.tokens_between(around.start, around.end)}
    return (
        bool(words & (_HOME | _PERSON))
        or _LIVING.search(view.raw[around.start : around.end].lower()) is not None
    )


def _surroundings(view: TextView, span: Span) -> Span:
    """The sentence of a place, with the lines around it that no full stop or blank line cuts off."""
    start, end = view.sentence_at(span.start)
    lowest, highest = span.start - _BEFORE, span.end + _AFTER
    end = max(end, view.sentence_at(span.end - 1).end)
    for _ in range(_LINES):
        before = view.sentence_at(start - 1) if start else None
        if before is None or before.start >= start or _ENDED.search(view.raw[before.start : start]):
            break
        start = before.start
    for _ in range(_LINES):
        if end >= len(view.raw) or _ENDED.search(view.raw[max(start, end - 4) : end]):
            break
        end = view.sentence_at(end).end
    return Span(max(start, lowest), min(end, highest))
