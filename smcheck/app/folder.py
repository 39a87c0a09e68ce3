"""What the desk knows of its folder: a row for each draft, kept up to date while a page is open."""

from __future__ import annotations

import datetime as dt
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smcheck.app.desk import Desk, at_desk
from smcheck.app.rows import requests_for, row, unread_row
from smcheck.model.approval import ApprovalRequest
from smcheck.model.draft import Draft
from smcheck.model.errors import ConfigError, DraftError, SmcheckError
from smcheck.reporters.gathering import sentence, summary
from smcheck.reporters.written import Written
from smcheck.run import NotReviewed, Report, Request, Reviewed, Run, ToReview
from smcheck.run.configurations import Configurations
from smcheck.run.events import Event
from smcheck.run.excluding import Excluders
from smcheck.run.reviewers import settings_files
from smcheck.run.sources import is_left_out
from smcheck.settings.files import stamp
from smcheck.settings.request_files import Requests

KEPT = 10.0
"""Seconds after the last question, after which no page is taken to be open."""

_SHOWN_EACH = 1.0  # seconds, in which the table grows while the folder is gone through
_TICK = 1_000  # milliseconds
_TICKS_TO_LOOK = 10  # for drives that tell nothing of changes
_QUIET = 300  # milliseconds without a change, since programs save in steps

Stamps = dict[str, object]


@dataclass(frozen=True)
class Table:
    """What the page shows: the drafts in the run's order, remarks, and whether all have been gone through."""

    rows: tuple[dict[str, Any], ...] = ()
    remarks: tuple[str, ...] = ()
    summary: str = ""
    problem: str = ""
    done: bool = False

    def data(self) -> dict[str, Any]:
        """The table for the page."""
        return {
            "rows": list(self.rows),
            "remarks": list(self.remarks),
            "summary": self.summary,
            "problem": self.problem,
            "done": self.done,
        }


FOLLOWER = "smcheck-folder"
"""The name of the thread that follows the folder."""


