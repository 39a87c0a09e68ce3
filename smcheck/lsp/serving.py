"""Serving one editor on stdin and stdout, to the end."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from smcheck.lsp.server import log, make_server

_PATIENCE = 2.0  # seconds for the review at hand


def serve(config: Path | None = None) -> int:
    """Serve the editor that started this process; 0 if it said that it ends, 1 if it vanished.

    Nothing but the protocol is written to stdout from here on. `config` goes before the nearest settings.
    """
    stdin, stdout = _streams()
    _hush()
    if stdin.isatty():
        log("this is for editors, which start it themselves (docs/editors.md); Ctrl+C ends it")
    server, reading = make_server(config), _Reading(stdin)
    server.start_io(cast(BinaryIO, reading), stdout)
    code = 0 if server.was_shut_down else 1
    if code:
        log("the editor has gone without a word; this ends too")
    if not server.worker.end(_PATIENCE) or reading.waits:  # a thread at work would keep the process
        sys.stderr.flush()
        os._exit(code)
    return code


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The streams of the protocol; what any library prints goes to stderr, and nothing else reads stdin."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    if sys.platform == "win32":
        import msvcrt

        for stream in (stdin, stdout):
            msvcrt.setmode(stream.fileno(), os.O_BINARY)
    return stdin, stdout


def _hush() -> None:
    """Let libraries log nothing: they would quote what the editor sends."""
    for name in ("pygls", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False


class _Reading:
    """A stream that is read in a thread, and whether that waits for more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.waits = stream, False

    def readline(self) -> bytes:
        """A line."""
        return self._waiting(self._stream.readline)

    def read(self, count: int) -> bytes:
        """So many bytes."""
        return self._waiting(lambda: self._stream.read(count))

    def _waiting(self, read: Callable[[], bytes]) -> bytes:
        self.waits = True
        try:
            return read()
        finally:
            self.waits = False
