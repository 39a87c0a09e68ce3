"""Promises in the council's name, and planning applications decided before the meeting.

In an e-mail that a councillor signs they weigh a step more: only officers bind the council or instruct
others for it.

Why:
    Only officers commit the council, and only after it has decided; members who show that their minds are
    made up before the meeting put the decision at risk (predetermination, Localism Act 2011, section 25).
Flagged:
    - We promise the playground will be open by Easter.
    - (email) Please go ahead, we will pay the full sum. Cllr Sample
Not flagged:
    - The playground is planned to open by Easter.
Instead:
    Say what has been decided and when, and what is only planned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from smcheck.checks import Context
from smcheck.checks.named_person import is_elected
from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category, Hit

CATEGORY: Category = "commitment"
_MESSAGE = "this could be taken as a promise by {we}"
_BY_COUNCILLOR = "this could be taken as a promise by {we}, and a councillor signs it"
_SUGGESTION = "Say what is planned. A promise has to come from an officer who may make it."
_SIGNATURE = 400  # characters at the end of an e-mail in which its sender's name stands
_promises = listed(CATEGORY, Phrases("always", _MESSAGE, _SUGGESTION))
READING = Reading(("commitment", "predetermination"), _MESSAGE, _SUGGESTION, speaking=("commitment",))


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every listed phrase."""
    by_councillor = context.draft.kind == "email" and _signed_by_councillor(context)
    for hit in _promises(context):
        yield replace(hit, message=_BY_COUNCILLOR, explanation=None, raised=True) if by_councillor else hit


def _signed_by_councillor(context: Context) -> bool:
    end = len(context.text.raw)
    close = max(0, end - _SIGNATURE)
    titled = context.text.terms_between(close, end, "politics", "office")
    return bool(titled) or any(
        is_elected(mention) for mention in context.mentions if mention.span.start >= close
    )
