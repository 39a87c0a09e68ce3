"""A mind made up before the meeting.

Words such as "we will refuse" or "a formality" count beside an application, a licence, a grant or a meeting;
the classifier reads for more. How members will vote, or that an application is as good as decided, is a
finding before the meeting. What the meeting decided is none.

Why:
    Members who show that their minds are made up put the decision at risk (Localism Act 2011, section 25).
Flagged:
    - The committee will refuse the application on Tuesday, you have nothing to worry about.
Not flagged:
    - The flats application is on Tuesday's agenda, and anybody may speak for three minutes.
Instead:
    Say when it will be decided and how to have a say.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "predetermination"
_SUGGESTION = "Say when and where it will be decided, and how to have a say."
check = listed(
    CATEGORY,
    Phrases(
        "closed", "a mind made up before the meeting", _SUGGESTION, beside="matter", unless="decided", reach=1
    ),
    once=True,
)
READING = Reading(
    heads=("predetermination",),
    message="this sentence reads as a mind made up before the meeting",
    suggestion=_SUGGESTION,
)
