"""Serving the desk: to this computer only, until Ctrl+C or until no page has asked anything for an hour."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from smcheck.app.desk import Desk
from smcheck.model.errors import SmcheckError

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
IDLE = 3600.0
"""Seconds without any request, after which the desk stops."""

_WAITING = 64  # connections
_LAST_ANSWERS = 10  # seconds, in which what is being reviewed may end
_SOON = 0.1  # seconds, after which it is told that the desk closes
_TICKS = 60  # into which the idle time is cut


class Presence:
    """ASGI middleware: knows for how long nobody has asked anything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._at_work, self._ticks = app, 0, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note that somebody is there."""
        self._at_work += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._at_work -= 1
            self._ticks = 0

    async def gone(self, idle: float) -> None:
        """Return when nobody has asked anything for so many seconds; those asleep do not count.

        A computer that wakes after a night still has the page open, which is given the time to say so.
        """
        while self._ticks < _TICKS:
            await asyncio.sleep(idle / _TICKS)
            self._ticks = 0 if self._at_work else self._ticks + 1


def listening(port: int = 0) -> socket.socket:
    """A socket that listens on this computer alone, on a free port unless one is given; raises `OSError`."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(_WAITING)
    except BaseException:
        listener.close()
        raise
    return listener


def serve(desk: Desk, listener: socket.socket, ready: Callable[[str], None], idle: float = IDLE) -> None:
    """Serve the desk on a listening socket until it is stopped or idle; `ready` is given its address.

    Models are loaded meanwhile, so that the first draft does not wait for them. Raises `KeyboardInterrupt`.
    """
    from smcheck.app.lock import Lock
    from smcheck.app.pages import pages

    with closing(listener):
        presence = Presence(pages(desk))
        lock = Lock(presence, listener.getsockname()[1])
        server = _server(lock)
        ready(lock.address)
        warming = threading.Thread(target=_warm_up, args=(desk,))
        warming.start()
        try:
            asyncio.run(_until_idle(desk, server, listener, presence, idle))
        finally:
            warming.join()  # no process may end while models are being loaded


def _server(app: ASGIApp) -> uvicorn.Server:
    import uvicorn

    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            access_log=False,  # nothing that is asked is written anywhere
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_LAST_ANSWERS,
        )
    )


async def _until_idle(
    desk: Desk, server: uvicorn.Server, listener: socket.socket, presence: Presence, idle: float
) -> None:
    async def stop() -> None:
        await presence.gone(idle)
        server.should_exit = True

    async def tell() -> None:
        while not server.should_exit:
            await asyncio.sleep(_SOON)
        desk.closing.set()

    stopping, telling = asyncio.create_task(stop()), asyncio.create_task(tell())
    try:
        await server.serve(sockets=[listener])
    finally:
        desk.closing.set()
        telling.cancel()
        stopping.cancel()
        with suppress(asyncio.CancelledError):
            await stopping


def _warm_up(desk: Desk) -> None:
    with suppress(SmcheckError, OSError, UnicodeError):  # the page says it
        desk.warm_up()
