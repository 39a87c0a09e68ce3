"""Passport numbers, where the text speaks of a passport.

Nine digits, or one or two letters and six or seven digits, as on British passports and the machine-readable
page (HM Passport Office, ICAO Doc 9303).

Why:
    An identifier of a person is personal and private, and opens the door to fraud.
Flagged:
    - Found on the seafront: passport 123456789.
Not flagged:
    - Bring your passport to room 12345.
Instead:
    Leave it out; where somebody must give it, ask them to ring the council.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import stands_near
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy

CATEGORY: Category = "personal-data"
_NINE = r"\d(?:[ -]?\d){8}|(?:\d ?\d ?\d, ?){2}\d ?\d ?\d"  # "123456789", "123, 456, 789"
_LETTERED = r"[a-z][ .-]?\d{8}|[a-z]{2}[ .-]?\d{3}[ .-]?\d{3,4}"
_NUMBER = lazy(rf"(?<![\w/£-])(?:{_NINE}|{_LETTERED})(?![\w/-])")


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every number that the text calls a passport's."""
    view = context.text
    if "passport" not in view.folded.text:
        return
    for span in view.matches(_NUMBER):
        if stands_near(view, *span, "<identifiers.passports>"):
            yield Hit(*span, "a passport number", "Leave it out.", 0.95)
