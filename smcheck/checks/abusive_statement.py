"""Sentences that insult, mock or bully somebody, as the classifier reads them.

Contempt often uses no insult that a list could hold ("couldn't run a bath"). A small neural network that
ships with smcheck judges every sentence, and the sentences together; where a sentence speaks of nobody, it
has to be surer. By its word alone a finding weighs one step less, a listed insult speaks before it, and what
reads as hatred of a group is left to `hateful-statement`.

Why:
    An insult on the council's page is abuse in the council's name.
Flagged:
    - Our beloved clerk couldn't run a bath, never mind a council.
Not flagged:
    - The clerk is on leave until Monday; the office will answer e-mails then.
    - This bus timetable makes no sense to us either, and we have told the company.
Instead:
    Say what happened and what the council will do; leave out what you think of the person.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.checks.hateful_statement import hateful
from smcheck.checks.shared.objections import Objection, hits, objections
from smcheck.model.finding import Category, Hit
from smcheck.text.roles import ANYBODY

CATEGORY: Category = "abuse"
_MESSAGE = "this sentence reads as contempt or an insult"
_SUGGESTION = "Say what happened, not what you think of the person. If in doubt, ask {ask}."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sentence judged abusive."""
    yield from hits(context, "abuse", _abusive(context), _MESSAGE, _SUGGESTION)


def _abusive(context: Context) -> Iterator[Objection]:
    """Sentences that read as abuse of somebody, but not as hatred, which is a finding of its own."""
    of_hatred = {objection.start for objection in hateful(context)}
    for objection in objections(context, "abuse", "abusive"):
        somebody = context.text.terms_between(objection.start, objection.end, *ANYBODY)
        sure = somebody or objection.confidence >= context.threshold("abusive-to-nobody")
        if sure and objection.start not in of_hatred:
            yield objection
