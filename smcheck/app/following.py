"""A file of the folder that a page keeps open beside its own program: what it holds, anew after each save."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from smcheck.app.asking import AskedWronglyError, fields_in, text_in
from smcheck.app.desk import Desk
from smcheck.app.folder import Folder
from smcheck.app.serving import answered
from smcheck.model.errors import DraftError
from smcheck.readers import content_of
from smcheck.settings.files import stamp

if TYPE_CHECKING:
    from starlette.requests import Request

_PAUSE = 0.1  # seconds between looks
_LOOKS = 250  # after which the page is answered though nothing has changed, and asks again
_SAME = 4  # looks that must see the same file, since programs save in steps
_GONE = 30  # looks, after which a file that is being put in place of another one should be there
_LARGEST = 23 * 1024 * 1024  # bytes, which are a third longer on their way


class Following:
    """Answers pages that follow a file; what has been saved is told by its size and its time."""

    def __init__(self, desk: Desk, folder: Folder) -> None:
        self._desk, self._folder = desk, folder

    async def answer(self, request: Request) -> Response:
        """The file that a page asks for (`file`), as soon as it is another than it has (`since`)."""
        body = await request.body()
        try:
            asked = _asked(body)
        except AskedWronglyError:
            return answered(lambda: _asked(body)._asdict())
        await self._until_saved(asked, request)
        return await run_in_threadpool(answered, lambda: self._saved(asked))

    async def _until_saved(self, asked: _Asked, request: Request) -> None:
        last, same, gone = "", 0, 0
        for _ in range(_LOOKS):
            now = await run_in_threadpool(self._sign, asked.place)
            gone = 0 if now else gone + 1
            same = same + 1 if now == last else 0
            last = now
            changed = now and now != asked.since and (same >= _SAME or not asked.since)
            if changed or gone > _GONE or (gone and not asked.since) or self._desk.closing.is_set():
                return
            await asyncio.sleep(_PAUSE)
            if await request.is_disconnected():
                return

    def _sign(self, place: str) -> str:
        """What tells the file from what it was before; empty where it is not there."""
        try:
            found = stamp(self._desk.folder / place)
        except ValueError:  # no name of a file
            return ""
        return "-".join(map(str, found)) if any(found) else ""

    def _saved(self, asked: _Asked) -> dict[str, Any]:
        """The file's sign and, where wanted, what it holds; raises `DraftError` where it is not there."""
        try:
            path = self._folder.inside(asked.place)
        except DraftError:
            if asked.since:
                raise DraftError(
                    "the file is not in the folder any more; when it is back, it is checked again"
                ) from None
            raise
        sign = self._sign(asked.place)
        if sign == asked.since:
            return {"since": sign}
        content = b""
        if asked.content:
            try:
                content = content_of(path)
            except FileNotFoundError as error:
                raise DraftError("the file is not in the folder any more") from error
        if len(content) > _LARGEST:
            raise DraftError("the file is larger than 23 MiB; split it, or take pictures out of it")
        return {"since": sign, "name": path.name, "content": base64.b64encode(content).decode("ascii")}


class _Asked(NamedTuple):
    """What a page asks for: the file's path from the folder, the sign that it has, and if it reads it."""

    place: str
    since: str
    content: bool


def _asked(body: bytes) -> _Asked:
    """What is asked; raises `AskedWronglyError`."""
    data = fields_in(body)
    place = text_in(data, "file")
    if not place:
        raise AskedWronglyError("the request names no file")
    return _Asked(place, text_in(data, "since"), data.get("content") is True)
