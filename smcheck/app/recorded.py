"""The page of the record: its months to read and print, and whether it is in order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from smcheck.app.desk import Desk
from smcheck.app.documents import document, no_document
from smcheck.app.serving import answered, page
from smcheck.app.ways import RECORD
from smcheck.model.errors import ConfigError, SmcheckError
from smcheck.model.showing import month_in_words
from smcheck.record import LIMITS, Problem, kept_record, reviewer_name
from smcheck.reporters.gathering import sentence
from smcheck.reporters.record_page import month_page
from smcheck.settings.council import Council
from smcheck.settings.decision_file import has_key
from smcheck.settings.policy_file import load_policy
from smcheck.settings.tables import MONTH

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST_PROBLEMS = 50
_NO_MONTH = "There is no such month. Choose one on the page of the record."
_NO_RECORD = "no record is kept; this page says how to switch it on"


def routes(desk: Desk) -> list[Route]:
    """What this page answers."""
    asks = _Asks(desk)
    return [
        Route("/record", asks.show, methods=["GET"]),
        Route("/record/month", asks.month, methods=["GET"]),
        Route("/record/verify", asks.verify, methods=["POST"]),
    ]


class _Asks:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, _: Request) -> Response:
        """The page on which a month is chosen."""
        return await run_in_threadpool(self._page)

    async def month(self, request: Request) -> Response:
        """A month of the record, as its report shows it."""
        return await run_in_threadpool(self._month, request.query_params.get("month", ""))

    async def verify(self, _: Request) -> Response:
        """Whether the record is in order, in words."""
        return await run_in_threadpool(answered, self._verified)

    def _page(self) -> Response:
        months, trouble = [], ""
        try:
            months = months_of(self._desk.council())
        except (SmcheckError, OSError, UnicodeError) as error:
            trouble = sentence(str(error))
        return page(self._desk, "record", RECORD, title="Record", months=months, trouble=trouble)

    def _month(self, month: str) -> Response:
        if not MONTH.fullmatch(month):
            return no_document(_NO_MONTH)
        try:
            council = self._desk.council()
            if month not in (name for name, _ in months_of(council)):
                return no_document(_NO_MONTH)
            record = kept_record(council)
            policy = load_policy(council.policy, council.folder)
            found, today = record.verify(), dt.date.today()
            return document(month_page(record, month, council, policy, found, today, reviewer_name()))
        except (SmcheckError, OSError, UnicodeError) as error:
            return no_document(sentence(str(error)), 422)

    def _verified(self) -> dict[str, Any]:
        council = self._desk.council()
        if not council.record:
            raise ConfigError(_NO_RECORD)
        found = kept_record(council).verify()
        return {
            "ok": found.ok,
            "checked": sentence(found.checked),
            "problems": [_said(problem) for problem in found.problems[:_MOST_PROBLEMS]],
            "more": max(0, len(found.problems) - _MOST_PROBLEMS),
            "notices": [sentence(notice) for notice in found.notices],
            "limits": [sentence(limit) for limit in LIMITS],
        }


def months_of(council: Council) -> list[tuple[str, str]]:
    """The months of the council's record, the newest first, each with its name; none where none is kept.

    Raises `ConfigError` where they cannot be read.
    """
    folder = council.folder / council.record
    if not council.record or not (folder.is_dir() or has_key(council.folder / council.decisions)):
        return []
    stems = (path.stem for path in reversed(kept_record(council).paths()))
    return [(stem, month_in_words(stem)) for stem in stems]


def _said(problem: Problem) -> str:
    """A problem with its file's name and its line."""
    line = "" if problem.line is None else f", line {problem.line}"
    return f"{problem.path.name}{line}: {problem.message}"
