"""The pages of the folder and of the council in a browser: what changes as one looks on, and setting up from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from smcheck.people import load_roster
from smcheck.settings.council import load_council
from smcheck.settings.partners import Partner
from tests.app.browsing import CHROMIUM, watched
from tests.app.conftest import served
from tests.app.test_browser import _DROP, AXE
from tests.reporters.hostile import HOSTILE

BAD = "Ring 07700 900123."

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed (apt-get install chromium)")


@contextmanager
def opened(browser: Browser, folder: Path, way: str, width: int = 1024) -> Iterator[Page]:
    """A page of a folder's desk; it may ask nobody else, complain of nothing and open no dialog."""
    with served(folder) as desk:
        context = browser.new_context(viewport={"width": width, "height": 768}, locale="en-GB")
        page = context.new_page()
        noted = watched(page)
        page.goto(desk.address)
        page.get_by_role("link", name=way, exact=True).click()
        page.wait_for_load_state()
        yield page
        context.close()
        assert [url for url in noted.asked if not url.startswith(f"{desk.origin}/")] == []
        assert [
            words for words in noted.said if "422" not in words
        ] == []  # which chromium writes of every refusal


def is_accessible(page: Page) -> None:
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()


def test_the_folder_follows_its_files_and_opens_a_draft(browser: Browser, council_folder: Path) -> None:
    (council_folder / "a.txt").write_text("The hall is open.", encoding="utf-8")
    (council_folder / "posts.csv").write_text(
        f"Date,Platform,Message\n2027-01-06,Facebook,{BAD}\n2027-01-05,X,Shut.\n", encoding="utf-8"
    )
    with opened(browser, council_folder, "Folder") as page:
        rows = page.locator("#rows-of-drafts tr")
        expect(rows).to_have_count(3)
        expect(rows.first).to_contain_text("Do not post")
        (council_folder / "b.docx").write_bytes(b"PK no zip")
        expect(rows.first).to_contain_text("b.docx")
        expect(rows.first).to_contain_text("damaged")
        expect(page.get_by_role("status")).to_contain_text("4 drafts")
        is_accessible(page)
        page.get_by_role("button", name="Day", exact=True).press("Enter")
        expect(page.get_by_role("columnheader", name="Day")).to_have_attribute("aria-sort", "ascending")
        expect(page.get_by_role("status")).to_have_text("Sorted by day, ascending.")
        expect(rows.nth(0)).to_contain_text("b.docx")
        expect(rows.nth(1)).to_contain_text("posts.csv, row 3")
        page.get_by_label("Show drafts with these words").fill("row 07700")
        expect(rows).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text("1 of 4 shown.")
        page.get_by_label("Verdict").select_option("Nothing found")
        expect(rows).to_have_count(0)
        page.get_by_label("Verdict").select_option("")
        page.get_by_role("link", name="posts.csv, row 2").press("Enter")
        expect(page.locator("#text")).to_have_value(BAD)
        expect(page.get_by_label("Facebook", exact=True)).to_be_checked()
        expect(page.get_by_label("On which day?")).to_have_value("2027-01-06")
        expect(page.locator("#verdict")).to_contain_text("Do not post")
        page.get_by_role("link", name="Back to the folder").click()
        expect(rows).to_have_count(4)


