"""Whole stories in a browser: each begins with a draft that is pasted or opened, and ends with what comes of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from smcheck.settings.decision_file import load_decisions
from tests.app.asking import recorded, with_record
from tests.app.browsing import CHROMIUM
from tests.app.test_browser import _DROP, verdict
from tests.app.test_stories import opened

MAIL = "From: Jo Moss <jo@example.net>\nTo: clerk@example.gov.uk\nSubject: Stall\n\nPlease ring me on 07700 900456.\n"

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed (apt-get install chromium)")


def go(page: Page, way: str) -> None:
    """Go to another page of the desk; a text that is left behind is not copied, and may be."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("navigation", name="Pages of the desk").get_by_role("link", name=way).click()
    page.wait_for_load_state()


@contextmanager
def printed(page: Page) -> Iterator[Page]:
    """The sheet to sign of what is on the page."""
    with page.context.expect_page() as shown:
        page.get_by_role("button", name="Print and sign").press("Enter")
    sheet = shown.value
    sheet.get_by_role("heading", name="Sign-off").wait_for()
    yield sheet
    sheet.close()


def asked(page: Page, note: str = "") -> str:
    """Ask for approval of what is on the page: the number of the request."""
    page.get_by_role("button", name="Ask the Town Clerk…").press("Enter")
    page.get_by_label("Your name").fill("Jo")
    page.get_by_label("What should be known about it?").fill(note)
    page.get_by_role("button", name="Ask", exact=True).press("Enter")
    number = page.locator("#approval-said code").inner_text()
    page.locator("#text").fill("")  # so that nothing is lost where the page is left
    return number


def answered(page: Page, button: str, note: str) -> None:
    """Answer the request that is open, all of it ticked."""
    if page.get_by_role("button", name="Tick all that can be cleared").is_visible():
        page.get_by_role("button", name="Tick all that can be cleared").click()
    else:
        for box in page.locator(".tick input").all():
            box.check()
    page.get_by_label("Your name").fill("Town Clerk")
    page.get_by_label("Why?").fill(note)
    page.get_by_role("button", name=button).click()
    expect(page.locator("#outcome")).to_contain_text("by Town Clerk")


