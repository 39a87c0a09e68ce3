"""Posts of a run that say the same as an earlier one: the only place that knows several drafts at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from smcheck.model.draft import Draft
from smcheck.text.fold import fold
from smcheck.text.tokens import find_handles, find_links, split_hashtags, split_words

RECURS_AFTER = 6
"""Days between two posts of the same words that are meant to come again, such as a weekly market's."""

_FEWEST_WORDS = 6  # "Happy Christmas, everybody!" may be said twice


class _Met(NamedTuple):
    """An earlier post: where it stands, who will read it, and when."""

    place: str
    platforms: frozenset[str]
    date: dt.date | None


class _Same:
    """The posts of one wording, in their order and by their days."""

    def __init__(self) -> None:
        self._order: dict[str, int] = {}
        self._by_day: defaultdict[dt.date | None, list[_Met]] = defaultdict(list)

    def first(self, this: _Met) -> _Met:
        """The first post that this one repeats, or this one, which may be read twice."""
        if this.place not in self._order:
            self._order[this.place] = len(self._order)
            self._by_day[this.date].append(this)
        near = (met for day in self._near(this.date) for met in self._by_day[day])
        repeated = (met for met in near if met.place == this.place or _doubled(met, this))
        return min(repeated, key=lambda met: self._order[met.place])

    def _near(self, day: dt.date | None) -> list[dt.date | None]:
        """The days, and None for posts without one, on which a post could be the same as one of that day."""
        if day is None:
            return list(self._by_day)
        reach = (day + dt.timedelta(days) for days in range(1 - RECURS_AFTER, RECURS_AFTER))
        return [near for near in (None, *reach) if near in self._by_day]


class Repeats:
    """The posts met so far, in their order."""

    def __init__(self) -> None:
        self._met: defaultdict[str, _Same] = defaultdict(_Same)

    def noted(self, draft: Draft) -> Draft:
        """The draft, with the place of the first before it that says the same to the same readers."""
        wording = _wording(draft.own_text) if draft.kind == "post" else ""
        if not wording:
            return draft
        place = ", ".join(filter(None, (draft.path, draft.part)))
        first = self._met[wording].first(_Met(place, frozenset(draft.platforms), draft.date))
        return draft if first.place == place else replace(draft, repeats=first.place)


def _wording(text: str) -> str:
    """What the text says, without case, blanks, signs, links, handles and hashtags; "" if that is little."""
    shown = list(text)
    for start, end in (*find_links(text), *find_handles(text), *dict(split_hashtags(text))):
        shown[start:end] = " " * (end - start)
    words = [word.text for word in split_words(fold("".join(shown)))]
    return " ".join(words) if len(words) >= _FEWEST_WORDS else ""


def _doubled(first: _Met, second: _Met) -> bool:
    """Whether two posts of the same words are two, for the same readers and at about the same time."""
    if first.platforms and second.platforms and first.platforms.isdisjoint(second.platforms):
        return False
    if first.date and second.date:
        return abs((second.date - first.date).days) < RECURS_AFTER
    return True
