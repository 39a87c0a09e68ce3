"""Swearing and obscene words, plain or disguised.

The words are better-profanity's list, less its innocent ones, with the British words that it lacks. They
are found in leet, with letters starred out or spaced, and inside hashtags. A mild word ("bloody") weighs
one step less than a strong one, and so does a quoted or reported one.

Why:
    Obscene language in a council's name offends, and a post outlives its deletion.
Flagged:
    - This consultation is crap.
    - What a load of b0ll0cks.
Not flagged:
    - Author talk: Bloody Sunday and the history of the Troubles, library, 7pm.
    - Coach trip to Scunthorpe: two seats left.
Instead:
    Use a plain word; if the post quotes somebody, say that the language was offensive without repeating it.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import left_out
from smcheck.checks.shared.frames import milder
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "obscenity"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every obscene word."""
    view = context.text
    for match in view.terms("obscenity", "always"):
        mild = ("mild language",) if match.term.strength == "mild" else ()
        yield Hit(
            match.start,
            match.end,
            "a disguised obscene word" if match.disguised else "an obscene word",
            "Use a plain word instead.",
            0.9 if match.disguised else 0.97,
            mild or milder(view, match.start, match.end)[:1],
            coarse=True,
            edits=(left_out(view.raw, match.start, match.end, "leave-out"),),
        )
