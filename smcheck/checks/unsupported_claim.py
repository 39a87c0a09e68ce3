"""Claims without a source, rumours and figures that may be wrong, as the classifier reads them.

What is only heard, guessed or passed on, and warnings that name no source, are findings.

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

from smcheck.checks.shared.reading import Reading
from smcheck.model.finding import Category

CATEGORY: Category = "accuracy"
READING = Reading(
    heads=("accuracy",),
    message="this sentence may be a claim without a source",
    suggestion="Say who says so, or leave it out until it is certain.",
)
