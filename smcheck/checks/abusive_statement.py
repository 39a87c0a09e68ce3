"""Sentences that insult, mock or bully somebody, as the classifier reads them.

Contempt often uses no insult that a list could hold ("couldn't run a bath"). A small neural network that
ships with smcheck judges every sentence, and the sentences together; where a sentence speaks of nobody, it
has to be surer. By its word alone a finding weighs one step less, and a listed insult speaks before it.

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
from smcheck.checks._frames import ANYBODY, lowered
from smcheck.checks._verdicts import ALONE, verdicts
from smcheck.finding import REASONS, Category, Hit

CATEGORY: Category = "abuse"
LEAST = 0.45
AT_NOBODY = 0.9
"""How sure the classifier must be where the sentence speaks of nobody."""
_SUGGESTION = "Say what happened, not what you think of the person. If in doubt, ask {ask}."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every sentence judged abusive."""
    view = context.text
    for start, end, confidence, because in verdicts(context, "abuse", LEAST):
        if confidence < AT_NOBODY and not view.terms_between(start, end, "shared", *ANYBODY):
            continue
        message = f"this sentence reads as contempt or an insult{because}"
        reasons = [reason for reason in (lowered(view, start, end), ALONE) if reason]
        yield Hit(
            start,
            end,
            message,
            _SUGGESTION,
            confidence,
            REASONS.join(reasons),
            guessed=True,
        )
