"""Further processes that examine drafts, and what each of them does.

They are begun afresh everywhere, as Windows does it: what they need is sent to them, and each builds the
reviewers that it is asked for once. They are held on a leash, a pipe that nothing is ever written to. When
it is let go of, or this process ends in whatever way, they end at once. Ctrl+C is for this process alone.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from smcheck.model.draft import Draft
from smcheck.review.examined import Examined
from smcheck.review.reviewer import Reviewer
from smcheck.run.cores import ONE_THREAD

P = ParamSpec("P")
T = TypeVar("T")
Answer = Future[list[Examined]]
"""What comes of some drafts, one after the other, once it has come."""

_MOMENT = 0.2  # seconds after which Ctrl+C is looked for: Windows interrupts no wait


class Workers:
    """So many further processes, begun when there is something for them to do.

    Raises `OSError`, `ImportError` or `NotImplementedError` where the system lets none begin.
    """

    def __init__(self, count: int) -> None:
        if current_process().daemon:
            raise NotImplementedError("a process that serves another may begin none itself")
        context = get_context("spawn")
        self._held, self._leash = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(count, context, _begin, (self._held, gc.get_threshold()))
        try:
            self._first = self._submit(_nothing)
        except BaseException:
            self.end()
            raise

    @property
    def have_begun(self) -> bool:
        """Whether one of them has come as far as to answer."""
        with _uninterrupted():
            return self._first.done() and not self._first.cancelled() and self._first.exception() is None

    def examine(self, reviewer: bytes, drafts: Sequence[Draft]) -> Answer | None:
        """What a pickled reviewer finds in some drafts, when the answer comes; None where they have ended."""
        try:
            return self._submit(_examined, reviewer, drafts)
        except (BrokenProcessPool, OSError):
            return None

    def _submit(self, task: Callable[P, T], *given: P.args, **named: P.kwargs) -> Future[T]:
        with _uninterrupted():
            return self._pool.submit(task, *given, **named)

    def come(self, answers: Iterable[Answer]) -> list[Answer]:
        """Those of the answers that have come."""
        with _uninterrupted():
            return [answer for answer in answers if answer.done()]

    def wait(self, answers: Iterable[Answer]) -> None:
        """Wait until one of the answers has come, or a moment has gone by."""
        with _uninterrupted():
            wait(answers, _MOMENT, FIRST_COMPLETED)

    def outcome(self, answer: Answer) -> list[Examined] | Exception | None:
        """What an answer that has come says, an error among it; None where a process ended meanwhile."""
        try:
            with _uninterrupted():
                return answer.result(timeout=0)
        except (BrokenProcessPool, CancelledError):
            return None
        except Exception as error:  # of the reviewer's making, as it would be raised here
            return error

    def end(self) -> None:
        """End them at once, whatever they are at, and wait until they have."""
        with _uninterrupted():
            self._leash.close()
            self._pool.shutdown(cancel_futures=True)
            self._held.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C waits until what is done within is done, and processes that begin meanwhile never see it.

    It would leave locks of the pool locked, for which its own thread would wait on end.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        with _unseen_by_others():
            yield
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        with _unseen_by_others():
            yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _unseen_by_others() -> Iterator[None]:
    """Processes that begin meanwhile never see Ctrl+C; on Windows they see it until they have begun."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(held: Connection, threshold: tuple[int, int, int]) -> None:
    """What each process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(held,), daemon=True).start()
    os.environ.update(ONE_THREAD)
    gc.set_threshold(*threshold)


def _end_with(held: Connection) -> None:
    """Wait until the leash is let go of, and end the process, whatever it is at."""
    with suppress(EOFError, OSError):
        held.recv_bytes()
    os._exit(0)


def _nothing() -> None:
    """The first task, which shows that a process can begin."""


def _examined(reviewer: bytes, drafts: Sequence[Draft]) -> list[Examined]:
    built = _built(reviewer)
    return [built.examine(draft) for draft in drafts]


@cache
def _built(reviewer: bytes) -> Reviewer:
    built: Reviewer = pickle.loads(reviewer)  # noqa: S301  # this program's own, through a pipe of its own
    return built
