"""A file that is open at the desk beside its own program: it is told anew after each save."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from smcheck.app import following
from smcheck.app.desk import Desk
from smcheck.app.pages import pages
from tests.app.browsing import CHROMIUM, watched
from tests.app.conftest import ask, served
from tests.app.test_folder import Asking
from tests.readers.hostile.documents import docx_of, para

BAD, GOOD = "You idiot. ", "The hall is open on Saturday. "


def save_like_word(path: Path, text: str) -> None:
    """Save as Word does: into a file of its own, which takes the place of the old one, and that is deleted."""
    new, old = path.with_name("~WRD0001.tmp"), path.with_name("~WRL0002.tmp")
    owner = path.with_name(f"~${path.name[2:]}")
    owner.write_bytes(b"\x05Clerk")
    new.write_bytes(docx_of(para(text)))
    if path.exists():
        path.rename(old)
    new.rename(path)
    old.unlink(missing_ok=True)


@pytest.fixture
def asking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setattr(following, "_PAUSE", 0.01)
    return Asking(desk)


def saved(asking: Asking, since: str = "", file: str = "fete.docx") -> dict[str, Any]:
    answer: dict[str, Any] = asking.post("/folder/file", {"file": file, "since": since, "content": True}).json
    return answer


def test_a_file_is_told_at_once_and_then_after_each_save(home: Path, asking: Asking) -> None:
    save_like_word(home / "fete.docx", BAD)
    first = saved(asking)
    assert base64.b64decode(first["content"]) == (home / "fete.docx").read_bytes()
    assert first["name"] == "fete.docx"
    later = threading.Timer(0.1, save_like_word, (home / "fete.docx", GOOD * 9))
    later.start()
    second = saved(asking, first["since"])
    later.join()
    assert base64.b64decode(second["content"]) == (home / "fete.docx").read_bytes()
    assert second["content"] != first["content"]


def test_where_nothing_was_saved_the_page_is_told_to_ask_again(
    home: Path, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_LOOKS", 5)
    save_like_word(home / "fete.docx", BAD)
    first = saved(asking)
    assert saved(asking, first["since"]) == {"since": first["since"]}


def test_a_file_that_goes_and_comes_back_is_told_again(home: Path, asking: Asking) -> None:
    path = home / "fete.docx"
    save_like_word(path, BAD)
    since = saved(asking)["since"]
    path.unlink()
    assert saved(asking, since)["problem"].startswith("The file is not in the folder any more")
    save_like_word(path, GOOD * 9)
    assert base64.b64decode(saved(asking, since)["content"]) == path.read_bytes()


@pytest.mark.parametrize("file", ["none.docx", "../secret.txt", "/etc/passwd", "~$te.docx", "smcheck.toml", "a\0.txt", "."])  # fmt: skip
def test_only_drafts_of_the_folder_are_told(home: Path, asking: Asking, file: str) -> None:
    (home.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (home / "~$te.docx").write_bytes(b"Clerk")
    answer = saved(asking, file=file)
    assert "content" not in answer
    assert "no such draft in the folder" in answer["problem"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"file": 1}', b'{"file": ""}'])
def test_a_request_that_no_page_makes_is_refused(desk: Desk, body: bytes) -> None:
    answer = ask(pages(desk), "POST", "/folder/file", {}, body)
    assert answer.status == 400


def test_a_file_that_is_too_large_for_a_page_is_not_told(
    home: Path, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_LARGEST", 10)
    (home / "a.txt").write_text("Tea at three.", encoding="utf-8")
    assert "larger than 23 MiB" in saved(asking, file="a.txt")["problem"]


def test_the_folders_table_knows_word_s_way_of_saving(home: Path, asking: Asking) -> None:
    path = home / "fete.docx"
    for text, level in ((BAD, "error"), (GOOD * 9, "clear"), (BAD * 9, "error")):
        save_like_word(path, text)
        table = asking.until(partial(_has_level, level))
        assert [row["file"] for row in table["rows"]] == ["fete.docx"]


def _has_level(level: str, table: dict[str, Any]) -> bool:
    return bool(table["rows"]) and table["rows"][0]["level"] == level


browsers = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed (apt-get install chromium)")


@contextmanager
def opened(browser: Browser, folder: Path, asked: str) -> Iterator[Page]:
    """The page of a folder's desk with what the address names; it asks nobody else and complains of nothing."""
    with served(folder) as desk:
        page = browser.new_context(locale="en-GB").new_page()
        noted = watched(page)
        page.goto(f"{desk.address}&{asked}")
        yield page
        page.context.close()
        assert [url for url in noted.asked if not url.startswith(f"{desk.origin}/")] == []
        assert noted.said == []


@browsers
def test_a_document_that_is_open_is_checked_again_when_word_saves_it(
    browser: Browser, council_folder: Path
) -> None:
    path = council_folder / "Café & tea.docx"
    save_like_word(path, BAD)
    with opened(browser, council_folder, "file=Caf%C3%A9+%26+tea.docx") as page:
        expect(page.locator("#file-name")).to_have_text("Café & tea.docx")
        expect(page.locator("#verdict")).to_contain_text("Do not post")
        expect(page.locator("#file-live")).to_contain_text("each time that it is saved")
        save_like_word(path, GOOD * 9)
        expect(page.locator("#verdict")).to_contain_text("Nothing found")
        expect(page.locator("#file-live")).to_contain_text("checked again at")
        save_like_word(path, BAD * 9)
        expect(page.locator("#verdict")).to_contain_text("Do not post")
        page.get_by_role("button", name="Close the file").click()
        expect(page.locator("#text")).to_be_visible()
        save_like_word(path, GOOD * 5)
        expect(page.locator("#text")).to_have_value("")


@browsers
def test_a_draft_of_the_folder_is_taken_anew_unless_it_was_changed_here(
    browser: Browser, council_folder: Path
) -> None:
    path = council_folder / "a.txt"
    path.write_text(BAD, encoding="utf-8")
    with opened(browser, council_folder, "draft=a.txt&number=1") as page:
        text = page.locator("#text")
        expect(text).to_have_value(BAD)
        path.write_text(GOOD, encoding="utf-8")
        expect(text).to_have_value(GOOD)
        expect(page.locator("#verdict")).to_contain_text("Nothing found")
        text.fill("Mine.")
        path.write_text(BAD * 2, encoding="utf-8")
        expect(page.locator("#saved-since")).to_be_visible()
        expect(text).to_have_value("Mine.")
        page.get_by_role("button", name="Show it as it was saved").press("Enter")
        expect(text).to_have_value(BAD * 2)
        expect(page.locator("#saved-since")).to_be_hidden()
        expect(page.locator("#verdict")).to_contain_text("Do not post")


@browsers
def test_a_file_that_is_not_there_is_said(browser: Browser, council_folder: Path) -> None:
    with served(council_folder) as desk:
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(f"{desk.address}&file=none.docx")
        expect(page.locator("#trouble")).to_contain_text("There is no such draft in the folder")
        save_like_word(council_folder / "none.docx", BAD)
        expect(page.locator("#verdict")).to_contain_text("Do not post")
        expect(page.locator("#trouble")).to_be_hidden()
        page.context.close()
