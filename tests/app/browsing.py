"""What the tests in a browser share: which browser, and what a page asked for and complained of."""

from __future__ import annotations

import shutil
from typing import NamedTuple

from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


class Watched(NamedTuple):
    """The addresses that a page asked for, and what it said: to the console, as an error, in a dialog."""

    asked: list[str]
    said: list[str]


def watched(page: Page) -> Watched:
    """Note from now on what a page asks for and says."""
    noted = Watched([], [])
    page.on("request", lambda request: noted.asked.append(request.url))
    page.on("console", lambda message: noted.said.append(message.text))
    page.on("pageerror", lambda error: noted.said.append(str(error)))
    page.on("dialog", lambda dialog: noted.said.append(dialog.message))
    return noted
