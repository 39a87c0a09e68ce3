"""Pages that are documents by themselves: a month of the record, a sheet to sign. Nothing in them runs."""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.responses import HTMLResponse, PlainTextResponse, Response

_PICTURES = "img-src data:; "
_SHOWS_PICTURES = f"'unsafe-inline'; {_PICTURES}base-uri 'none'"  # no words of a draft have such quotes there
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def document(page: str) -> Response:
    """A page of a report as an answer, in which only the style works that the page begins with."""
    return HTMLResponse(page, headers={"Content-Security-Policy": _policy(page)})


def no_document(why: str, status: int = 404) -> Response:
    """Why there is no such document."""
    return PlainTextResponse(f"{why}\n", status)


def _policy(page: str) -> str:
    style = _STYLE.search(page)
    digest = hashlib.sha256(style[1].encode() if style else b"").digest()
    return (
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode()}'; "
        f"{_PICTURES if _SHOWS_PICTURES in page else ''}"
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
