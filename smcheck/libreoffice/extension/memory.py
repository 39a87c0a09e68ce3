"""What came of paragraphs, remembered by a digest of their words, and those looked at last longest."""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from dataclasses import dataclass, replace

from .marks import REMARK, Mark, carried
from .waiting import Key, are_versions

_MOST = 20_000
_RECENT = 16
"""So many texts are kept whole, for what is typed into them next."""


@dataclass(frozen=True)
class Answer:
    """What came of a paragraph; `again` is the moment from which it is asked for anew, if it failed.

    `own` says that it failed by itself, and not since nothing could be reviewed then.
    """

    marks: tuple[Mark, ...] = ()
    again: float = 0.0
    own: bool = False

    @property
    def failed(self) -> bool:
        """Whether nothing is known of the paragraph but that it could not be reviewed."""
        return self.again > 0


def key_of(document: str, text: str) -> Key:
    """By what a paragraph is remembered; its words are not kept."""
    return document, hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class Memory:
    """Answers by the keys of their paragraphs."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._recent: deque[tuple[str, str, tuple[Mark, ...]]] = deque(maxlen=_RECENT)
        self._told: dict[tuple[str, str], Key] = {}
        self._failed: dict[Key, Answer] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """What is known of a paragraph."""
        known = self._answers.get(key)
        if known:
            self._answers.move_to_end(key)
        return known

    def put(self, key: Key, text: str, answer: Answer) -> Answer:
        """Remember an answer; what is kept of it: a remark on a document is told in one paragraph of it."""
        marks = tuple(mark for mark in answer.marks if mark.rule != REMARK or self._tells(key, mark))
        kept = replace(answer, marks=marks)
        self._answers[key] = kept
        self._answers.move_to_end(key)
        while len(self._answers) > self._most:
            self._failed.pop(self._answers.popitem(last=False)[0], None)
        self._failed.pop(key, None)
        if kept.failed:
            self._failed[key] = kept
        else:
            self._recent.append((key[0], text, marks))
        return kept

    def carried(self, document: str, text: str) -> list[Mark]:
        """The marks of the version that was known last of a paragraph, where they stand in this one."""
        for of, old, marks in reversed(self._recent):
            if of == document and are_versions(old, text):
                return carried(old, marks, text)
        return []

    def forget(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self._recent.clear()
        self._told.clear()
        self._failed.clear()

    def forget_failures(self, now: float, *, recovered: bool = False) -> bool:
        """Forget what could not be reviewed and may be tried again by now; whether there was any.

        Where things have `recovered`, everything may that has not failed by itself.
        """
        failed = self._failed.items()
        stale = [key for key, each in failed if each.again <= now or (recovered and not each.own)]
        for key in stale:
            del self._failed[key]
            self._answers.pop(key, None)
        return bool(stale)

    def next_failure(self) -> float | None:
        """The next moment from which something that failed may be tried again; None where nothing failed."""
        return min((answer.again for answer in self._failed.values()), default=None)

    def _tells(self, key: Key, mark: Mark) -> bool:
        """Whether a paragraph is that in which a remark is told."""
        about = key[0], mark.full
        if self._told.get(about) not in self._answers:
            self._told = {**self._told, about: key} if len(self._told) < _RECENT * _RECENT else {about: key}
        return self._told[about] == key
