"""Promises in the council's name.

Why:
    Only officers commit the council, and only after it has decided.
Flagged:
    - We promise the playground will be open by Easter.
Not flagged:
    - The playground is planned to open by Easter.
Instead:
    Say what has been decided and when, and what is only planned.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks._frames import phrase_hits
from smcheck.finding import Category, Hit

CATEGORY: Category = "commitment"


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase."""
    message = "this may bind the council"
    suggestion = "Say what is planned, or ask an officer who may decide to send it."
    yield from phrase_hits(context.text, "commitment", "always", message, suggestion)
