"""The page on which a draft is written, and what comes of it."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.asking import asked_in
from smcheck.app.desk import Desk, GivenUpError
from smcheck.app.serving import answered, page
from smcheck.model.errors import SmcheckError
from smcheck.readers import READABLE
from smcheck.settings.platforms import PLATFORMS

if TYPE_CHECKING:
    from starlette.requests import Request

WAY = ("/", "Write")
_GONE = 499  # whoever asked has gone: they asked anew


def routes(desk: Desk) -> list[Route]:
    """What this page answers."""
    asks = _Asks(desk)
    return [
        Route("/", asks.write, methods=["GET"]),
        Route("/review", asks.review, methods=["POST"]),
    ]


class _Asks:
    """What the page can ask of the desk; one text after the other is reviewed, so that none waits for two."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._turn = desk, asyncio.Lock()

    async def write(self, _: Request) -> Response:
        """The page on which a draft is written."""
        return await run_in_threadpool(self._page)

    async def review(self, request: Request) -> Response:
        """What comes of a text or a file."""
        body = await request.body()
        async with self._turn:
            if await request.is_disconnected():
                return Response(status_code=_GONE)
            gone = threading.Event()
            waiting = asyncio.create_task(_until_gone(request, gone))
            try:
                return await run_in_threadpool(self._review, body, gone)
            finally:
                waiting.cancel()

    def _review(self, body: bytes, gone: threading.Event) -> Response:
        try:
            return answered(lambda: self._desk.review(asked_in(body), gone.is_set))
        except GivenUpError:
            return Response(status_code=_GONE)

    def _page(self) -> Response:
        try:
            usual = [PLATFORMS[name].title for name in self._desk.council().platforms]
        except (SmcheckError, OSError, UnicodeError):  # which the frame of the page tells
            usual = []
        shown = partial(page, self._desk, "write", WAY, title="Check a draft")
        return shown(platforms=PLATFORMS, usual=usual, endings=",".join(sorted(READABLE)))


async def _until_gone(request: Request, gone: threading.Event) -> None:
    """Set the event when the browser has gone, or has asked anew; the body was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()
