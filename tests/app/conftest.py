"""A desk on a council's folder, and asking it without a server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from starlette.types import ASGIApp, Message

from smcheck.app.desk import Desk
from smcheck.app.folder import FOLLOWER
from tests.app.browsing import CHROMIUM, QUIET
from tests.cli.watching import interrupts_heeded

ROOT = Path(__file__).parents[2]

expect.set_options(timeout=60_000)  # of a machine that is busy with other things


class Answer(NamedTuple):
    """What came of a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    app: ASGIApp, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Answer:
    """What an application answers; headers that belong to the body are added where none are given."""
    path, _, query = path.partition("?")
    given = {"host": "127.0.0.1:8000", **({"content-length": str(len(body))} if method == "POST" else {})}
    given |= headers or {}
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": query.encode(), "scheme": "http", "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent: list[Message] = []
    received = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        message = next(received, None)
        if message is None:  # nothing more comes, and nobody goes
            await asyncio.Event().wait()
        assert message
        return message

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        await app(scope, receive, send)

    asyncio.run(answer())
    begun = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], begun, b"".join(message.get("body", b"") for message in sent[1:]))


class Served:
    """The desk as a process, and the address that it printed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout
        self.line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?key=(\S+)", self.line)
        assert found, self.line
        self.address, self.port, self.key = found[0], int(found[1]), found[2]
        self.origin = f"http://127.0.0.1:{self.port}"

    def stop(self) -> str:
        """Interrupt it, and return what else it printed."""
        os.killpg(self.process.pid, signal.SIGINT)  # strace passes nothing on
        return self.process.communicate()[0]


@contextmanager
def served(folder: Path, *command: str) -> Iterator[Served]:
    """The desk of a folder, or a command that prints an address as it does, as a process."""
    given = command or (sys.executable, "-m", "smcheck", "app", str(folder), "--no-browser")
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    with interrupts_heeded():
        process = subprocess.Popen(
            given, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, **environment},
            start_new_session=True,
        )  # fmt: skip
    with process:
        try:
            yield Served(process)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(autouse=True)
def closed_desks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every desk with its test: a thread that goes on would look into the folder of another test."""
    made: list[Desk] = []
    begin = Desk.__init__

    def noted(desk: Desk, *given: Any) -> None:
        begin(desk, *given)
        made.append(desk)

    monkeypatch.setattr(Desk, "__init__", noted)
    yield
    for desk in made:
        desk.closing.set()
    for thread in threading.enumerate():
        if thread.name == FOLLOWER:
            thread.join(60)
            assert not thread.is_alive()


@pytest.fixture
def desk(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(council_folder)
    return Desk(Path())


@pytest.fixture
def home(council_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The council's folder, in which the desk and the command line are."""
    monkeypatch.chdir(council_folder)
    return council_folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
