"""A full postcode that is not the council's and not plainly a public place's.

A full postcode is about fifteen homes. It stays silent behind the name of a venue ("Harvest Fields Centre,
SS9 9ZZ"), and in a sentence about an event, a business or a public notice that speaks of nobody's home; one
beside a house, a person or nothing at all is flagged, since nothing then says that the public goes there.
Postcodes of the council's own addresses and venues, and of its partners', stay silent. Inside an address that
is flagged the postcode is part of it.

Why:
    With a house number or a name, a postcode says where somebody lives.
Flagged:
    - She lives near the church, SS9 9ZZ.
Not flagged:
    - The meeting will be held at Harvest Fields Centre, SS9 9ZZ.
Instead:
    Give the first half of the postcode, or the name of the area.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.checks.shared.places import about_home
from smcheck.model.finding import Category, Hit
from smcheck.settings.contacts import POSTCODE, canonical_postcode
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded
from smcheck.text import Span

CATEGORY: Category = "personal-contact"
_SPELT = lazy(
    r"(?<![^\W_])[a-z](?P<gap>[ .-])(?:[a-z]"
    r"(?P=gap))?\d(?P=gap)(?:[a-z\d](?P=gap))?(?P=gap){0,2}\d(?P=gap)[a-z](?P=gap)[a-z](?![^\W_])"
)
_JOINED = lazy(r"(?<![^\W_])[a-z]{1,2}\d[a-z\d]?[-.]\d[a-z]{2}(?![^\W_])")
_INWARD = lazy(r"\d([ .-]?)[a-z]\1[a-z](?![^\W_])")  # how every postcode ends
_CALLED = lazy(r"\bpost ?code\W{1,3}(?:is\W|of\W)?([a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2})(?!\w)")
_REACH = 8  # code points of a postcode before its inward part
_NO_POSTCODE = worded(r"<addresses.no-postcodes>$")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every full postcode of a home."""
    for span in _postcodes(context):
        postcode = canonical_postcode(context.text.raw[slice(*span)])
        if postcode not in context.council.listed_postcodes and about_home(context.text, span):
            message = "a full postcode, beside a house or a person"
            area = instead(span, postcode[:-3], "contact")
            yield Hit(
                *span, message, "Name the area, or give its first half.", 0.8, subject=postcode, edits=area
            )


def _postcodes(context: Context) -> Iterator[Span]:
    """Every postcode of the draft, also one whose characters stand apart."""
    folded, raw = context.text.folded, context.text.raw
    endings = list(_INWARD.finditer(folded.text))
    for ending in endings:
        match = POSTCODE.search(folded.text, max(0, ending.start() - _REACH), ending.end())
        if match:
            span = Span(*folded.span(*match.span()))
            if not _NO_POSTCODE.search(raw[slice(*span)]):
                yield span
    if not endings:
        return
    for pattern in _SPELT, _JOINED:
        for match in pattern.finditer(folded.text):
            if POSTCODE.fullmatch(re.sub(r"[ .-]", "", match[0])):
                yield Span(*folded.span(*match.span()))
    for match in _CALLED.finditer(folded.text):
        yield Span(*folded.span(*match.span(1)))
