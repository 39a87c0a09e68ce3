"""An identifiable person together with a private matter: health, an offence, arrears, a child's school.

A person counts by the roster, a title and a name, a name and an age, a role, or a description that
neighbours would understand ("the family above the shop"). The matter and the person stand within two
sentences of each other. A subject on its own ("autism advice
session") is no finding, nor is a person on their own.

Why:
    Personal and private information is never disclosed; some of it is special-category data in law.
Flagged:
    - Our deputy clerk, Karen, is off sick with stress again.
    - Callum, 9, from Elm Road was excluded from school last week.
Not flagged:
    - The council has funded an autism advice session for parents.
    - Fun for ages 5 to 11.
Instead:
    Leave the matter out: "The office is closed until Monday."
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._people import aged, listed, titled
from smcheck.finding import Category, Hit
from smcheck.text import Coverage, Span, TextView

CATEGORY: Category = "personal-data"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every private matter near an identifiable person."""
    view = context.text
    matters = view.terms("personal-data", "matter")
    if not matters:
        return
    people = [mention.span for mention in (*listed(context), *titled(view), *aged(view))]
    people += _described(view)
    named = Coverage(len(view.raw), people)
    for matter in matters:
        if named.touches(*view.sentences_near(matter.start)):
            message = "a private matter of an identifiable person"
            yield Hit(matter.start, matter.end, message, "Leave the matter out.", 0.8)


def _described(view: TextView) -> Iterator[Span]:
    """People whom their role, their home or their kin makes identifiable."""
    for match in view.terms("personal-data", "described"):
        yield Span(match.start, match.end)
    for match in view.terms("personal-data", "tenure"):
        following = view.tokens_between(match.end, match.end + 20)[:2]
        if any(token.text.isdigit() for token in following):
            yield Span(match.start, match.end)
    for match in view.terms("shared", "title"):
        following = view.tokens_between(match.end, match.end + 3)[:1]
        if following and view.raw[following[0].start].isupper():
            yield Span(match.start, match.end)
