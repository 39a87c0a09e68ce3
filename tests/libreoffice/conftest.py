"""A service of the extension that starts the real language server, and waits for its news."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
import pytest

from smcheck.libreoffice.extension.documents import UNSAVED
from smcheck.libreoffice.extension.marks import Mark
from smcheck.libreoffice.extension.service import Service

PATIENCE = 300
"""Seconds in which there is news on the busiest of machines."""

SERVER = (sys.executable, "-m", "smcheck", "lsp")


class Writer:
    """A word processor for the tests: it asks again whenever it is told to."""

    def __init__(
        self, folder: Path, command: Sequence[str] = SERVER, patience: float = PATIENCE, again: float = 3600
    ) -> None:
        self.document = (folder / "letter.odt").as_uri()
        self._others = set(psutil.Process().children())  # which other tests have started
        self._news = threading.Condition()
        self._told = 0
        self.service = Service(
            command, self._tell, lambda document, _text: self.address(document), "", patience, again
        )

    def address(self, document: str) -> str:
        return self.document if document == "1" else UNSAVED

    def marks(
        self,
        text: str,
        document: str = "1",
        until: Callable[[Sequence[Mark]], bool] = lambda marks: bool(marks),
    ) -> list[Mark]:
        """What is marked in a paragraph once that is as wanted; by default, once anything is."""
        while True:
            before = self.told
            found = self.service.marks(document, text)
            if until(found):
                return list(found)
            with self._news:
                while self._told == before:
                    assert self._news.wait(PATIENCE), "no news"

    def found_clean(self, text: str, document: str = "1") -> bool:
        """Whether a paragraph that was not reviewed yet is, and nothing is marked in it."""
        before = self.service.state().reviewed
        assert self.service.marks(document, text) == ()
        until = time.monotonic() + PATIENCE
        while self.service.state().reviewed == before:
            assert time.monotonic() < until, "no review"
            time.sleep(0.01)  # what is clean is no news
        return self.service.marks(document, text) == ()

    @property
    def server(self) -> psutil.Process | None:
        """The process that its service has started; None where none runs."""
        begun = (each for each in psutil.Process().children() if each not in self._others)
        return next((each for each in begun if each.status() != psutil.STATUS_ZOMBIE), None)

    @property
    def told(self) -> int:
        """How often there was news."""
        with self._news:
            return self._told

    def _tell(self) -> None:
        with self._news:
            self._told += 1
            self._news.notify_all()


Start = Callable[..., Writer]


@pytest.fixture
def start(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts writers in the council's folder, and ends them."""
    started: list[Writer] = []

    def one(command: Sequence[str] = SERVER, **given: float) -> Writer:
        started.append(Writer(council_folder, command, **given))
        return started[-1]

    yield one
    for each in started:
        each.service.end()


@pytest.fixture
def writer(start: Start) -> Writer:
    return start()
