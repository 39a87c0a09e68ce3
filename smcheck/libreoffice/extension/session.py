"""One run of the language server: it is started, asked about one paragraph after the other, and ended."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Callable, Iterator, Sequence

from . import wire
from .marks import Mark, marks_of

PATIENCE = 90.0
"""Seconds for the server to start, or to review a paragraph; it is ended if it takes longer."""

LANGUAGE = "smcheck-paragraph"
"""What the server calls a text that is one paragraph of a document."""

_LAST_WORDS = 5
_MOST_OPEN, _MOST_REMARKS = 20, 9
_NO_WINDOW = 0x08000000  # on Windows, where a console would open otherwise
_CAN = {"textDocument": {"publishDiagnostics": {"dataSupport": True, "versionSupport": True}}}


class GoneError(Exception):
    """The server is not there any more, or never was; the message says why.

    `late` says that it was ended since it took too long.
    """

    def __init__(self, why: str, *, late: bool = False) -> None:
        super().__init__(why)
        self.late = late


class Session:
    """A server that runs. All methods but `kill` are for one thread."""

    def __init__(
        self, command: Sequence[str], home: str, changed: Callable[[], None], patience: float = PATIENCE
    ) -> None:
        """Start it; `home` is the address of the folder whose settings hold for a document without a file.

        `changed` is called, in a thread of its own, where the settings of a document have changed. Raises
        `GoneError`.
        """
        self.remarks: list[str] = []
        self.version = ""
        self._patience, self._changed = patience, changed
        self._late = self._garbled = ""
        self._count = 0
        self._open: dict[str, str] = {}
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._asked: Any = None
        self._last: deque[str] = deque(maxlen=_LAST_WORDS)
        self._process = _started(command)
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._listen)]
        for thread in self._threads:
            thread.start()
        try:
            with self._in_time("did not start"):
                self._greet(home)
        except GoneError:
            self.close()
            raise

    def review(self, text: str, place: str) -> list[Mark]:
        """What is to be marked in a paragraph of the document at an address; raises `GoneError`."""
        with self._in_time("did not answer"):
            self._count += 1
            uri = f"{place}#{self._count}"
            item = {"uri": uri, "languageId": LANGUAGE, "version": 1, "text": text}
            self._asked = uri
            self._tell("textDocument/didOpen", {"textDocument": item})
            diagnostics = self._answer()["diagnostics"]
            marks = marks_of(text, diagnostics, self._fixes(uri) if diagnostics else [])
            self._watch(place, uri)
            return marks

    def kill(self) -> None:
        """End it at once; whoever waits for it is told that it has gone."""
        with suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End it, and wait until it has ended."""
        self.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        for thread in self._threads:
            thread.join(1)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError, ValueError):  # what could not be written any more
                if stream:
                    stream.close()

    def _greet(self, home: str) -> None:
        params = {"processId": os.getpid(), "rootUri": home, "capabilities": _CAN}
        greeting = self._ask("initialize", params)
        self.version = str((greeting.get("serverInfo") or {}).get("version", ""))
        self._tell("initialized", {})

    def _fixes(self, uri: str) -> list[dict[str, Any]]:
        everything = {"start": {"line": 0, "character": 0}, "end": {"line": 2**30, "character": 0}}
        context = {"diagnostics": [], "only": ["quickfix"]}
        params = {"textDocument": {"uri": uri}, "range": everything, "context": context}
        return self._ask("textDocument/codeAction", params) or []

    def _watch(self, place: str, uri: str) -> None:
        """Keep the last paragraph of each document open: of it the server speaks again if settings change."""
        before = self._open.pop(place, None)
        self._open[place] = uri
        closed = [before] if before else []
        while len(self._open) > _MOST_OPEN:
            closed.append(self._open.pop(next(iter(self._open))))
        for each in closed:
            self._tell("textDocument/didClose", {"textDocument": {"uri": each}})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._count += 1
        self._asked = self._count
        self._send({"id": self._count, "method": method, "params": params})
        answer = self._answer()
        if "error" in answer:
            raise GoneError(f"smcheck refused {method}")
        return answer.get("result")

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        try:
            if self._process.stdin:
                wire.write(self._process.stdin, message)
        except (OSError, ValueError):
            raise self._gone() from None

    def _answer(self) -> dict[str, Any]:
        """The answer to what was asked last."""
        while True:
            answer = self._answers.get()
            if answer is None:
                raise self._gone()
            if self._asked == (answer.get("uri") or answer.get("id")):
                return answer

    def _gone(self) -> GoneError:
        """That it has gone, and why."""
        self.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        for thread in self._threads:  # which may be about to take in why
            thread.join(1)
        if self._late or self._garbled:
            return GoneError(self._late or self._garbled, late=bool(self._late))
        said = " ".join(self._last) or f"exit code {self._process.returncode}"
        return GoneError(f"smcheck has ended ({said})")

    @contextmanager
    def _in_time(self, what: str) -> Iterator[None]:
        """End it where something takes too long, so that whoever waits is told."""

        def end() -> None:
            self._late = f"smcheck {what} within {self._patience:g} seconds"
            self.kill()

        timer = threading.Timer(self._patience, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (KeyError, TypeError, AttributeError):
            raise GoneError("smcheck answered something that is not understood") from None
        finally:
            timer.cancel()

    def _read(self) -> None:
        """Take in what the server says, to its end."""
        stream = self._process.stdout
        try:
            while stream:
                message = wire.read(stream)
                if message is None:
                    break
                self._take(message)
        except (wire.GarbledError, OSError, ValueError) as error:
            self._garbled = f"smcheck cannot be understood: {error}"
            self.kill()
        finally:
            self._answers.put(None)

    def _take(self, message: dict[str, Any]) -> None:
        params = message.get("params")
        params = params if isinstance(params, dict) else {}
        if "method" not in message:
            self._answers.put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            if params.get("uri") in list(self._open.values()):
                self._changed()
            else:
                self._answers.put(params)
        elif message["method"] in ("window/logMessage", "window/showMessage"):
            said = str(params.get("message"))
            if said not in self.remarks and len(self.remarks) < _MOST_REMARKS:
                self.remarks.append(said)

    def _listen(self) -> None:
        """Keep the last words that the server says of itself; without a word of any text, as it promises."""
        stream = self._process.stderr
        while stream:
            line = stream.readline(1000)
            if not line:
                break
            said = line.decode("utf-8", "replace").strip()
            if said:
                self._last.append(said)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """The process, with no window and none of what LibreOffice sets for its own Python."""
    settings = {name: value for name, value in os.environ.items() if not name.upper().startswith("PYTHON")}
    settings.pop("__PYVENV_LAUNCHER__", None)
    settings["PYTHONUTF8"] = "1"
    try:
        return subprocess.Popen(  # noqa: S603
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=settings,
            cwd=str(Path.home()),
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise GoneError(f"{command[0]} cannot be started: {why}") from None
