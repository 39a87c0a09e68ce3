"""An edit: other words for a stretch of a draft, which would mend a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

EditKind = Literal[
    "contact",
    "name",
    "hashtag",
    "link",
    "tone",
    "sentence",
    "plain-word",
    "acronym",
    "emoji",
    "letters",
    "leave-out",
]
"""What an edit does, for people who take or leave all of a kind."""

EDIT_KINDS: tuple[str, ...] = get_args(EditKind)


@dataclass(frozen=True, slots=True)
class Edit:
    """The code points from `start` to `end`, exclusive, become `text`; of none, it is put in.

    `safe` says that nothing of what the post says is changed by it, so that nobody has to look. A gap that
    somebody has to fill reads "[…]" in the text.
    """

    start: int
    end: int
    text: str
    kind: EditKind
    safe: bool = False


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; one that overlaps an earlier one, in order of place, is left out."""
    pieces, last = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start >= last:
            pieces += [text[last : edit.start], edit.text]
            last = edit.end
    return "".join((*pieces, text[last:]))
