"""Abbreviations that only insiders know, without what they stand for.

The list is `wordlists/acronyms.csv`; a council adds its own, with the meaning as the note, and silences one
with the role `never`. An abbreviation whose meaning stands in the draft is no finding, nor is a second one.

Why:
    A resident should not need a glossary.
Flagged:
    - The TRO for Mill Lane has been sealed.
Not flagged:
    - The traffic regulation order (TRO) for Mill Lane has been sealed.
    - The NHS will be at the fair.
Instead:
    Write the words in full the first time, with the abbreviation behind them in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.edits import instead
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "plain-english"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for the first use of every listed abbreviation that the draft does not explain."""
    view = context.text
    seen: set[str] = set()
    for match in view.terms("plain-english", "acronym"):
        short, meaning = view.raw[match.start : match.end], match.term.note
        if (
            not any(map(str.isupper, short[1:]))
            or match.term.term in seen
            or view.mentions([meaning.lower()])
        ):
            continue
        seen.add(match.term.term)
        yield Hit(
            match.start,
            match.end,
            "“{short}” is not explained",
            "Write it in full the first time: “{meaning} ({short})”." if meaning else "Write it in full.",
            0.8,
            edits=instead((match.start, match.end), f"{meaning} ({short})" if meaning else "", "acronym"),
            words={"short": short, "meaning": meaning},
        )
