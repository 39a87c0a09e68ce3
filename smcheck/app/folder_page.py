"""The page of the folder: a table of all its drafts, which changes as they do."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.asking import AskedWronglyError
from smcheck.app.desk import Desk
from smcheck.app.folder import Folder
from smcheck.app.following import Following
from smcheck.app.serving import answered, page
from smcheck.app.ways import FOLDER
from smcheck.model.draft import Draft

if TYPE_CHECKING:
    from starlette.requests import Request

_PAUSE = 0.1  # seconds between looks
_LOOKS = 250  # after which the page is answered though nothing has changed, and asks again


def routes(desk: Desk) -> list[Route]:
    """What this page answers."""
    asks = _Asks(desk)
    return [
        Route("/folder", asks.table, methods=["GET"]),
        Route("/folder/changes", asks.changes, methods=["POST"]),
        Route("/folder/draft", asks.draft, methods=["POST"]),
        Route("/folder/file", asks.file, methods=["POST"]),
    ]


class _Asks:
    """What the page can ask of the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._folder = desk, Folder(desk)
        self._following = Following(desk, self._folder)

    async def table(self, _: Request) -> Response:
        """The page with the table, which it asks for."""
        name = self._desk.folder.resolve().name
        shown = partial(page, self._desk, "folder", FOLDER, title="Drafts of the folder")
        return await run_in_threadpool(shown, folder=name)

    async def changes(self, request: Request) -> Response:
        """The table, as soon as it is another than the one that the page has (`since`)."""
        since = request.query_params.get("since", "")
        for _ in range(_LOOKS):
            self._folder.wanted()
            if self._desk.closing.is_set() or (self._folder.version and str(self._folder.version) != since):
                break
            await asyncio.sleep(_PAUSE)
            if await request.is_disconnected():
                break
        return answered(lambda: {**self._folder.table.data(), "version": self._folder.version})

    async def file(self, request: Request) -> Response:
        """A file of the folder, as soon as it is another than the page has."""
        return await self._following.answer(request)

    async def draft(self, request: Request) -> Response:
        """A draft of the folder, for the page on which drafts are written."""
        body = await request.body()
        return await run_in_threadpool(answered, lambda: _data(self._folder.draft(*_asked(body))))


def _asked(body: bytes) -> tuple[str, int]:
    """The file and the number of a draft; raises `AskedWronglyError`."""
    try:
        data = json.loads(body)
        place, number = data["draft"], data["number"]
    except (ValueError, RecursionError, TypeError, KeyError):
        raise AskedWronglyError("the request names no draft") from None
    if not isinstance(place, str) or type(number) is not int:
        raise AskedWronglyError("the request names no draft")
    return place, number


def _data(draft: Draft) -> dict[str, Any]:
    return {
        "text": draft.text,
        "kind": draft.kind,
        "platforms": list(draft.platforms),
        "date": draft.date.isoformat() if draft.date else "",
        "whole": draft.is_file_text,
        "row": draft.row,
    }
