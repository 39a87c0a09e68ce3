"""The one thread that reviews: the newest job about a text takes the place of one that has not begun."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

Job = Callable[[], None]


class Worker:
    """Does jobs one after the other, in a thread that nobody waits for at the end."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        """`failed` is told what a job raised; the thread goes on."""
        self._failed = failed
        self._changed = threading.Condition()
        self._jobs: dict[Hashable, Job] = {}
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="smcheck-lsp", daemon=True)
        self._thread.start()

    def put(self, about: Hashable, job: Job) -> None:
        """Have a job done after those that wait; one that waits about the same thing is dropped for it."""
        with self._changed:
            self._jobs.pop(about, None)
            self._jobs[about] = job
            self._changed.notify()

    def drop(self, about: Hashable) -> None:
        """Let a job go that has not begun."""
        with self._changed:
            self._jobs.pop(about, None)

    def end(self, patience: float) -> bool:
        """Begin no further job, and wait so many seconds for that at hand; whether the thread has ended."""
        with self._changed:
            self._jobs.clear()
            self._ended = True
            self._changed.notify()
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs or self._ended)
                if self._ended:
                    return
                about = next(iter(self._jobs))
                job = self._jobs.pop(about)
            try:
                job()
            except Exception as error:  # one job that failed must not end the others
                self._failed(error)
