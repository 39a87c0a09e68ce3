"""The reviewer of a LibreOffice: it answers at once what it knows, and finds out the rest in a thread."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Callable, Sequence

from .documents import UNSAVED
from .marks import Mark, not_reviewed
from .memory import Answer, Memory, key_of
from .session import PATIENCE, GoneError, Session
from .waiting import Paragraph, Waiting

BETWEEN = 0.5
"""Seconds that lie between two calls to look at all paragraphs anew, while there is more to be reviewed."""

STARTS, WITHIN = 5, 600.0
"""So often the server is started anew within so many seconds, and then no more until these are over."""

AGAIN = 60.0
"""Seconds after which a paragraph that could not be reviewed is tried again; twice as many each time."""

_LONGEST = 3_600.0
_BLANK = re.compile(
    "[\\s\u00ad\u200b-\u200f\u2060\ufeff\ufffc]*"
)  # what stands for notes and pictures among it
_MOVED = (
    "%s. If smcheck was moved, installed anew or taken away: open a command prompt, run smcheck writer, and "
    "install the file that it writes"
)
_TRIED = "It is tried again by itself."
_MOST_FAILURES = 1_000


@dataclass(frozen=True)
class State:
    """How things stand: what is wrong, if anything is, and what was done so far."""

    fault: str
    runs: bool
    version: str
    reviewed: int
    waiting: int
    remarks: tuple[str, ...]


class Service:
    """Reviews paragraphs. `marks` never waits for anything that takes time."""

    def __init__(
        self,
        command: Sequence[str],
        announce: Callable[[], None],
        place: Callable[[str, str], str] = lambda document, text: UNSAVED,
        home: str = "",
        patience: float = PATIENCE,
        again: float = AGAIN,
    ) -> None:
        """`announce` is called where marks have changed; `place` gives the address of a document, by a text.

        Both are called in the thread of the service, `announce` in others, too.
        """
        self._command, self._home, self._patience, self._pause = tuple(command), home, patience, again
        self._announce, self._place = announce, place
        self._changed = threading.Condition()
        self._memory, self._waiting = Memory(), Waiting()
        self._thread: threading.Thread | None = None
        self._session: Session | None = None
        self._ended = self._news = False
        self._starts: deque[float] = deque(maxlen=STARTS)
        self._failures: dict[object, int] = {}
        self._places: dict[str, str] = {}
        self._fault = self._last = ""
        self._reviewed = 0
        self._told_at = 0.0

    def marks(self, document: str, text: str) -> tuple[Mark, ...]:
        """What is marked in a paragraph of a document as far as is known; the rest is found out meanwhile."""
        if _BLANK.fullmatch(text):
            return ()
        key = key_of(document, text)
        with self._changed:
            known = self._memory.get(key)
            if known:
                return known.marks
            shown = tuple(self._memory.carried(document, text))
            self._waiting.put(Paragraph(key, document, text, shown))
            self._begin()
            self._changed.notify()
            return shown

    def try_again(self) -> None:
        """Try what has failed once more, however often that was."""
        with self._changed:
            self._starts.clear()
            self._failures.clear()
        self.forget()

    def forget(self) -> None:
        """Forget what came of every paragraph, since something else has changed, and have them looked at."""
        with self._changed:
            self._memory.forget()
            self._places.clear()
        self._announce()

    def end(self) -> None:
        """End the server and the thread; nothing is reviewed any more."""
        with self._changed:
            self._ended = True
            self._waiting.clear()
            self._changed.notify()
            session, thread = self._session, self._thread
        if session:
            session.kill()
        if thread:
            thread.join(2)

    def state(self) -> State:
        """How things stand."""
        with self._changed:
            session = self._session
            return State(
                self._fault,
                session is not None,
                session.version if session else "",
                self._reviewed,
                len(self._waiting),
                tuple(session.remarks) if session else (),
            )

    def _begin(self) -> None:
        """Start the thread at the first paragraph."""
        if self._thread is None and not self._ended:
            self._thread = threading.Thread(target=self._work, name="smcheck", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        try:
            while not self._ended:
                paragraph = self._next()
                if paragraph:
                    self._keep(paragraph, self._answer(paragraph))
                self._tell(idle=not len(self._waiting))
        finally:
            self._drop()

    def _next(self) -> Paragraph | None:
        """The paragraph to be reviewed now; None where something else is to be seen to."""
        with self._changed:
            if not len(self._waiting) and not self._news and not self._ended:
                again = self._memory.next_failure()
                self._changed.wait(None if again is None else max(0.05, again - time.monotonic()))
                if self._memory.forget_failures(time.monotonic()):
                    self._news = True
            return None if self._ended else self._waiting.take()

    def _answer(self, paragraph: Paragraph) -> Answer:
        """What comes of a paragraph; where the server has died, it is started anew once."""
        fault, own = "", False
        for _ in range(2):
            try:
                fault, own = self._refused(), False
                if fault:
                    break
                session, own = self._running(), True
                return Answer(tuple(session.review(paragraph.text, self._place_of(paragraph))))
            except GoneError as gone:
                fault = self._last = str(gone)
                self._drop()
                if self._ended or gone.late:  # it would take too long once more
                    break
            except Exception as error:  # whatever it is, the thread goes on, and it is said
                fault, own = f"the extension failed ({type(error).__name__})", True
                break
        return self._failed(paragraph, fault.rstrip("."), own=own)

    def _failed(self, paragraph: Paragraph, fault: str, *, own: bool) -> Answer:
        failures = self._failures.get(paragraph.key, 0)
        if len(self._failures) > _MOST_FAILURES:
            self._failures.clear()
        self._failures[paragraph.key] = failures + 1
        self._fault = f"Not everything is reviewed: {fault}. {_TRIED}"
        pause = min(self._pause * 2**failures, _LONGEST)
        mark = not_reviewed(paragraph.text, f"{fault}. {_TRIED}")
        return Answer((mark,), time.monotonic() + pause, own)

    def _refused(self) -> str:
        """Why the server is not started any more; empty where it runs or may be started."""
        if self._session or len(self._starts) < STARTS or time.monotonic() - self._starts[0] > WITHIN:
            return ""
        minutes = int(WITHIN // 60)
        return f"smcheck had to be started {STARTS} times within {minutes} minutes ({self._last})"

    def _running(self) -> Session:
        """The server, which is started where none runs; raises `GoneError`."""
        if self._session is None:
            self._starts.append(time.monotonic())
            try:
                session = Session(self._command, self._home, self.forget, self._patience)
            except GoneError as gone:
                raise GoneError(_MOVED % str(gone).rstrip("."), late=gone.late) from None
            with self._changed:
                self._session = session
                if self._ended:
                    session.kill()
        return self._session

    def _place_of(self, paragraph: Paragraph) -> str:
        """The address of a paragraph's document; what is known of it is forgotten where that has changed."""
        try:
            place = self._place(paragraph.document, paragraph.text)
        except Exception:  # of LibreOffice, such as that the document was closed just now
            place = UNSAVED
        before = self._places.get(paragraph.document)
        if before not in (None, place):
            with self._changed:
                self._memory.forget()
                self._news = True
        self._places[paragraph.document] = place
        return place

    def _keep(self, paragraph: Paragraph, answer: Answer) -> None:
        with self._changed:
            known = self._memory.put(paragraph.key, paragraph.text, answer)
            self._news |= known.marks != paragraph.shown
            if not answer.failed:
                self._news |= bool(self._fault) and self._memory.forget_failures(0, recovered=True)
                self._fault = ""
                self._reviewed += 1
                self._failures.pop(paragraph.key, None)

    def _drop(self) -> None:
        with self._changed:
            session, self._session = self._session, None
        if session:
            session.close()

    def _tell(self, *, idle: bool) -> None:
        """Have all paragraphs looked at anew where marks have changed, but not for each of many."""
        with self._changed:
            self._news |= idle and self._waiting.let_go
            now = time.monotonic()
            if self._ended or not self._news or not (idle or now - self._told_at > BETWEEN):
                return
            self._news = self._waiting.let_go = False
            self._told_at = now
        with suppress(Exception):  # whatever LibreOffice answers, the next paragraph is waiting
            self._announce()
