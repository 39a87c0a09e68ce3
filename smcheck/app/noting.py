"""Noting in the council's record that a draft was reviewed: when a sheet is made, or approval asked for."""

from __future__ import annotations

import datetime as dt
import threading
from hashlib import blake2b

from smcheck.record import note_review, reviewer_name
from smcheck.run import Reviewed

_MOST = 200  # reviews whose marks are remembered


class Noted:
    """The reviews that a desk has noted, by marks from which no words can be told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._marks: dict[bytes, None] = {}

    def note(self, event: Reviewed, exit_code: int) -> bool:
        """Note a review as `smcheck check` does; whether its council keeps a record. Raises `ConfigError`."""
        if not event.reviewer.council.record:
            return False
        note_review(event, exit_code, reviewer_name())
        with self._lock:
            self._marks[_mark(event)] = None
            while len(self._marks) > _MOST:
                del self._marks[next(iter(self._marks))]
        return True

    def note_once(self, event: Reviewed, exit_code: int) -> bool:
        """The same, unless the very same review by the same person was noted today."""
        with self._lock:
            is_noted = _mark(event) in self._marks
        return is_noted or self.note(event, exit_code)


def _mark(event: Reviewed) -> bytes:
    """What tells a review of this day from any other one."""
    review, council = event.review, event.reviewer.council
    told = repr(
        (dt.date.today(), council.path, reviewer_name(), review.draft, review.findings, review.errors)
    )
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=32).digest()
