"""The page of approvals: what is asked for, opened and answered; and asking, from the page of the draft."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.asking import AskedWronglyError, asked_in, day_in, fields_in, line_in, text_in, texts_in
from smcheck.app.desk import Desk
from smcheck.app.drafting import index_in
from smcheck.app.requesting import Approvals, Said
from smcheck.app.serving import answered, page
from smcheck.app.ways import APPROVALS
from smcheck.model.approval import OUTCOMES, Outcome
from smcheck.model.errors import SmcheckError

if TYPE_CHECKING:
    from starlette.requests import Request

_NO_NAME = "say who you are: your name stands beside what you ask or answer"
_NO_NOTE = "say why, so that whoever asked knows what to do"


def routes(desk: Desk) -> list[Route]:
    """What this page answers, and the asking."""
    asks = _Asks(desk)
    return [
        Route("/requests", asks.show, methods=["GET"]),
        Route("/requests/list", asks.list, methods=["POST"]),
        Route("/requests/open", asks.open, methods=["POST"]),
        Route("/requests/answer", asks.answer, methods=["POST"]),
        Route("/ask", asks.ask, methods=["POST"]),
    ]


class _Asks:
    """What the pages can ask; one after the other, so that a second click finds what the first one did."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._approvals, self._turn = desk, Approvals(desk), asyncio.Lock()

    async def show(self, _: Request) -> Response:
        """The page of approvals."""
        return await run_in_threadpool(lambda: page(self._desk, "requests", APPROVALS, title="Approvals"))

    async def list(self, _: Request) -> Response:
        """The requests."""
        return await self._done(self._approvals.queue)

    async def open(self, request: Request) -> Response:
        """A request with its draft."""
        body = await request.body()
        return await self._done(lambda: self._approvals.opened(text_in(fields_in(body), "id")))

    async def answer(self, request: Request) -> Response:
        """What became of an answer."""
        body = await request.body()
        return await self._done(lambda: self._answered(body))

    async def ask(self, request: Request) -> Response:
        """What became of asking for approval."""
        body = await request.body()
        return await self._done(lambda: self._asked(body))

    async def _done(self, answer: Callable[[], dict[str, Any]]) -> Response:
        async with self._turn:
            return await run_in_threadpool(answered, answer)

    def _asked(self, body: bytes) -> dict[str, Any]:
        data = fields_in(body)
        by = _name_in(data)
        return self._approvals.ask(asked_in(body), index_in(data), by, line_in(data, "note"))

    def _answered(self, body: bytes) -> dict[str, Any]:
        data = fields_in(body)
        return self._approvals.answer(text_in(data, "id"), said_in(data))


def said_in(data: dict[str, Any]) -> Said:
    """What a request says of a request for approval; raises `AskedWronglyError`.

    Raises `SmcheckError` for what somebody has left out.
    """
    outcome = text_in(data, "outcome")
    if outcome not in OUTCOMES:
        raise AskedWronglyError("outcome is none that is known")
    cleared = texts_in(data, "cleared")
    by, note = _name_in(data), line_in(data, "note")
    if outcome != "approved" and not note:
        raise SmcheckError(_NO_NOTE)
    return Said(cast(Outcome, outcome), by, note, day_in(data, "until"), cleared)


def _name_in(data: dict[str, Any]) -> str:
    name = line_in(data, "by")
    if not name:
        raise SmcheckError(_NO_NAME)
    return name
