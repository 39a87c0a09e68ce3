"""The addresses of the desk: its pages, what they load, and that they are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from smcheck.app import approving, council_page, folder_page, recorded, signing, writing
from smcheck.app.desk import Desk

if TYPE_CHECKING:
    from starlette.requests import Request

PAGES = (writing, folder_page, approving, recorded, council_page, signing)
"""The modules of the pages: each has `routes(desk)`, what it answers."""


def pages(desk: Desk) -> Starlette:
    """The application that serves a desk; whom it serves is left to the lock."""
    return Starlette(
        routes=[
            *(route for page in PAGES for route in page.routes(desk)),
            Route("/alive", _alive, methods=["POST"]),
            Mount("/static", StaticFiles(packages=[("smcheck.app", "static")])),
        ]
    )


async def _alive(_: Request) -> Response:
    """Nothing: that the page is still open is all that it tells."""
    return Response(status_code=204)
