"""Making the edits that several checks offer."""

from __future__ import annotations

from smcheck.model.edit import Edit, EditKind
from smcheck.text import Span, TextView

GAP = "[…]"
"""Stands in an edit's text where somebody has to fill something in."""


def instead(
    span: Span | tuple[int, int], words: str, kind: EditKind, *, safe: bool = False
) -> tuple[Edit, ...]:
    """The edit that puts other words in place of a stretch; none where there are no other words."""
    return (Edit(span[0], span[1], words, kind, safe),) if words else ()


def left_out(raw: str, start: int, end: int, kind: EditKind, *, safe: bool = False) -> Edit:
    """The edit that takes a stretch of the text out, with the blank beside it that would be left over."""
    before, behind = raw[start - 1 : start], raw[end : end + 1]
    if before in ("", " ", "\n") and behind == " ":
        return Edit(start, end + 1, "", kind, safe)
    if before == " " and (not behind or not behind.isalnum()):
        return Edit(start - 1, end, "", kind, safe)
    return Edit(start, end, "", kind, safe)


def begins_sentence(view: TextView, start: int) -> bool:
    """Whether a sentence, or a line, begins at that code point, blanks and opening signs aside."""
    sentence = view.sentence_at(start)
    before = view.raw[sentence.start : start].rpartition("\n")[2]
    return not any(map(str.isalnum, before))


def cased_as(view: TextView, start: int, words: str) -> str:
    """The words with a capital where they begin a sentence of the draft."""
    return words[:1].upper() + words[1:] if begins_sentence(view, start) else words
