"""The sheet to sign: a draft and what was found in it, to be printed; kept in memory for an hour.

That it was made is noted in the record as a review.
"""

from __future__ import annotations

import datetime as dt
import io
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.asking import asked_in, fields_in
from smcheck.app.desk import Desk
from smcheck.app.documents import document, no_document
from smcheck.app.drafting import Judged, index_in, judged
from smcheck.app.serving import answered
from smcheck.model.errors import ConfigError
from smcheck.record import reviewer_name
from smcheck.reporters import Output
from smcheck.reporters.gathering import sentence
from smcheck.reporters.html import Reporter

if TYPE_CHECKING:
    from starlette.requests import Request

MOST = 20
"""Sheets that are kept at once."""
LIFE = 3600.0
"""Seconds for which one is kept."""

_FORGOTTEN = (
    "This sheet is kept no longer: smcheck forgets it after an hour. "
    "Go back to your draft, and print it anew."
)


class SheetsToSign:
    """Sheets in memory, each under an identifier that nobody can guess; nothing of them is written down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sheets: dict[str, tuple[float, str]] = {}

    def keep(self, page: str) -> str:
        """Keep a page, and return its identifier; where there are too many the oldest one goes."""
        self._forget()
        while len(self._sheets) >= MOST:
            del self._sheets[next(iter(self._sheets))]
        identifier = secrets.token_urlsafe(24)
        self._sheets[identifier] = self._clock(), page
        return identifier

    def find(self, identifier: str) -> str | None:
        """The page of that identifier; None where there is none, or none any more."""
        self._forget()
        kept = self._sheets.get(identifier)
        return kept[1] if kept else None

    def _forget(self) -> None:
        now = self._clock()
        self._sheets = {name: kept for name, kept in self._sheets.items() if now - kept[0] < LIFE}


def routes(desk: Desk, sheets: SheetsToSign | None = None) -> list[Route]:
    """What is answered about sheets; `sheets` are those that are kept."""
    asks = _Asks(desk, sheets or SheetsToSign())
    return [
        Route("/sheet", asks.make, methods=["POST"]),
        Route("/sheet/{identifier}", asks.show, methods=["GET"]),
    ]


class _Asks:
    def __init__(self, desk: Desk, sheets: SheetsToSign) -> None:
        self._desk, self._sheets = desk, sheets

    async def make(self, request: Request) -> Response:
        """Where the sheet of a draft is to be found, and whether the record has its review, or why not."""
        body = await request.body()
        return await run_in_threadpool(answered, lambda: self._made(body))

    async def show(self, request: Request) -> Response:
        """A sheet, while it is kept."""
        page = self._sheets.find(request.path_params["identifier"])
        return document(page) if page is not None else no_document(_FORGOTTEN)

    def _made(self, body: bytes) -> dict[str, Any]:
        found = judged(self._desk, asked_in(body), index_in(fields_in(body)))
        noted, trouble = False, ""
        try:
            noted = self._desk.noted.note(found.event, found.report.exit_code)
        except ConfigError as error:  # the sheet can be signed all the same, and says who checked it
            trouble = sentence(str(error))
        address = f"/sheet/{self._sheets.keep(sheet_page(found, dt.date.today()))}"
        return {"address": address, "noted": noted, "trouble": trouble}


def sheet_page(found: Judged, day: dt.date) -> str:
    """The sheet of a draft that was judged on a day, as the page of the report."""
    written = io.StringIO()
    reporter = Reporter(replace(found.report, by=reviewer_name(), day=day), Output(written))
    reporter.add(found.event.review)
    reporter.close()
    return written.getvalue()
