"""A subject that is not among those that the policy lets post.

A policy's rule may list topics (`topics = ["council-business", "events"]`). A post in which another topic
is recognised, such as a private sale, a lost cat or a match, and none of those listed, is a note. Where no
rule lists topics nothing is one, nor is a post whose topic is not recognised.

Why:
    A council's account is followed for the council's news, and what is posted for one is asked for by all.
Flagged:
    - For sale: a nearly new cot, £40, collection only.
Not flagged:
    - The next meeting of the council is on Monday at seven.
    - Bring a toy for sale to the market on Saturday.
Instead:
    Leave it to the groups and pages that are made for it, or ask whether the policy should list it.
"""

from __future__ import annotations

from collections.abc import Iterator

from smcheck.checks import Context
from smcheck.model.finding import Category, Hit, Severity
from smcheck.model.topics import TOPICS

CATEGORY: Category = "topic-scope"
_SUGGESTION = "Leave it to a page that is made for it, or ask {ask} whether it may be posted."


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for the first word of a topic that is not listed, where no listed one is spoken of."""
    view, listed = context.text, context.topics
    if not listed or view.terms(CATEGORY, *sorted(listed)):
        return
    others = [topic for topic in TOPICS if topic not in listed]
    found = sorted((match, topic) for topic in others for match in view.terms(CATEGORY, topic))
    if found:
        (match, topic), *_ = found
        message = f"this seems to be about {TOPICS[topic]}, which the policy does not list"
        yield Hit(match.start, match.end, message, _SUGGESTION, 0.6, at_most=Severity.NOTE)
