"""The addresses of the desk: the page, what it loads, and what it asks."""

from __future__ import annotations

import asyncio
import threading
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from smcheck.app.asking import AskedWronglyError, asked_in
from smcheck.app.desk import Desk, GivenUpError
from smcheck.model.errors import SmcheckError
from smcheck.model.showing import json_text
from smcheck.model.version import __version__
from smcheck.readers import READABLE
from smcheck.reporters.gathering import sentence
from smcheck.reporters.pages import page_environment
from smcheck.settings.council import Council
from smcheck.settings.platforms import PLATFORMS

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

_GONE = 499  # whoever asked has gone: they asked anew


def pages(desk: Desk) -> Starlette:
    """The application that serves a desk; whom it serves is left to the lock."""
    asks = _Asks(desk)
    return Starlette(
        routes=[
            Route("/", asks.write, methods=["GET"]),
            Route("/review", asks.review, methods=["POST"]),
            Route("/alive", asks.alive, methods=["POST"]),
            Mount("/static", StaticFiles(packages=[("smcheck.app", "static")])),
        ]
    )


class _Asks:
    """What a page can ask of the desk; one text after the other is reviewed, so that none waits for two."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._turn = desk, asyncio.Lock()

    async def write(self, _: Request) -> Response:
        """The page on which a draft is written."""
        return HTMLResponse(await run_in_threadpool(self._page))

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

    async def alive(self, _: Request) -> Response:
        """Nothing: that the page is still open is all that it tells."""
        return Response(status_code=204)

    def _page(self) -> str:
        try:
            council, policy, problem = self._desk.council(), self._desk.policy(), ""
        except (SmcheckError, OSError, UnicodeError) as error:
            council, policy, problem = Council(), None, sentence(str(error))
        return _templates().get_template("write.html.jinja").render(
            version=__version__,
            council=council,
            policy=policy,
            problem=problem,
            platforms=PLATFORMS,
            usual=[PLATFORMS[name].title for name in council.platforms],
            endings=",".join(sorted(READABLE)),
        )  # fmt: skip

    def _review(self, body: bytes, gone: threading.Event) -> Response:
        try:
            return _json(self._desk.review(asked_in(body), gone.is_set))
        except GivenUpError:
            return Response(status_code=_GONE)
        except AskedWronglyError as error:
            return _json({"problem": sentence(str(error))}, 400)
        except (SmcheckError, OSError, UnicodeError) as error:
            return _json({"problem": sentence(str(error))}, 422)


async def _until_gone(request: Request, gone: threading.Event) -> None:
    """Set the event when the browser has gone, or has asked anew; the body was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()


@cache
def _templates() -> Environment:
    return page_environment("smcheck.app")


def _json(data: dict[str, Any], status: int = 200) -> Response:
    return Response(json_text(data), status, media_type="application/json")
