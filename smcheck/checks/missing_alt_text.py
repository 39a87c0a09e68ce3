"""A picture without a description.

A draft shows that a picture goes with it by Markdown or HTML, by a file's name, or by words in brackets such
as “[photo attached]”. A description stands in the Markdown or HTML, or behind “Alt text:”.

Why:
    People who cannot see a picture hear its description, and nothing where there is none.
Flagged:
    - Our new bench is here! [photo: bench.jpg]
    - ![](bench.jpg) Our new bench is here!
Not flagged:
    - Our new bench is here! [photo: bench.jpg] Alt text: a green bench under an oak.
    - ![A green bench under an oak](bench.jpg) Our new bench is here!
Instead:
    Say in a few words what the picture shows, and type out any words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import phrases_of, worded

CATEGORY: Category = "accessibility"
_MARKDOWN = r"!\[\s*\]\([^)\n]{1,500}\)"  # without words for those who cannot see it
_ALT = r"\balt\s?=\s?[\"'][^\"']{3}"
_HTML = rf"<img\b(?![^>]{{0,500}}{_ALT})[^>]{{0,500}}>"
_BRACKETED = r"[\[(]<pictures.noted>s?\b[^\])\n]{0,80}[\])](?!\()"
_FILE = r"(?<![\w/.(])\w[\w()-]{0,79}\.<pictures.endings>\b"
_PICTURE = worded(rf"{_MARKDOWN}|{_HTML}|{_BRACKETED}|{_FILE}", re.IGNORECASE)
_DESCRIBED = worded(
    r"\balt(?:ernative)?[ -]?text\b|\b<pictures.described> descriptions?\b|\bID:", re.IGNORECASE
)
_CREDIT = lazy(r"^[\[(]\w+(?: credit| by|s? courtesy)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every picture, unless the draft holds a description."""
    raw = context.text.raw
    if not context.text.mentions(_hints()) or _DESCRIBED.search(raw):
        return
    for match in _PICTURE.finditer(raw):
        if not _CREDIT.search(match[0]):
            yield Hit(
                *match.span(),
                "a picture without a description (alt text)",
                "Add what it shows: “Alt text: …”.",
                0.7,
            )


@cache
def _hints() -> tuple[str, ...]:
    """What stands in every text with a picture."""
    endings = (f".{ending}" for ending in phrases_of("pictures.endings"))
    noted = (sign + word for sign in "[(" for word in phrases_of("pictures.noted"))
    return ("![", "<img", *endings, *noted)
