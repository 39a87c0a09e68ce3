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

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "accessibility"
_ENDINGS = ("jpg", "jpeg", "png", "gif", "webp", "heic", "bmp")
_NOTED = ("photo", "picture", "image", "poster", "graphic", "map", "flyer", "infographic", "video")
_HINTS = (
    "![",
    "<img",
    *(f".{ending}" for ending in _ENDINGS),
    *(sign + word for sign in "[(" for word in _NOTED),
)
_FILE = rf"\w[\w()-]{{0,79}}\.(?:{'|'.join(_ENDINGS)})\b"
_PICTURE = lazy(
    rf"!\[\s*\]\([^)\n]{{1,500}}\)|<img\b(?![^>]{{0,500}}\balt\s?=\s?[\"'][^\"']{{3}})[^>]{{0,500}}>"
    rf"|[\[(](?:{'|'.join(_NOTED)})s?\b[^\])\n]{{0,80}}[\])](?!\()"
    rf"|(?<![\w/.(]){_FILE}",
    re.IGNORECASE,
)
_DESCRIBED = lazy(
    r"\balt(?:ernative)?[ -]?text\b|\b(?:image|photo|picture|video) descriptions?\b|\bID:", re.IGNORECASE
)
_CREDIT = lazy(r"^[\[(]\w+(?: credit| by|s? courtesy)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every picture, unless the draft holds a description."""
    raw = context.text.raw
    if not context.text.mentions(_HINTS) or _DESCRIBED.search(raw):
        return
    for match in _PICTURE.finditer(raw):
        if not _CREDIT.search(match[0]):
            yield Hit(
                *match.span(),
                "a picture without a description (alt text)",
                "Add what it shows: “Alt text: …”.",
                0.7,
            )
