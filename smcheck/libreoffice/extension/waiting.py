"""Paragraphs that wait for a review: the newest first, and of one that is typed the last version alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Tuple

from .marks import Mark, alike

_MOST = 5_000
_REMEMBERED = 5_000
_LOOKED_AT = 16
"""So many of the newest are looked at for an older version of a text."""

Key = Tuple[str, bytes]


@dataclass(frozen=True)
class Paragraph:
    """A text of a document; `shown` is what is underlined in it meanwhile."""

    key: Key
    document: str
    text: str
    shown: tuple[Mark, ...] = ()


class Waiting:
    """Paragraphs of which the newest is taken first.

    Whether two texts are versions of one paragraph can only be guessed. So a text that has made room and is
    asked for once more stands in its document still: it does not make room again.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._paragraphs: OrderedDict[Key, Paragraph] = OrderedDict()
        self._gone: OrderedDict[Key, None] = OrderedDict()
        self._firm: set[Key] = set()
        self.let_go = False

    def __len__(self) -> int:
        return len(self._paragraphs)

    def put(self, paragraph: Paragraph) -> None:
        """Let a paragraph wait in front of all others; `let_go` says whether one had to go for it."""
        key = paragraph.key
        if key in self._gone:
            del self._gone[key]
            self._firm.add(key)
        if key not in self._paragraphs:
            self._make_room(paragraph)
        self._paragraphs[key] = paragraph
        self._paragraphs.move_to_end(key)

    def take(self) -> Paragraph | None:
        """The newest paragraph, which waits no more."""
        if not self._paragraphs:
            return None
        key, paragraph = self._paragraphs.popitem()
        self._firm.discard(key)
        return paragraph

    def clear(self) -> None:
        """Let all go, for good."""
        self._paragraphs.clear()
        self._firm.clear()

    def _make_room(self, paragraph: Paragraph) -> None:
        newest = [each for each, _ in zip(reversed(self._paragraphs.values()), range(_LOOKED_AT))]
        for other in newest:
            same = other.document == paragraph.document and other.key not in self._firm
            if same and are_versions(other.text, paragraph.text):
                self._let_go(other.key)
        while len(self._paragraphs) >= self._most:
            self._let_go(next(iter(self._paragraphs)))

    def _let_go(self, key: Key) -> None:
        del self._paragraphs[key]
        self._firm.discard(key)
        self._gone[key] = None
        while len(self._gone) > _REMEMBERED:
            self._gone.popitem(last=False)
        self.let_go = True


def are_versions(one: str, other: str) -> bool:
    """Whether two texts look like one paragraph before and after something was typed in it."""
    before, after = alike(one, other)
    shorter = min(len(one), len(other))
    return shorter > 0 and before + after >= 0.8 * shorter
