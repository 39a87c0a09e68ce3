"""Clauses that an e-mail has to bear, and where they are missed."""

from __future__ import annotations

from smcheck.text import Span, TextView
from smcheck.text.fold import fold
from smcheck.text.tokens import split_words

_ALIKE = 92  # of 100, by rapidfuzz's partial ratio: a comma, a word's ending


def clause_stands(view: TextView, clause: str) -> bool:
    """Whether the clause stands in the draft, give or take a little of its wording."""
    from rapidfuzz.fuzz import partial_ratio

    wanted = " ".join(word.text for word in split_words(fold(clause)))
    written = " ".join(word.text for word in split_words(view.folded))
    return wanted in written or (
        len(written) >= len(wanted) and partial_ratio(wanted, written, score_cutoff=_ALIKE) > 0
    )


def last_line(view: TextView) -> Span:
    """The last line that is not blank."""
    text = view.raw.rstrip()
    start = max(text.rfind("\n"), text.rfind("\r")) + 1
    return Span(start + len(text[start:]) - len(text[start:].lstrip()), len(text))
