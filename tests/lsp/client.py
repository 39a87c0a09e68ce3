"""An editor for the tests: it starts the server as a process and speaks to it in plain JSON."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Self

PATIENCE = 300
"""Seconds in which a server has answered on the busiest of machines."""

ASKS = {"window": {"showMessage": {"messageActionItem": {"additionalPropertiesSupport": False}}}}
"""What an editor can that shows buttons."""

TAGS = {"textDocument": {"publishDiagnostics": {"tagSupport": {"valueSet": [1, 2]}}}}


class Editor:
    """A session; what the server asks is answered by `answer`, with null where that gives none."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        capabilities: Mapping[str, Any] | None = None,
        answer: Callable[[str, Any], Any] = lambda method, params: None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        given = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "smcheck", "lsp", *options],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **given, **(environment or {})},
        )
        self.folder, self._answer = folder, answer
        self._ids, self._versions = count(1), count(1)
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self.told: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.junk = b""
        self.log = ""
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_log)]
        for thread in self._threads:
            thread.start()
        opened = {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities or {}}
        self.can = self.ask("initialize", opened)["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def ask(self, method: str, params: Any) -> Any:
        """What the server answers; fails where that is an error."""
        number = next(self._ids)
        self._answers[number] = queue.Queue()
        self._send({"id": number, "method": method, "params": params})
        answer = self._answers[number].get(timeout=PATIENCE)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, name: str, text: str, language: str = "plaintext") -> str:
        """Open a text that stands in no file yet, or as if it had been read; its address."""
        uri = name if ":" in name else (self.folder / name).as_uri()
        item = {"uri": uri, "languageId": language, "version": next(self._versions), "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, *changes: tuple[tuple[int, int], tuple[int, int], str]) -> int:
        """Change stretches between two places each; the version that comes of it."""
        made = [{"range": _range(start, end), "text": text} for start, end, text in changes]
        version = next(self._versions)
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": made})
        return version

    def shown(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The next diagnostics of a text, of that version if one is given."""
        while True:
            method, params = self.told.get(timeout=PATIENCE)
            if method != "textDocument/publishDiagnostics" or params["uri"] != uri:
                continue
            if version is None or params.get("version") == version:
                found: list[dict[str, Any]] = params["diagnostics"]
                return found

    def message(self, method: str = "window/showMessage") -> str:
        """The next message that is shown."""
        while True:
            told, params = self.told.get(timeout=PATIENCE)
            if told == method:
                return str(params["message"])

    def hover(self, uri: str, line: int, character: int) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.ask(
            "textDocument/hover",
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
        )
        return found

    def actions(
        self, uri: str, place: tuple[int, int], only: list[str] | None = None
    ) -> list[dict[str, Any]]:
        context: dict[str, Any] = {"diagnostics": [], **({"only": only} if only else {})}
        asked = {"textDocument": {"uri": uri}, "range": _range(place, place), "context": context}
        found: list[dict[str, Any]] = self.ask("textDocument/codeAction", asked)
        return found

    def command(self, action: Mapping[str, Any]) -> Any:
        command = action["command"]
        asked = {"command": command["command"], "arguments": command["arguments"]}
        return self.ask("workspace/executeCommand", asked)

    def end(self) -> tuple[int, str]:
        """Ask the server to end: its exit code, and its log."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        code = self.process.wait(timeout=PATIENCE)
        for thread in self._threads:
            thread.join()
        return code, self.log

    def vanish(self) -> tuple[int, str]:
        assert self.process.stdin
        self.process.stdin.close()
        return self.ended()

    def raw(self, content: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _send(self, message: dict[str, Any]) -> None:
        self.raw(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            if not header.startswith(b"Content-Length: "):
                self.junk += header if not header.startswith(b"Content-Type: ") else b""
                continue
            while stream.readline().strip():
                pass
            self._take(json.loads(stream.read(int(header.split()[1]))))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers[message["id"]].put(message)
        elif "id" in message:
            result = self._answer(message["method"], message["params"])
            self.told.put((message["method"], message["params"]))
            self._send({"id": message["id"], "result": result})
        else:
            self.told.put((message["method"], message["params"]))

    def _read_log(self) -> None:
        stream = self.process.stderr
        assert stream
        self.log = stream.read().decode()


def _range(start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    return {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }
