"""Claims without a source, rumours, scares and figures that may be wrong.

What is only heard ("apparently") and what is to be passed on ("please share") count beside what people
fear: a van, a jab, a closure. False advice on health counts by itself; the classifier reads for more.
Where the police, the NHS, the Met Office or another body is named for it, these words are silent.

Why:
    People act on what a council posts, and a wrong fact is not forgotten when it is taken down.
Flagged:
    - Apparently the new phone mast makes people ill, so share this with everybody you know.
Not flagged:
    - The water company says that supplies are safe; its notice is on its website.
Instead:
    Say who says so and when, or wait until you know.
"""

from __future__ import annotations

from smcheck.checks.shared.listed import Phrases, listed
from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "accuracy"
_SUGGESTION = "Say who says so, or leave it out until it is certain."
_CLAIM = "a claim that names no source"
_RUMOUR = "this passes on what is only heard"
check = listed(
    CATEGORY,
    Phrases("always", _RUMOUR, _SUGGESTION, 0.7, unless="source"),
    Phrases("hearsay", _RUMOUR, _SUGGESTION, 0.7, beside="scare", unless="source", reach=1),
    Phrases("hearsay", _RUMOUR, _SUGGESTION, 0.7, beside="closure", unless="source", reach=1),
    Phrases(
        "urge", "a warning that names no source", _SUGGESTION, 0.7, beside="scare", unless="source", reach=1
    ),
    Phrases("figure", _CLAIM, _SUGGESTION, 0.7, unless="source", reach=1),
    once=True,
)
READING = Reading(
    heads=("accuracy",),
    message="this sentence may be a claim without a source",
    suggestion=_SUGGESTION,
)
