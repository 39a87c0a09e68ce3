"""Insults aimed at a person, a group of people or a body.

Some words insult wherever they stand. Most insult only when they are said to or of somebody: beside
"you", a role such as "the clerk", a party or a council. Words that have an innocent sense ("rubbish",
"a snake") count only as a judgement: "the officer is a …", "you …", "… like him". A strong one counts in
disguise and in a hashtag whoever it is for.
A negated or reported insult weighs one step less, one in quotation marks that is reported two.

Why:
    An insult on the council's page is abuse in the council's name.
Flagged:
    - Your councillor is rubbish and a liar.
    - Some of you are bullies, nothing more.
Not flagged:
    - Rubbish and recycling will be collected on Saturday this week.
    - Pest control: report rats online.
Instead:
    Say what happened and what the council will do; leave out what you think of the person.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.frames import aimed, milder, predicated
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit
from smcheck.text.roles import every

CATEGORY: Category = "abuse"
READING = Reading(("abuse", "insult", "offensive", "hate", "tone", "discrimination"))
_TELLING = 5  # letters of a word that is no accident in a hashtag
_FRAMES = {"aimed": aimed, "predicate": predicated}


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every insult with a target."""
    view = context.text
    for match in view.terms(*every("abuse")):
        role = match.term.role
        tagged = match.start in view.tag_words and match.end - match.start >= _TELLING
        if not (role == "always" or match.disguised or tagged or _FRAMES[role](view, match)):
            continue
        yield Hit(
            match.start,
            match.end,
            "an insult aimed at somebody",
            "Leave the word out and say what happened.",
            0.95 if role == "always" else 0.8,
            milder(view, match.start, match.end),
            coarse=match.term.strength in ("strong", "strongest"),
        )
