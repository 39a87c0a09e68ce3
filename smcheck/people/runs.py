"""Words beside each other that could be one name: "Ludo van der Berg", "Kim Min-jun", "Diarmuid Ó Sé"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from smcheck.people import lists
from smcheck.people.words import Words
from smcheck.settings.words import words_of
from smcheck.text import Coverage, Span

_LONGEST = 4  # words of a name behind its first


class Runs:
    """Stretches of open words with capitals that stand beside each other, particles between them."""

    def __init__(self, words: Words, open_words: Coverage) -> None:
        """`open_words` covers the words that could be part of somebody's name."""
        self._words = words
        self._open = open_words

    def widened(self, name: Span) -> Span:
        """The name with the run that it touches."""
        index = bisect_right(self._spans, name.start, key=_end)
        if index == len(self._spans) or self._spans[index].start >= name.end:
            return name
        run = self._spans[index]
        return Span(min(run.start, name.start), max(run.end, name.end))

    def named(self) -> Iterator[Span]:
        """Runs of several words, one of which is a listed name, and none of which is a word at an end."""
        raw = self._words.view.raw
        for run in self._spans:
            words = [token.text.partition("'")[0] for token in self._words.view.tokens_between(*run)]
            eastern = raw[slice(*run)].rpartition("-")[2].islower()  # "Park Ji-woo"
            meant_otherwise = not (eastern or lists.ordinary().isdisjoint((words[0], words[-1])))
            if len(words) > 1 and not meant_otherwise and _bears(words):
                yield run

    def last(self, k: int) -> int:
        """The last word of a run that begins at word k."""
        words, last = self._words, k
        while last < k + _LONGEST:
            following = last + 1
            if words.hyphened(last) and words.raw(following).islower():  # "Kim Min-jun"
                last = following
                continue
            while words.tied(following - 1) and words.text(following) in words_of("titles.particles"):
                following += 1
            irish = (
                following > last + 1 and words.capital(following - 1) and words.capital(following)
            )  # "Ó Sé"
            if not (words.tied(following - 1) and (irish or self._could_be_name(following))):
                break
            last = following
        return last

    @cached_property
    def _spans(self) -> tuple[Span, ...]:
        found = []
        k = 0
        while k < len(self._words):
            last = self.last(k) if self._could_be_name(k) else k - 1
            if last >= k:
                first = k - self._follows_surname(k)
                found.append(Span(self._words.tokens[first].start, self._words.end(last)))
            k = max(k, last) + 1
        return tuple(found)

    def _follows_surname(self, k: int) -> bool:
        """Whether a first name in two parts follows a surname, whatever else that means: "Park Ji-woo"."""
        words = self._words
        in_two = words.hyphened(k) and words.raw(k + 1).islower()
        return in_two and words.tied(k - 1) and words.capital(k - 1) and words.text(k - 1) in lists.surnames()

    def _could_be_name(self, k: int) -> bool:
        raw, token = self._words.raw(k), self._words.tokens[k]
        return raw[:1].isupper() and raw[1:2].islower() and self._open.touches(token.start, token.end)


def _bears(words: Sequence[str]) -> bool:
    """Whether the last or first of the words is a listed surname, or any a name of another country."""
    if words[-1] in lists.surnames() or not lists.elsewhere().isdisjoint(words):
        return True
    return words[0] in lists.surnames() and words[0] not in lists.given()  # "Wang Jianguo"


def _end(run: Span) -> int:
    return run.end
