"""A picture that may show people, where the council's policy has a clause on that.

smcheck recognises no faces and looks for none. It says once in a draft with pictures that whoever can be
recognised in them is to be thought of. Icons are passed over, and so are drawings and posters that say a lot:
pictures of which five lines or more were read.

Why:
    A face is personal data, and a child's parents decide whether it is shown.
Flagged:
    - (with a picture) The under-nines won the cup on Saturday. [team.jpg: the team with the cup]
Not flagged:
    - (with the poster of the fete) Summer fete, village green, Sat 12 July, noon to 5pm. Ring 01632 960999.
Instead:
    Look at it, and see that everybody who can be recognised has agreed, and of a child the parents.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.pictures import place_of
from smcheck.model.finding import Category, Hit, Severity

CATEGORY: Category = "people-in-picture"
_LINES_OF_POSTER = 5


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for the first picture of the draft that is no poster, if there is one."""
    for picture in context.draft.pictures:
        if len(picture.words.splitlines()) < _LINES_OF_POSTER:
            yield Hit(
                *place_of(context.text.raw, picture.name),
                "the picture {name} may show people",
                "See that everybody who can be recognised in it has agreed, and of a child the parents.",
                0.5,
                at_most=Severity.NOTE,
                shown=True,
                words={"name": picture.name},
            )
            return
