"""Two people in their browsers: one asks for approval, the other one answers; and a sheet is printed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.asking import POST, recorded, with_record
from tests.app.conftest import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@pytest.fixture
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


def desk_page(browser: Browser, address: str) -> tuple[Page, list[str]]:
    """The desk in a browser of its own, and what went wrong in its pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page = context.new_page()
    page.goto(address)
    return page, wrong


def written(page: Page, text: str) -> None:
    """Write a draft, and wait for its verdict."""
    page.get_by_label("Your text").fill(text)
    page.locator("#cards li").first.wait_for()


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Press a button with the keyboard."""
    page.get_by_role("button", name=name).focus()
    page.keyboard.press(key)


def test_a_draft_is_asked_for_and_approved_at_two_desks(home: Path, browser: Browser) -> None:
    with_record(home)
    with served(home) as first, served(home) as second:
        asker, wrong = desk_page(browser, first.address)
        written(asker, f"{POST} {HOSTILE}")
        press(asker, "Ask the Town Clerk…")
        assert asker.evaluate("document.activeElement.id") == "ask-by"
        assert "They will lie in the folder requests" in asker.locator("#ask-form").inner_text()
        asker.get_by_label("Your name").fill(f"Jo {HOSTILE}")
        asker.get_by_label("What should be known about it?").fill(HOSTILE)
        asker.keyboard.press("Tab")
        asker.keyboard.press("Enter")
        number = asker.locator("#approval-said code").inner_text()
        assert re.fullmatch(r"\d{8}-\d{6}-[0-9a-f]{8}", number)
        assert number in asker.locator("#said").inner_text()

        clerk, wrong_there = desk_page(browser, second.address)
        clerk.get_by_role("link", name="Approvals").click()
        row = clerk.locator("#requests button")
        row.wait_for()
        assert HOSTILE in row.inner_text()
        row.focus()
        clerk.keyboard.press("Enter")
        clerk.locator(".tick").first.wait_for()
        assert clerk.locator("main img, main script, main [onerror]").count() == 0
        assert clerk.evaluate("document.activeElement.id") == "asked-h"
        press(clerk, "Tick all that can be cleared")
        for box in clerk.locator(".tick input").all():
            assert box.is_checked()
            assert clerk.locator(f"label:has(#{box.get_attribute('id')})").count() == 1
        clerk.get_by_label("Your name").fill("The Clerk")
        clerk.get_by_label("Why?").fill("asked them all")
        clerk.get_by_role("button", name=re.compile("Approve, and clear")).press("Enter")
        clerk.locator("#recorded li").first.wait_for()
        assert "Approved by The Clerk" in clerk.locator("#outcome").inner_text()
        assert "Approved." in clerk.locator("#said").inner_text()
        assert not clerk.locator("#answer").is_visible()

        asker.get_by_role("navigation").get_by_role("link", name="Approvals").click()
        asker.locator("#requests .approved").wait_for()
        assert "asked them all" in asker.locator("#requests").inner_text()
        assert (wrong, wrong_there) == ([], [])
    kinds = [entry["kind"] for entry in recorded(home)]
    assert (*kinds[:2], kinds[-1]) == ("review", "request", "answer")
    assert set(kinds[2:-1]) == {"decision"}


def test_what_stands_against_an_answer_is_said_beside_it(home: Path, browser: Browser) -> None:
    with served(home) as desk:
        page, _ = desk_page(browser, desk.address)
        written(page, "You idiots are a disgrace.")
        page.get_by_role("button", name="Ask the Town Clerk…").click()
        page.get_by_label("Your name").fill("Jo")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator("#approval-said code").wait_for()
        page.get_by_role("navigation").get_by_role("link", name="Approvals").click()
        page.locator("#requests button").click()
        page.locator(".tick input").first.check()
        page.locator("#by").fill("Jo")
        page.locator("#approved").click()
        said = page.get_by_role("alert").filter(has_text="Not answered")
        said.wait_for()
        assert "Jo may not waive an error" in said.inner_text()
        assert page.locator(".tick input").first.is_checked()


def test_a_sheet_is_printed_on_a4(home: Path, browser: Browser) -> None:
    with served(home) as desk:
        page, wrong = desk_page(browser, desk.address)
        written(page, POST)
        with page.context.expect_page() as opened:
            press(page, "Print and sign")
        sheet = opened.value
        sheet.get_by_role("heading", name="Sign-off").wait_for()
        assert (
            sheet.evaluate("getComputedStyle(document.querySelector('.sign-off')).borderTopStyle") == "solid"
        )
        printed = sheet.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
        assert boxes
        assert all(
            (round(float(wide)), round(float(high))) in ((595, 842), (596, 842)) for wide, high in boxes
        )
        assert "in a new tab" in page.locator("#said").inner_text()
        assert wrong == []