def copied(page: Page) -> str:
    """What the button copies."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Copied.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_resident_is_answered_by_keyboard_alone(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Write") as page:
        page.locator("input[value=post]").press("ArrowRight")
        expect(page.get_by_label("The message that you answer")).to_be_visible()
        page.get_by_label("The message that you answer").press("Control+a")
        page.keyboard.insert_text("When is the hall open?\nCall me: 07700 900456")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Your answer")).to_be_focused()
        page.keyboard.type("As we told you before, on Saturday. Ring 07700 900123.")
        verdict(page, "Do not post")
        page.keyboard.press("Control+Home")
        page.keyboard.press("F8")
        while page.evaluate("getSelection().toString()") != "07700 900123":
            page.keyboard.press("F8")
        page.keyboard.type("01632 960999")
        expect(page.locator("#marked mark.error")).to_have_count(0)
        page.get_by_label("Your answer").press("Control+a")
        page.keyboard.type("The hall is open on Saturday. Ring 01632 960999.")
        expect(page.locator("#verdict")).not_to_contain_text("Do not post")
        assert copied(page) == "The hall is open on Saturday. Ring 01632 960999."


def test_a_file_is_dropped_changed_and_its_sheet_signed(browser: Browser, council_folder: Path) -> None:
    with_record(council_folder)
    with opened(browser, council_folder, "Write") as page:
        page.evaluate(_DROP, ["fair.md", "# The fair\n\nRing 07700 900123.\n"])
        verdict(page, "Do not post")
        page.get_by_role("button", name="Change the text here").press("Enter")
        page.get_by_role("button", name="Use this wording: “01632 960999”").press("Enter")
        verdict(page, "Nothing found")
        with printed(page) as sheet:
            assert "Example Town Council" in sheet.inner_text("body")
            assert "01632 960999" in sheet.inner_text("body")
        expect(page.locator("#approval-said")).to_contain_text("The review is noted in the record.")
        assert copied(page).endswith("Ring 01632 960999.\n")
    (entry,) = recorded(council_folder)
    assert (entry["kind"], entry["path"], entry["status"]) == ("review", "fair.md", "clean")


def test_an_email_that_was_opened_is_signed_as_one(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Write") as page:
        page.evaluate(_DROP, ["stall.eml", MAIL])
        verdict(page, "Do not post")
        with printed(page) as sheet:
            text = sheet.inner_text("body")
        assert "stall.eml" in text
        assert "an e-mail" in text.lower()
        assert "900456" not in text


def test_a_row_of_a_schedule_is_asked_about_and_returned(browser: Browser, council_folder: Path) -> None:
    schedule = "date,message_text\n2027-12-01,The hall is open.\n2027-12-02,Ring 07700 900123.\n"
    with opened(browser, council_folder, "Write") as page:
        page.evaluate(_DROP, ["posts.csv", schedule])
        page.locator("#rows button").nth(1).press("Enter")
        verdict(page, "Do not post")
        page.get_by_role("button", name="Ask the Town Clerk…").press("Enter")
        page.get_by_label("Your name").fill("Jo")
        page.get_by_role("button", name="Ask", exact=True).press("Enter")
        number = page.locator("#approval-said code").inner_text()
        go(page, "Approvals")
        row = page.locator(f"#open-{number}")
        expect(row).to_contain_text("posts.csv, row 3")
        row.press("Enter")
        expect(page.locator("#facts")).to_have_text("To be posted on 2 December 2027")
        page.get_by_label("Your name").fill("Town Clerk")
        page.get_by_role("button", name="Return it to be changed").click()
        expect(page.get_by_role("alert").filter(has_text="Not answered")).to_contain_text("Say why")
        page.get_by_label("Why?").fill("leave the number out")
        page.get_by_role("button", name="Return it to be changed").press("Enter")
        expect(page.locator("#outcome")).to_contain_text("leave the number out")
        expect(row).to_contain_text("Returned to be changed by Town Clerk")


def test_a_draft_is_returned_changed_asked_again_and_approved(browser: Browser, council_folder: Path) -> None:
    with_record(council_folder)
    with opened(browser, council_folder, "Write") as page:
        page.fill("#text", "Sam Hollis opens the fair. You idiots are a disgrace.")
        verdict(page, "Do not post")
        first = asked(page, "for Monday")
        go(page, "Approvals")
        page.locator(f"#open-{first}").click()
        page.locator(".tick").first.wait_for()
        page.get_by_label("Your name").fill("Town Clerk")
        page.get_by_label("Why?").fill("not the second sentence")
        page.get_by_role("button", name="Return it to be changed").click()
        expect(page.locator("#outcome")).to_contain_text("not the second sentence")
        go(page, "Write")
        page.fill("#text", "Sam Hollis opens the fair.")
        verdict(page, "Ask the Town Clerk first")
        second = asked(page)
        go(page, "Approvals")
        page.locator(f"#open-{second}").click()
        page.locator(".tick").first.wait_for()
        answered(page, "Approve, and clear 1 of 1", "asked her")
        go(page, "Write")
        page.fill("#text", "Sam Hollis opens the fair.")
        verdict(page, "Nothing found")
        assert copied(page) == "Sam Hollis opens the fair."
        go(page, "Record")
        page.get_by_role("button", name="Check the record").press("Enter")
        expect(page.locator("#state")).to_contain_text("The record is in order")
    kinds = [entry["kind"] for entry in recorded(council_folder)]
    assert kinds == ["review", "request", "answer", "review", "request", "decision", "answer"]


def test_a_draft_of_the_folder_is_signed_and_noted(browser: Browser, council_folder: Path) -> None:
    with_record(council_folder)
    (council_folder / "drafts").mkdir()
    draft = council_folder / "drafts" / "fair.txt"
    draft.write_text("Ring 07700 900123.", encoding="utf-8")
    with opened(browser, council_folder, "Folder") as page:
        page.get_by_role("link", name="drafts/fair.txt").press("Enter")
        verdict(page, "Do not post")
        page.get_by_role("button", name="Use this wording: “01632 960999”").press("Enter")
        verdict(page, "Nothing found")
        with printed(page) as sheet:
            assert "fair.txt" in sheet.inner_text("body")
        assert copied(page) == "Ring 01632 960999."
        page.get_by_role("link", name="Back to the folder").click()
        expect(page.locator("#rows-of-drafts")).to_contain_text("Do not post")
    assert draft.read_text(encoding="utf-8") == "Ring 07700 900123."
    (entry,) = recorded(council_folder)
    assert (entry["path"], entry["status"]) == ("fair.txt", "clean")


def test_from_no_settings_to_a_signed_sheet(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "Write") as page:
        page.fill("#text", "Ring 01632 960111.")
        verdict(page, "Do not post")
        page.get_by_role("button", name="Ask the Town Clerk…").click()
        expect(page.locator("#ask-form")).to_contain_text("The page Council makes them")
        page.fill("#text", "")
        page.locator("#ask-form").get_by_role("link", name="Council").click()
        page.get_by_label("The council's name").first.fill("Exampleton Parish Council")
        page.keyboard.press("Enter")
        page.get_by_label("Add a phone number").fill("01632 960111")
        page.keyboard.press("Enter")
        expect(page.locator("[data-field=phones] .values")).to_contain_text("01632 960111")
        go(page, "Write")
        page.fill("#text", "Ring 01632 960111.")
        verdict(page, "Nothing found")
        with printed(page) as sheet:
            assert "Exampleton Parish Council" in sheet.inner_text("body")
        assert copied(page) == "Ring 01632 960111."


def test_a_word_of_the_councils_own_is_found_and_then_no_more(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Council") as page:
        page.locator("#word-term").fill("zorbing")
        page.locator("#word-category").select_option("plain-english")
        page.locator("#word-role").select_option("jargon")
        page.locator("#word-note").fill("rolling downhill in a ball")
        page.get_by_role("button", name="Add the word").press("Enter")
        expect(page.locator("#word-rows")).to_contain_text("zorbing")
        go(page, "Write")
        page.fill("#text", "There is zorbing on Saturday.")
        expect(page.locator("#marked mark")).to_have_text("zorbing")
        page.fill("#text", "")
        go(page, "Council")
        page.get_by_role("button", name="Remove zorbing").press("Enter")
        page.get_by_role("button", name="Really remove? zorbing").press("Enter")
        expect(page.locator("#own-words")).to_be_hidden()
        go(page, "Write")
        page.fill("#text", "There is zorbing on Saturday.")
        verdict(page, "Nothing found")
        assert copied(page) == "There is zorbing on Saturday."


def test_a_link_is_cleared_taken_back_and_both_stand_in_the_month(
    browser: Browser, council_folder: Path
) -> None:
    with_record(council_folder)
    with opened(browser, council_folder, "Write") as page:
        page.fill("#text", "See https://example.org/fair for more.")
        verdict(page, "Ask the Town Clerk first")
        number = asked(page)
        go(page, "Approvals")
        page.locator(f"#open-{number}").click()
        page.locator(".tick").first.wait_for()
        answered(page, "Approve, and clear 1 of 1", "terms read")
        assert [each.subject for each in load_decisions(council_folder / "decisions.toml").known] == [
            "example.org"
        ]
        go(page, "Council")
        page.get_by_role("button", name="Remove link example.org").press("Enter")
        page.get_by_role("button", name="Really remove? link example.org").press("Enter")
        expect(page.locator("#none-cleared")).to_be_visible()
        go(page, "Write")
        page.fill("#text", "See https://example.org/fair for more.")
        verdict(page, "Ask the Town Clerk first")
        page.fill("#text", "")
        go(page, "Record")
        with page.context.expect_page() as shown:
            page.get_by_role("link", name=f"{dt.datetime.now(dt.UTC):%B %Y}").click()
        month = shown.value.locator("main").inner_text()
    assert re.search(r"Decisions removed\s.*removed link: example\.org, which Town Clerk had cleared", month)
    assert "Approval asked for" in month


def test_before_a_poll_a_councillor_is_named_on_another_day(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Council") as page:
        page.get_by_label("Add the day of a poll").fill("2035-05-03")
        page.get_by_role("button", name="Add the poll").press("Enter")
        expect(page.locator("#polls")).to_contain_text("the period lasts from")
        go(page, "Write")
        page.fill("#text", "Cllr Sam Example is proud to open the new library, thanks to her campaign.")
        page.get_by_label("On which day?").fill("2035-04-20")
        verdict(page, "Do not post")
        page.get_by_label("On which day?").fill("2035-06-20")
        verdict(page, "Ask the Town Clerk first")
        page.fill("#text", "The library is open again.")
        page.get_by_label("On which day?").fill("2035-04-20")
        verdict(page, "Nothing found")
        with printed(page) as sheet:
            assert "to be posted on 20 April 2035" in sheet.inner_text("body").lower().replace(
                "april", "April"
            )


def test_two_clerks_answer_at_once_and_the_second_is_told(browser: Browser, council_folder: Path) -> None:
    with (
        opened(browser, council_folder, "Write") as page,
        opened(browser, council_folder, "Approvals") as other,
    ):
        page.fill("#text", "Ring 07700 900123.")
        verdict(page, "Do not post")
        number = asked(page)
        go(page, "Approvals")
        other.get_by_role("button", name="Look again").click()
        for clerk in (page, other):
            clerk.locator(f"#open-{number}").click()
            clerk.locator(".tick").first.wait_for()
            clerk.get_by_label("Why?").fill("no")
        page.get_by_label("Your name").fill("Town Clerk")
        page.get_by_role("button", name="Refuse it").click()
        expect(page.locator("#outcome")).to_contain_text("Refused by Town Clerk")
        other.get_by_label("Your name").fill("The Clerk")
        other.get_by_role("button", name="Approve").click()
        expect(other.get_by_role("alert").filter(has_text="Not answered")).to_contain_text(
            "Town Clerk has answered already: refused"
        )
        expect(other.locator("#requests")).to_contain_text("Refused by Town Clerk")
    assert load_decisions(council_folder / "decisions.toml").known == ()
