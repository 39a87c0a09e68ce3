"""British addresses and postcodes, and the words that tell a home from a venue."""

from __future__ import annotations

import re

from smcheck.text import Span, TextView

_STREET = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Court|Ct|Gardens|Gdns|Crescent|Cres|Terrace|Place|"
    "Way|Grove|Square|Mews|Hill|Parade|Row|Green|Walk|View|Rise|Park|Broadway|Esplanade|House|Cottages?|Farm"
)
ADDRESS = re.compile(
    r"(?<![\w£$.,:/-])(?:(?:[Ff]lat|[Aa]partment|[Uu]nit)\s+\d{1,4}[A-Za-z]?,?\s+)?\d{1,4}(?:[-–]\d{1,4})?[A-Za-z]?,?\s+"
    rf"(?:(?:St\.?|[A-Z][\w'’-]+)\s+){{1,3}}(?:{_STREET})\b"
)

_VENUE = frozenset(
    "held hall centre center venue meeting event open opens opening church chapel school library office "
    "offices shop store cafe café pub market museum theatre park station hub surgery pavilion institute "
    "club clinic hotel restaurant doors starts start collection shopping building depot works roadworks "
    "closed closure workshop session fair fete concert exhibition polling planning application "
    "proposed licensing licence site council council's".split()
)
_HOME = frozenset(
    "tenant tenants lives live living lived home resident address evicted neighbour neighbours moved "
    "my his her their he she him owner landlord family mum dad bedroom flat died burgled".split()
)


def about_home(view: TextView, span: Span) -> bool:
    """Whether the sentence speaks of somebody's home; a venue's words outweigh silence, not a home's."""
    sentence = view.sentence_at(span.start)
    words = {token.text for token in view.tokens_between(sentence.start, sentence.end)}
    return bool(words & _HOME) or not words & _VENUE