class Folder:
    """The folder's table, made anew by a thread of its own when files change and a page asks for it.

    `version` grows with each table. When nobody has asked for `KEPT` seconds, the thread ends.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked = 0.0
        self._stamps: Stamps = {}
        self.table, self.version = Table(), 0

    def wanted(self) -> None:
        """Note that a page is open, and begin to watch the folder for it."""
        with self._lock:
            self._asked = time.monotonic()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=FOLLOWER)
                self._thread.start()

    def draft(self, place: str, number: int) -> Draft:
        """The draft of that number of a file, read anew; `place` is the file's path from the folder.

        It need not have been in a table yet. Raises `DraftError` where the folder holds no such draft, or no
        longer, and `ConfigError` where the settings are wrong.
        """
        path = self.inside(place)
        run = Run(Request(paths=(str(path),), config=self._desk.config, report_known=True))
        drafts = [read.draft for read in run.drafts() if isinstance(read, ToReview)]
        if not drafts:
            raise DraftError(f"the file {place} cannot be read as a draft; the page Folder says why")
        if not 0 < number <= len(drafts):
            raise DraftError(f"the file {place} has changed: this draft is no longer in it")
        return drafts[number - 1]

    def inside(self, place: str) -> Path:
        """The file of that path from the folder, if the folder's table would list it, by that very path.

        Raises `DraftError` where there is none, and `ConfigError` where the settings are wrong.
        """
        folder, excluders = self._desk.folder, Excluders(configurations=Configurations(self._desk.config))
        path = folder / place
        try:
            is_there = path.resolve().relative_to(folder.resolve()).as_posix() == place
            if is_there and not is_left_out(path, folder, excluders):
                return path
        except (ValueError, OSError, RuntimeError):  # elsewhere, no name of a file, a loop of links
            pass
        raise DraftError("there is no such draft in the folder; look for it on the page Folder")

    def _work(self) -> None:
        """Keep the table up to date until no page is open."""
        for may_have_changed in self._moments():
            with self._lock:
                if self._is_left():
                    self._thread = None
                    return
            if may_have_changed:
                self._look()

    def _is_left(self) -> bool:
        """Whether no page is open, or the desk is closing, or the whole process."""
        closing = self._desk.closing.is_set() or not threading.main_thread().is_alive()
        return closing or time.monotonic() - self._asked > KEPT

    def _moments(self) -> Iterator[bool]:
        """Moment after moment, whether something may have changed: now and then also where nothing tells."""
        from watchfiles import watch as changes

        yield True
        while True:
            with suppress(RuntimeError, OSError):  # a name that is no text, a folder that has gone
                ticks = changes(
                    self._desk.folder,
                    step=_QUIET,
                    rust_timeout=_TICK,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                )
                for number, found in enumerate(ticks):
                    yield bool(found) or number % _TICKS_TO_LOOK == 0 or self._settings_changed()
            time.sleep(_TICK / 1000)
            yield True

    def _settings_changed(self) -> bool:
        settings = self._settings()
        return any(self._stamps.get(name) != value for name, value in settings.items())

    def _look(self) -> None:
        """Go through the folder where anything has changed since the last time."""
        now = self._settings() | self._files()
        if now == self._stamps and self.table.done:
            return
        self._stamps = now
        try:
            self._go_through()
        except (SmcheckError, OSError, UnicodeError, RuntimeError) as error:
            self._show(Table(problem=sentence(str(error)), done=True))

    def _show(self, table: Table) -> None:
        if table != self.table:
            self.table = table
            self.version += 1

    def _go_through(self) -> None:
        """Make the table; where there is none yet, it is shown as it grows."""
        with self._desk.turns.later():
            run = Run(Request(paths=(str(self._desk.folder),), config=self._desk.config), Written())
        report, requests = Report(run.policy, run.fail_on), self._requests()
        rows: list[dict[str, Any]] = []
        numbers: Counter[str] = Counter()
        growing, shown = not self.table.rows, time.monotonic()
        for event in self._events(run):
            report.add(event)
            if isinstance(event, Reviewed):
                draft = event.review.draft
                place = self._place(draft.path)
                numbers[place] += 1
                about = requests_for(draft.path, requests) if requests else []
                rows.append(row(event.review, run.policy, place, numbers[place], about))
            elif isinstance(event, NotReviewed):
                rows.append(unread_row(event, self._place(event.path)))
            if growing and time.monotonic() - shown > _SHOWN_EACH:
                shown = time.monotonic()
                self._show(_table(rows, report, done=False))
        self._show(_table(rows, report, done=True))

    def _events(self, run: Run) -> Iterator[Event]:
        """The events of a run, each in a turn of its own."""
        events = run.events()
        while not self._desk.closing.is_set():
            with self._desk.turns.later():
                event = next(events, None)
            if event is None:
                return
            yield event

    def _place(self, path: str) -> str:
        """The path of a file from the folder; "" for the folder itself."""
        place = Path(path)
        inside = place.relative_to(self._desk.folder) if place.is_relative_to(self._desk.folder) else place
        return "" if inside == Path() else inside.as_posix()

    def _requests(self) -> list[ApprovalRequest]:
        """Every request for approval that can be read; of others their own page tells."""
        try:
            return Requests(self._desk.council()).readable()[0]
        except ConfigError:
            return []

    def _files(self) -> Stamps:
        """The stamps of all files of the folder, but of hidden folders."""
        found: Stamps = {}
        for folder, names, files in os.walk(self._desk.folder):
            names[:] = [name for name in names if not name.startswith(".")]
            for name in files:
                path = Path(folder, name)
                found[str(path)] = stamp(path)
        return found

    def _settings(self) -> Stamps:
        """The stamps of what else a run reads, and the day, by which it judges."""
        found: Stamps = {"day": dt.date.today()}
        paths = settings_files(self._desk.folder, self._desk.config)
        with suppress(SmcheckError, OSError, UnicodeError):
            folder = Requests(self._desk.council()).folder
            paths += [folder, *(folder.iterdir() if folder.is_dir() else ())]
        return found | {f"settings {path}": stamp(path) for path in paths}


def _table(rows: list[dict[str, Any]], report: Report, *, done: bool) -> Table:
    remarks = tuple(sentence(at_desk(notice)) for notice in report.notices)
    return Table(tuple(rows), remarks, sentence(summary(report)), "", done)
