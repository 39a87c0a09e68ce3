"""The words that tell somebody's home from a place where the public goes."""

from __future__ import annotations

import re

from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded, words_of
from smcheck.text import Span, TextView
from smcheck.text.vocabulary import given

_AT_HOME = r"\bat home\b"
_LIVING_AT = r"\b<homes.living> (?:with \w+ |alone |by \w+ )?(?:at|on|in)\b"  # "staying with Jo at"
_BELONGING = r"\b<homes.belongings> (?:is|was|are|of)\b"  # "her flat is"
_OURS = r"\bour <homes.ours>\b"
_LIVING = worded(rf"{_LIVING_AT}|{_BELONGING}|{_OURS}|{_AT_HOME}")
_VENUE = r"\b(?:<homes.venues>|(?<!our )<homes.offices>)\b"  # "our office at": somebody's, if not listed
_NAMED_VENUE = worded(rf"{_VENUE}[^.!?]{{0,40}}$", re.IGNORECASE)
_SOMEBODYS = lazy(r"\b(?:at|to|with|from|round|off|by) ([A-Z]\w+)['’]s,? $")  # "or at Jo's, "
_CARE_OF = worded(r"\b<homes.care-of>\W+([^.!?\d\n]{1,40})$", re.IGNORECASE)
_HOUSE_OF = worded(r"['’]s <homes.belongings>[,:]? $", re.IGNORECASE)  # "the surgery manager's house, "
_HOSTS = worded(r"\b<homes.hosts>['’]s?[,:]? (?:at |in )?$", re.IGNORECASE)  # "the churchwarden's at "
_FAMOUS = worded(r"<homes.famous>", re.IGNORECASE)
_PLANNING = r"\b\d{2}/\d{4,6}\b"  # "23/01234"
_LETTERED = r"\b[A-Z]{1,4}/\d{2}/\d{3,6}\b"  # "TPO/23/0123"
_REFERENCE = lazy(rf"{_PLANNING}|{_LETTERED}")
_ENDED = lazy(r"[.!?][\"'”’)]*\s*$|\n\s*\n\s*$")
_LINES = 3
_BEFORE, _AFTER = 240, 120  # code points


def about_home(view: TextView, span: Span) -> bool:
    """Whether a place in a draft is somebody's home, as far as the words around it tell.

    Words of a household decide, and somebody's first name right before the place ("at Jo's"); then the name
    of a venue right before it; then words of a person; then words of an event, a business or a public notice.
    Where nothing tells, it is taken for a home.
    """
    around = _surroundings(view, span)
    words = {
        token.text
        for token in view.tokens_between(around.start, around.end)
        if token.end <= span.start or token.start >= span.end
    }
    before = view.raw[around.start : span.start]
    if words & words_of("homes.household") or _LIVING.search(before.lower()) or _is_somebodys(before):
        return True
    if _FAMOUS.search(view.raw[span.start : span.end]) or _NAMED_VENUE.search(before):
        return False
    if words & words_of("homes.person"):
        return True
    return not words & words_of("homes.public") and not _REFERENCE.search(before)


def _is_somebodys(before: str) -> bool:
    """Whether somebody is said to be at a place: "drop it at Jo's, ", "c/o Jane Smith, "."""
    found = _SOMEBODYS.search(before)
    if found is not None and found[1].casefold() in given():
        return True
    cared = _CARE_OF.search(before)
    if cared is not None and not _NAMED_VENUE.search(cared[1]):
        return any(word in given() for word in re.findall(r"\w+", cared[1].casefold()))
    return _HOUSE_OF.search(before) is not None or _HOSTS.search(before) is not None


def speaks_of_home(view: TextView, span: Span) -> bool:
    """Whether the words around a place say that somebody lives there."""
    around = _surroundings(view, span)
    words = {token.text for token in view.tokens_between(around.start, around.end)}
    return (
        bool(words & words_of("homes.household") or words & words_of("homes.person"))
        or _LIVING.search(view.raw[around.start : around.end].lower()) is not None
    )


def _surroundings(view: TextView, span: Span) -> Span:
    """The sentence of a place, with the lines around it that no full stop or blank line cuts off."""
    start, end = view.sentence_at(span.start)
    lowest, highest = span.start - _BEFORE, span.end + _AFTER
    end = max(end, view.sentence_at(span.end - 1).end)
    for _ in range(_LINES):
        before = view.sentence_at(start - 1) if start else None
        if before is None or before.start >= start or _ENDED.search(view.raw[before.start : start]):
            break
        start = before.start
    for _ in range(_LINES):
        if end >= len(view.raw) or _ENDED.search(view.raw[max(start, end - 4) : end]):
            break
        end = view.sentence_at(end).end
    return Span(max(start, lowest), min(end, highest))
