"""A picture whose own data say where it was taken, or by whom.

Cameras and phones write the position and the owner's name into each picture (EXIF, XMP), and whoever
downloads it can read them. Looked at are pictures within a document or an e-mail, those that a draft names,
and those beside it that bear its name. The council's own name as the owner is no finding. It is a warning at
most.

Why:
    A position can be somebody's home, and an owner's name is personal data.
Flagged:
    - (picture with a position) The new bench is in place. [bench.jpg: a green bench]
Not flagged:
    - (picture of the council's own) The new bench is in place. [bench.jpg: a green bench]
Instead:
    Take the data out before you post: on Windows, right-click it, Properties, Details, Remove Properties.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.pictures import place_of
from smcheck.model.draft import Picture
from smcheck.model.finding import Category, Hit, Severity
from smcheck.text.fold import fold

CATEGORY: Category = "personal-data"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every picture that says something, at its name or, without one, at the first line."""
    text = context.text.raw
    for picture in context.draft.pictures:
        said = list(_said(picture, context.council.name))
        if not said:
            continue
        yield Hit(
            *place_of(text, picture.name),
            f"the file of the picture {{name}} says {' and '.join(said)}",
            "Take that out first: right-click the file, then Properties, Details, Remove Properties.",
            0.95,
            at_most=Severity.WARNING,
            shown=True,
            words={"name": picture.name},
        )


def _said(picture: Picture, council: str) -> Iterator[str]:
    if picture.has_position:
        yield "where it was taken"
    ours = council and fold(council).text in fold(picture.owner).text
    if picture.owner and not ours:
        yield "who took or owns it"
