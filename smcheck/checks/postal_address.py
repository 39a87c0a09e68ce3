"""A house and street that is not the council's own or plainly a public place.

An address in a sentence about an event, a business or a public notice is a place to go to; one in a sentence
about somebody who lives there, or that says nothing of the kind, is personal. Right behind the name of a
venue or an office ("return forms to the Town Hall") it is that of the office. The addresses of the council
and its partners and the council's venues (smcheck.toml) stay silent. Addresses abroad count where their form
is sure.

Why:
    Somebody's home address is a personal contact detail.
Flagged:
    - The tenant at 22 Elm Court was evicted today.
    - Send it to Flat 2, 14 Elm Road, Exampleton, SS9 9ZZ
Not flagged:
    - The repair shop opens at 14 High Street on Monday.
    - Works on the A13 begin in 3 weeks.
    - 23/01234/FUL: 14 High Street, rear extension.
    - Return your form to the council offices, 14 High Street.
Instead:
    Name the street or the area, or ask people to message the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.shared.addresses import find_addresses
from smcheck.checks.shared.places import about_home, speaks_of_home
from smcheck.model.finding import Category, Hit
from smcheck.settings.contacts import canonical_address

CATEGORY: Category = "personal-contact"
_SUGGESTION = "Name the street or the area only, or ask people to message the page."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a home."""
    view = context.text
    for span, sure in find_addresses(view.raw):
        words = view.raw[slice(*span)]
        home = about_home(view, span) if sure else speaks_of_home(view, span)
        if home and not any(one.owns_address(words) for one in context.council.listed):
            yield Hit(*span, "a home address", _SUGGESTION, 0.85, subject=canonical_address(words))
