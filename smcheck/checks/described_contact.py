"""Ways to reach a private person that no pattern shows, as the classifier reads them.

A door, a routine or a directory leads to somebody as well as a number does. Numbers and addresses
themselves are findings of `phone`, `email` and `postal-address`.

Why:
    Personal contact details are not published where many people can see and use them.
Flagged:
    - If you want a word with the treasurer, she lives in the white cottage by the bridge, just knock after
      six.
Not flagged:
    - The office is in the library building; call in between 10 and 2 on weekdays.
Instead:
    Say how the office concerned is reached, or give the council's own number, address or opening hours.
"""

from __future__ import annotations

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category
from smcheck.settings.patterns import lazy
from smcheck.text import Span, TextView

CATEGORY: Category = "personal-contact"
_NUMBER = 5  # digits of the shortest number that somebody is rung by
_CONTACT = lazy(r"\w@\w|(?:\d[ ()-]{0,2}){9}\d")


def _shown_by_a_pattern(view: TextView, sentence: Span) -> bool:
    """Whether the sentence holds a number or an address, which other checks judge."""
    text = view.raw[sentence.start : sentence.end]
    return "@" in text or sum(map(str.isdigit, text)) >= _NUMBER


def _says_a_contact(view: TextView, sentence: Span) -> bool:
    """Whether the sentence holds a whole number or address, so that it is the one that is objected to."""
    return bool(_CONTACT.search(view.raw, sentence.start, sentence.end))


READING = Reading(
    heads=("personal-contact",),
    message="this sentence reads as a way to reach a private person",
    suggestion="Leave the person out, and say how the office concerned is reached.",
    unless=_shown_by_a_pattern,
    elsewhere=_says_a_contact,
)