def test_an_empty_folder_says_what_to_do_and_fills(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Folder") as page:
        expect(page.locator("#summary")).to_have_text("There are no drafts here yet")
        expect(page.locator("#no-drafts")).to_contain_text("Save drafts into this folder")
        expect(page.locator("#drafts")).to_be_hidden()
        expect(page.locator("#filter")).to_be_hidden()
        is_accessible(page)
        (council_folder / "a.txt").write_text(BAD, encoding="utf-8")
        expect(page.locator("#rows-of-drafts tr")).to_have_count(1)
        expect(page.locator("#no-drafts")).to_be_hidden()
        expect(page.locator("#filter")).to_be_visible()


def test_a_folder_that_nobody_follows_any_more_says_so(browser: Browser, council_folder: Path) -> None:
    (council_folder / "a.txt").write_text(BAD, encoding="utf-8")
    with served(council_folder) as desk:
        page = browser.new_page()
        page.goto(desk.address)
        page.goto(f"{desk.origin}/folder")
        expect(page.locator("#rows-of-drafts tr")).to_have_count(1)
        desk.stop()
        expect(page.get_by_role("alert")).to_contain_text("this table may be out of date")
        expect(page.locator("#rows-of-drafts tr")).to_have_count(1)
        page.close()


@pytest.mark.parametrize("way", ["Folder", "Council"])
def test_the_pages_are_accessible_in_the_dark_and_narrow(
    way: str, browser: Browser, council_folder: Path
) -> None:
    (council_folder / "a.txt").write_text(BAD, encoding="utf-8")
    (council_folder / "b.docx").write_bytes(b"PK no zip")
    (council_folder / "decisions.toml").write_text(
        '[[decision]]\nkind = "link"\nsubject = "example.org"\nby = "C"\non = 2026-01-02\n', encoding="utf-8"
    )
    with opened(browser, council_folder, way, width=320) as page:
        page.emulate_media(color_scheme="dark")
        rows = {"Folder": "#rows-of-drafts tr", "Council": "#people-rows tr"}
        expect(page.locator(rows[way])).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        is_accessible(page)


def test_hostile_drafts_in_the_folder_do_nothing(browser: Browser, council_folder: Path) -> None:
    for number, words in enumerate(HOSTILE):
        text = words.encode("utf-8", "replace")
        name = text.decode().replace("/", "_").replace("\0", "_")[:30]
        (council_folder / f"{number} {name}.txt").write_bytes(text)
    with opened(browser, council_folder, "Folder", width=320) as page:
        rows = len(HOSTILE) + 1  # one names a picture that is not there
        expect(page.locator("#rows-of-drafts tr")).to_have_count(rows, timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert page.locator("#rows-of-drafts").locator("img, script, h1, [onmouseover]").count() == 0
        link = page.locator("#rows-of-drafts a").nth(5)
        name = link.inner_text()
        link.click()
        expect(page.locator("#from-folder bdi")).to_have_text(name)


def test_a_draft_is_opened_by_its_address_though_the_folder_was_never_looked_at(
    browser: Browser, council_folder: Path
) -> None:
    (council_folder / "drafts").mkdir()
    (council_folder / "drafts" / "jo's fête.txt").write_text(BAD, encoding="utf-8")
    with served(council_folder) as desk:
        page = browser.new_page()
        noted = watched(page)
        page.goto(f"{desk.address}&draft=drafts%2Fjo%27s%20f%C3%AAte.txt")
        expect(page.locator("#text")).to_have_value(BAD)
        expect(page.locator("#from-folder")).to_contain_text("This is drafts/jo's fête.txt.")
        expect(page.locator("#verdict")).to_contain_text("Do not post")
        assert desk.key not in page.url
        page.reload()  # as a bookmark does
        expect(page.locator("#text")).to_have_value(BAD)
        page.close()
        assert noted.said == []


def test_a_draft_that_the_folder_does_not_list_is_told(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Folder") as page:
        page.goto(page.url.replace("/folder", "/?draft=../secret.txt"))
        expect(page.get_by_role("alert")).to_contain_text("The draft could not be opened")
        page.fill("#text", BAD)
        expect(page.locator("#verdict")).to_contain_text("Do not post")


def test_a_council_is_set_up_from_nothing_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "Council") as page:
        expect(page.locator("#beginning")).to_be_visible()
        is_accessible(page)
        page.get_by_label("The council's name").first.fill("Exampleton <b>Town</b> Council")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Add a website's domain")).to_be_focused()
        page.keyboard.type("www.example.gov.uk")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Kept")
        expect(page.locator("[data-field=domains] .values")).to_contain_text("example.gov.uk")
        phone = page.get_by_label("Add a phone number")
        phone.fill("tomorrow")
        page.keyboard.press("Tab")
        expect(page.locator("#phones-fault")).to_contain_text("is no phone number")
        expect(phone).to_have_attribute("aria-invalid", "true")
        phone.fill("01632 960999")
        page.keyboard.press("Enter")
        expect(page.locator("[data-field=phones] .values")).to_contain_text("01632 960999")
        expect(page.locator("#phones-fault")).to_be_hidden()
        page.get_by_label("Facebook", exact=True).press("Space")
        expect(page.get_by_role("status")).to_have_text("Facebook: ticked.")
        choice = page.get_by_label("Which policy holds?")
        expect(choice).to_have_value("british-councils")
        expect(page.locator("header")).to_contain_text("common clauses of British councils")
        choice.select_option("leigh-on-sea")
        expect(page.locator("#policy-h")).to_contain_text("Use of Social Media, Internet & Email Policy")
        expect(choice).to_be_focused()
        expect(page.get_by_role("status")).to_contain_text("The policy is: Use of Social Media")
        page.get_by_label("Add the day of a poll").fill("2027-05-06")
        page.get_by_role("button", name="Add the poll").press("Enter")
        expect(page.locator("#polls")).to_contain_text("the period lasts from 31 March 2027")
        page.locator("#word-term").fill("Green Party Lane")
        page.locator("#word-category").select_option("politics")
        page.locator("#word-role").select_option("never")
        page.get_by_role("button", name="Add the word").press("Enter")
        expect(page.locator("#word-rows")).to_contain_text("Green Party Lane")
        page.evaluate(_DROP, ["list.csv", "Name,Group\nCllr Kit Reed,\nJo Moss,employee\n"])
        expect(page.locator("#preview-h")).to_have_text("list.csv: 2 people, 2 of them new")
        expect(page.locator("#preview-h")).to_be_focused()
        is_accessible(page)
        page.get_by_role("button", name="Add 2 people to the list").press("Enter")
        expect(page.locator("#people-rows tr")).to_have_count(2)
        remove = page.get_by_role("button", name="Remove Jo Moss")
        remove.press("Enter")
        page.get_by_role("button", name="Really remove? Jo Moss").press("Enter")
        expect(page.locator("#people-rows tr")).to_have_count(1)
        is_accessible(page)
        council = load_council(tmp_path / "smcheck.toml")
        assert (council.phones, council.platforms) == (("01632 960999",), ("facebook",))
        assert council.policy == "leigh-on-sea"
        assert council.name == "Exampleton <b>Town</b> Council"
        assert [person.name for person in load_roster(tmp_path / "people.toml").people] == ["Kit Reed"]
        page.reload()
        expect(page.locator("header")).to_contain_text("Exampleton <b>Town</b> Council")


def test_a_partner_is_added_changed_and_removed_by_keyboard(browser: Browser, council_folder: Path) -> None:
    config = council_folder / "smcheck.toml"
    with opened(browser, council_folder, "Council") as page:
        expect(page.locator("#no-partner")).to_be_visible()
        name = page.get_by_label("Name of the organisation")
        name.fill("Example <b>Surgery</b>")
        page.locator("#partner-phones").fill("tomorrow")
        page.keyboard.press("Enter")
        expect(page.locator("#partner-fault")).to_contain_text("is no phone number")
        page.locator("#partner-phones").fill("01632 960200, 01632 960201")
        page.locator("#partner-addresses").fill("2 Elm Road, ZZ1 3ZZ; 4 Elm Road, ZZ1 3ZZ")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Example <b>Surgery</b> is a partner.")
        expect(page.locator("#partner-rows li")).to_have_count(4)
        expect(name).to_be_focused()
        expect(name).to_have_value("")
        is_accessible(page)
        page.get_by_role("button", name="Change Example <b>Surgery</b>").press("Enter")
        expect(name).to_be_focused()
        expect(page.locator("#partner-addresses")).to_have_value("2 Elm Road, ZZ1 3ZZ; 4 Elm Road, ZZ1 3ZZ")
        name.fill("The Surgery")
        page.locator("#partner-addresses").fill("")
        is_accessible(page)
        page.get_by_role("button", name="Save the partner").press("Enter")
        expect(page.locator("#partner-rows li")).to_have_count(2)
        assert load_council(config).partners == (
            Partner("The Surgery", phones=("01632 960200", "01632 960201")),
        )  # fmt: skip
        page.get_by_role("button", name="Change The Surgery").press("Enter")
        page.get_by_role("button", name="Leave it as it was").press("Enter")
        expect(name).to_have_value("")
        expect(page.get_by_role("button", name="Add the partner")).to_be_visible()
        page.get_by_role("button", name="Remove The Surgery").press("Enter")
        page.get_by_role("button", name="Really remove? The Surgery").press("Enter")
        expect(page.locator("#no-partner")).to_be_visible()
        expect(page.locator("#partners-h")).to_be_focused()
        assert load_council(config).partners == ()


def test_people_and_words_are_changed_in_their_rows_by_keyboard(
    browser: Browser, council_folder: Path
) -> None:
    (council_folder / "mine.csv").write_text(
        "term,category,role,strength,characteristic,note\ncanal,politics,cause,,,\nlock,politics,never,,,\n",
        encoding="utf-8",
    )
    config = council_folder / "smcheck.toml"
    config.write_text('wordlists = ["mine.csv"]\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    with opened(browser, council_folder, "Council", width=1280) as page:
        page.get_by_role("button", name="Change Sam Example").press("Enter")
        name = page.locator("#edit-person-name")
        expect(name).to_be_focused()
        expect(name).to_have_value("Sam Example")
        expect(page.locator("#edit-person-titles")).to_have_value("Cllr, Councillor")
        is_accessible(page)
        name.fill("12")
        page.keyboard.press("Enter")
        expect(page.locator("#edit-person-fault")).to_contain_text("must be a name")
        expect(name).to_be_focused()
        expect(name).to_have_attribute("aria-invalid", "true")
        name.fill("Samira Example")
        page.locator("#edit-person-roles").fill("Chair, Planning; Mayor")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("Samira Example is saved.")
        expect(page.get_by_role("button", name="Change Samira Example")).to_be_focused()
        people = load_roster(council_folder / "people.toml").people
        assert (people[0].name, people[0].roles) == ("Samira Example", ("Chair, Planning", "Mayor"))
        page.keyboard.press("Enter")
        expect(page.locator("#edit-person-roles")).to_have_value("Chair, Planning; Mayor;")
        page.get_by_role("button", name="Do not change it").press("Enter")
        expect(page.get_by_role("button", name="Change Samira Example")).to_be_focused()

        page.get_by_role("button", name="Change canal").press("Enter")
        expect(page.locator("#edit-word-role")).to_have_value("cause")
        page.locator("#edit-word-note").fill("the cut")
        page.keyboard.press("Enter")
        expect(page.locator("#word-rows tr").first).to_contain_text("the cut")
        remove = page.get_by_role("button", name="Remove lock")
        remove.press("Enter")
        page.keyboard.press("Tab")  # who thinks better of it leaves the button
        expect(remove).to_have_text("Remove lock")
        remove.press("Enter")
        page.get_by_role("button", name="Really remove? lock").press("Enter")
        expect(page.locator("#word-rows tr")).to_have_count(1)
        assert (council_folder / "mine.csv").read_text().endswith("\ncanal,politics,cause,,,the cut\n")

        phone = page.get_by_role("button", name="Remove 01632 960999")
        phone.press("Enter")
        assert "01632 960999" in config.read_text()
        page.get_by_role("button", name="Really remove? 01632 960999").press("Enter")
        expect(page.locator("[data-field=phones] .values")).to_be_hidden()


def test_a_person_whom_two_change_at_once_is_told(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Council") as page:
        page.get_by_role("button", name="Change Sam Example").click()
        page.locator("#edit-person-titles").fill("Mayor")
        roster = council_folder / "people.toml"
        roster.write_text(roster.read_text().replace("Deputy Mayor", "Leader"), encoding="utf-8")
        with page.expect_response("**/council/state"):
            page.locator("#edit-person").get_by_role("button", name="Save").click()
        expect(page.locator("#edit-person-fault")).to_contain_text("Sam Example was changed meanwhile")
        expect(page.locator("#edit-person-titles")).to_have_value("Mayor")
        roster.write_text(roster.read_text().replace("Sam Example", "Kit Reed"), encoding="utf-8")
        page.locator("#edit-person").get_by_role("button", name="Save").click()
        expect(page.locator("#people-fault")).to_contain_text("Sam Example was renamed or removed")
        expect(page.locator("#edit-person")).to_be_hidden()
        expect(page.locator("#people-rows tr").first).to_contain_text("Kit Reed")


def test_damaged_files_are_named_and_the_rest_is_shown(browser: Browser, council_folder: Path) -> None:
    (council_folder / "decisions.toml").write_text('[[decision]]\nkind = "link\n', encoding="utf-8")
    with opened(browser, council_folder, "Council") as page:
        expect(page.locator("#decisions-broken")).to_contain_text("line 2, column 13")
        expect(page.locator("#none-cleared")).to_be_hidden()
        expect(page.locator("#people-rows tr")).to_have_count(2)
        expect(page.locator("[data-field=phones] .values")).to_contain_text("01632 960999")


def test_what_somebody_else_changed_is_told_and_shown(browser: Browser, council_folder: Path) -> None:
    with opened(browser, council_folder, "Council") as page:
        venue = page.get_by_label("Add a venue")
        expect(page.locator("[data-field=phones] .values")).to_contain_text("01632 960999")
        config = council_folder / "smcheck.toml"
        config.write_text(config.read_text().replace("01632 960999", "01632 960111"), encoding="utf-8")
        venue.fill("Example Park, ZZ1 3ZZ")
        page.keyboard.press("Enter")
        expect(page.locator("#venues-fault")).to_contain_text("has been changed meanwhile")
        expect(page.locator("[data-field=phones] .values")).to_contain_text("01632 960111")
        expect(venue).to_have_value("Example Park, ZZ1 3ZZ")
        page.keyboard.press("Enter")
        expect(page.locator("[data-field=venues] .values")).to_contain_text("Example Park")


def test_whoever_types_on_in_a_row_keeps_the_field_when_the_rows_are_made_anew(
    browser: Browser, council_folder: Path
) -> None:
    with opened(browser, council_folder, "Council", width=1280) as page:
        page.get_by_role("button", name="Change Sam Example").press("Enter")
        name, roles = page.locator("#edit-person-name"), page.locator("#edit-person-roles")
        late: list[Route] = []
        page.route("**/state", lambda route: late.append(route))  # it is marked by Playwright
        name.fill("12")
        page.keyboard.press("Enter")
        expect(page.locator("#edit-person-fault")).to_contain_text("must be a name")
        roles.fill("Mayor, ")
        while not late:
            page.wait_for_timeout(20)
        with page.expect_response("**/state"):
            late[0].continue_()
        expect(page.locator("tr.in-edit")).to_have_count(1)
        page.wait_for_timeout(200)
        expect(roles).to_be_focused()
        page.keyboard.type("Chair")
        expect(roles).to_have_value("Mayor, Chair")
        expect(name).to_have_value("12")
