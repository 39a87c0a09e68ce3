"""The open texts and what came of each: reviewed a moment after the last key, told once it is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from smcheck.lsp.buffers import Buffer, Change
from smcheck.lsp.reviewing import Outcome, reviewed
from smcheck.lsp.worker import Worker
from smcheck.run.reviewers import Reviewers, Stamps

QUIET = 0.15
"""Seconds without a key, after which a text is reviewed."""

LOOK_AGAIN = 2.0
"""Seconds after which the settings are looked at again for what is open."""

_SAMPLE = "You idiots are a disgrace, and nobody wants you here. Vote them out, said Jo Example of Mill Lane."
"""A text about which every model is asked."""

_SETTINGS, _WARMING = object(), object()


class Texts:
    """What is open. All methods are for the thread of the event loop, in which `tell` is called, too."""

    def __init__(self, reviewers: Reviewers, worker: Worker, tell: Callable[[Outcome], None]) -> None:
        self._reviewers, self._worker, self._tell = reviewers, worker, tell
        self._open: dict[str, Buffer] = {}
        self._known: dict[str, Outcome] = {}
        self._seen: dict[str, Stamps | None] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._waiting: dict[str, list[asyncio.Future[Outcome]]] = {}
        self._loop = asyncio.get_running_loop()
        self._warm = False
        self._loop.call_later(LOOK_AGAIN, self._look_at_settings)

    def opened(self, buffer: Buffer) -> None:
        """A text was opened: it is reviewed at once, and the models are loaded behind it."""
        self._known.pop(buffer.uri, None)
        self._open[buffer.uri] = buffer
        self._review(buffer.uri)
        if not self._warm:
            self._warm = True
            self._worker.put(_WARMING, partial(self._work, Buffer("", _SAMPLE, home=buffer.folder)))

    def changed(self, uri: str, changes: Sequence[Change], version: int | None) -> bool:
        """A text was changed; whether it is one that was opened."""
        buffer = self._open.get(uri)
        if buffer is None:
            return False
        self._open[uri] = buffer.changed(changes, version)
        self._stop(uri)
        self._timers[uri] = self._loop.call_later(QUIET, self._review, uri)
        return True

    def saved(self, uri: str) -> None:
        """A text was written to its file, beside which other files may have come meanwhile."""
        if uri in self._open:
            self._known.pop(uri, None)
            self._review(uri)

    def closed(self, uri: str) -> None:
        """A text was closed; whoever waits for it is told what there is."""
        self._stop(uri)
        self._worker.drop(uri)
        self._known.pop(uri, None)
        self._seen.pop(uri, None)
        if buffer := self._open.pop(uri, None):
            self._answer(Outcome(buffer))

    def again(self) -> None:
        """Review all that is open, since something else than the texts has changed."""
        for uri in self._open:
            self._known.pop(uri, None)
            self._review(uri)

    async def current(self, uri: str, patience: float) -> Outcome | None:
        """What came of the text as it is now; None where it is not open, or not known in so many seconds."""
        buffer = self._open.get(uri)
        if buffer is None:
            return None
        known = self._known.get(uri)
        if known and known.buffer is buffer:
            return known
        wanted = self._loop.create_future()
        self._waiting.setdefault(uri, []).append(wanted)
        with suppress(TimeoutError):
            return await asyncio.wait_for(wanted, patience)
        return None

    def _stop(self, uri: str) -> None:
        if timer := self._timers.pop(uri, None):
            timer.cancel()

    def _review(self, uri: str) -> None:
        self._stop(uri)
        buffer = self._open.get(uri)
        if buffer:
            self._worker.put(uri, partial(self._work, buffer))

    def _work(self, buffer: Buffer) -> None:
        """Review a text, in the worker's thread."""
        outcome = reviewed(buffer, self._reviewers)
        seen = self._reviewers.seen(buffer.folder)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            self._loop.call_soon_threadsafe(self._done, outcome, seen)

    def _done(self, outcome: Outcome, seen: Stamps | None) -> None:
        """Tell what came of a text under settings as they were seen, unless that is another one by now."""
        uri = outcome.buffer.uri
        if self._open.get(uri) is outcome.buffer:
            self._seen[uri] = seen
            self._known[uri] = outcome
            self._tell(outcome)
            self._answer(outcome)

    def _answer(self, outcome: Outcome) -> None:
        for wanted in self._waiting.pop(outcome.buffer.uri, ()):
            if not wanted.done():
                wanted.set_result(outcome)

    def _look_at_settings(self) -> None:
        """Have the settings looked at, and what is open reviewed again where they have changed."""
        known = [(buffer.folder, self._seen[uri]) for uri, buffer in self._open.items() if uri in self._seen]
        if known:
            self._worker.put(_SETTINGS, partial(self._compare, known))
        self._loop.call_later(LOOK_AGAIN, self._look_at_settings)

    def _compare(self, known: Sequence[tuple[Path, Stamps | None]]) -> None:
        """Have all reviewed again where files have changed, or were read anew for some texts alone."""
        asked = self._reviewers
        if not all(asked.is_current(folder) and asked.seen(folder) == seen for folder, seen in known):
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.again)
