"""A draft with its personal data masked and nothing else changed."""

from __future__ import annotations

from smcheck.model.category import PERSONAL
from smcheck.model.masking import mask_comments, mask_personal
from smcheck.model.review import Review


def redact(review: Review) -> str:
    """The draft's text with every letter and digit of its open personal findings as a dot."""
    draft = review.draft
    characters = list(draft.text)
    for finding in review.open_findings:
        if finding.category in PERSONAL and not finding.shown:
            for start, end in draft.written(finding.start, finding.end):
                characters[start:end] = mask_personal("".join(characters[start:end]), keep=0)
    mask_comments(draft, characters)
    return "".join(characters)
