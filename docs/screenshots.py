"""Take the pictures of the desk that the README and the guide show (python docs/screenshots.py).

Needs Chromium (`apt-get install chromium`) and the packages of `requirements/dev.txt`. The desk is served
from a copy of `examples`, so that nothing is left behind.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WIDTH, HEIGHT = 1180, 760
"""Pixels of the CSS of the pictures."""


def main() -> None:
    """Write `docs/desk.png` and `docs/desk-folder.png`."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        council = shutil.copytree(ROOT / "examples", Path(folder) / "council")
        with desk(council) as address:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(address)
            write(page, (council / "drafts" / "fete.txt").read_text(encoding="utf-8"))
            page.screenshot(path=DOCS / "desk.png")
            page.get_by_role("link", name="Folder").click()
            page.get_by_role("link", name="fete.txt").or_(page.get_by_text("fete.txt")).first.wait_for()
            page.screenshot(path=DOCS / "desk-folder.png")
            browser.close()


def write(page: Page, text: str) -> None:
    """Type a draft, and wait for its verdict."""
    page.get_by_label("Your text").fill(text)
    page.get_by_role("heading", name="Do not post").wait_for(timeout=60_000)


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk that is served from a folder, until the block ends."""
    command = [sys.executable, "-m", "smcheck", "app", str(folder), "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            words = (word for line in process.stdout or () for word in line.split())
            yield next(word for word in words if word.startswith("http://"))
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
