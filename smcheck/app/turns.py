"""Whose turn it is: one review at a time, and what somebody waits for before what is done meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Parts the time between what is being written and the folder, which takes a turn for each draft."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._at_work, self._waiting = False, 0

    @contextmanager
    def first(self) -> Iterator[None]:
        """A turn for what somebody waits for."""
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: not self._at_work)
            self._waiting -= 1
            self._at_work = True
        with self._ending():
            yield

    @contextmanager
    def later(self) -> Iterator[None]:
        """A turn that comes when nobody waits."""
        with self._changed:
            self._changed.wait_for(lambda: not self._at_work and not self._waiting)
            self._at_work = True
        with self._ending():
            yield

    @contextmanager
    def _ending(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._changed:
                self._at_work = False
                self._changed.notify_all()
