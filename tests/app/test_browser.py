"""The page in a browser: what a clerk does on it, by mouse and by keyboard, and that nothing of a draft acts.

Chromium is driven as the system has it (`apt-get install chromium`); without it these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from select import select
from socket import create_connection
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from smcheck.app.server import listening
from tests.app.browsing import CHROMIUM, watched
from tests.app.conftest import Served, served
from tests.conftest import CONFIG, PEOPLE
from tests.reporters.hostile import HOSTILE

BAD = "For a stall, ring 07700 900123. 😀 Sam Example will be there."
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHEET = b"date,message_text\n2026-12-01,The hall is open.\n2026-12-02,Ring 07700 900123.\n"
_DROP = """([name, content]) => {
    const held = new DataTransfer();
    held.items.add(new File([content], name));
    for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: held, bubbles: true, cancelable: true }));
}"""

_REACH = """address => Promise.all([
    fetch(address).then(() => "reached", () => "refused"),
    new Promise(done => {
        const image = document.createElement("img");
        image.onload = () => done("reached");
        image.onerror = () => done("refused");
        image.src = address;
        document.body.append(image);
    }),
])"""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("council")
    (folder / "smcheck.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    with served(folder) as desk:
        yield desk


@pytest.fixture
def page(browser: Browser, desk: Served) -> Iterator[Page]:
    """The page as it opens; it may ask nobody but the desk, complain of nothing and open no dialog."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=desk.origin)
    page = context.new_page()
    noted = watched(page)
    page.goto(desk.address)
    yield page
    context.close()
    assert [url for url in noted.asked if not url.startswith(f"{desk.origin}/")] == []
    assert noted.said == []


def verdict(page: Page, words: str) -> None:
    expect(page.locator("#verdict")).to_contain_text(words)


def test_paste_read_change_and_copy(page: Page, desk: Served) -> None:
    assert desk.key not in page.url
    page.fill("#text", BAD)
    verdict(page, "Do not post")
    expect(page.get_by_role("status")).to_have_text("Do not post. 2 findings.")
    card = page.locator(".card").first
    expect(card).to_contain_text("Rule 11, section 4, Rules for Social Media: No personal contact details")
    card.get_by_role("link").click()
    expect(page.locator("#marked mark.error")).to_be_focused()
    page.get_by_role("link", name="Finding 1").click()
    expect(page.locator("#card-1")).to_be_focused()
    card.get_by_role("button", name="Change these words").click()
    page.keyboard.type("01632 960999")
    verdict(page, "Ask the Town Clerk first")
    card.get_by_role("button", name="Change these words").click()  # behind an emoji, of two UTF-16 units
    page.keyboard.type("A councillor")
    verdict(page, "Nothing found")
    expect(page.locator("#then")).to_have_text("It is still yours to read once more before you post it.")
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "For a stall, ring 01632 960999. 😀 A councillor will be there."


def test_a_residents_comment_is_left_up_or_removed_and_never_changed(page: Page) -> None:
    page.get_by_label("A resident's comment").check()
    expect(page.locator("#text-label")).to_have_text("Their comment")
    expect(page.locator("#platforms")).to_be_hidden()
    page.fill("#text", "The council is a shambles.")
    verdict(page, "Leave it up")
    expect(page.locator("#then")).to_contain_text("Criticism stays up")
    page.fill("#text", "Ring the clerk at home on 07700 900123.")
    verdict(page, "May be removed under Rule 11")
    expect(page.locator(".card").first).to_contain_text("Hide or remove it, keep a copy first")
    expect(page.get_by_role("button", name="Change these words")).to_have_count(0)
    expect(page.get_by_role("button", name="Use this wording")).to_have_count(0)
    page.get_by_label("A post").check()
    verdict(page, "Do not post")
    expect(page.get_by_role("button", name="Change these words").first).to_be_visible()


def test_all_of_it_by_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to your text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type(BAD)
    verdict(page, "Do not post")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
    assert {"copy", "open", "clear", "date", "select-1", "select-2", "1", "2"} <= reached
    page.focus("input[value=x]")
    page.keyboard.press("Space")
    expect(page.locator("#count-x")).to_have_text("61 of 280")
    page.focus("#select-1")
    page.keyboard.press("Enter")
    page.keyboard.type("us")
    expect(page.locator("#text")).to_have_value(BAD.replace("07700 900123", "us"))


def selected(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def test_each_place_of_a_finding_is_reached_one_after_the_other(page: Page) -> None:
    text = "😀 Ring 07700 900123, 07700 900456\nor 07700 900789."
    page.fill("#text", text)
    verdict(page, "Do not post")
    change = page.locator("#select-1")
    reached = []
    for number in (1, 2, 3, 1):
        expect(change).to_have_text(f"Change these words: {number} of 3")
        change.press("Enter")
        reached.append(selected(page))
        expect(page.get_by_role("status")).to_have_text(f"Place {number} of 3.")
    assert reached == ["07700 900123", "07700 900456", "07700 900789", "07700 900123"]
    page.keyboard.type("us")
    expect(change).to_have_text("Change these words: 1 of 2")
    change.press("Enter")
    assert selected(page) == "07700 900456"
    page.keyboard.type("07700 900111")  # which is no better: it goes on to the next one all the same
    expect(page.locator("#marked")).to_contain_text("900111")
    expect(change).to_have_text("Change these words: 2 of 2")
    change.press("Enter")
    page.keyboard.type("them")
    expect(change).to_have_text("Change these words")
    expect(page.locator("#text")).to_have_value("😀 Ring us, 07700 900111\nor them.")


def test_a_key_goes_from_finding_to_finding(page: Page) -> None:
    page.fill("#text", "😀 Sam Example has 07700 900123, Sam Example 07700 900456.")
    verdict(page, "Do not post")
    page.locator("#text").press("Control+Home")
    forward = []
    for _ in range(5):
        page.keyboard.press("F8")
        forward.append(selected(page))
    assert forward == ["Sam Example", "07700 900123", "Sam Example", "07700 900456", "Sam Example"]
    expect(page.get_by_role("status")).to_contain_text("Sam Example")
    page.keyboard.press("Shift+F8")
    assert selected(page) == "07700 900456"
    page.fill("#text", "The hall is open.")
    verdict(page, "Nothing found")
    page.keyboard.press("F8")
    expect(page.get_by_role("status")).to_have_text("There are no words to change.")


def test_words_of_the_message_that_is_answered_are_selected_in_it(page: Page) -> None:
    page.get_by_label("A reply to somebody").check()
    page.get_by_label("The message that you answer").fill("Hello 😀,\nring 07700 900123\nor 07700 900456")
    page.get_by_label("Your answer").fill("We ring 07700 900789.")
    expect(page.locator("#marked mark")).to_have_count(3)
    page.locator("#message").press("Control+Home")
    reached = []
    for _ in range(3):
        page.keyboard.press("F8")
        area = page.evaluate("document.activeElement.id")
        reached.append((area, selected(page)))
    assert reached == [("message", "07700 900123"), ("message", "07700 900456"), ("text", "07700 900789")]


def test_a_post_that_is_cut_is_shown_as_it_is_cut(page: Page) -> None:
    page.check("input[value=x]")
    page.fill("#text", "We are here. " * 21 + "Here it ends.")
    expect(page.locator("#count-x")).to_have_text("286 of 280, 6 too many")
    expect(page.locator(".over-words")).to_have_text(" ends.")


def test_a_reply_stands_beside_the_message_that_it_answers(page: Page) -> None:
    page.get_by_label("A reply to somebody").check()
    page.get_by_label("The message that you answer").fill("You idiot 😀,\nwhere is my bin?")
    page.get_by_label("Your answer").fill("Sorry. Ring 07700 900123.")
    verdict(page, "Do not post")
    expect(page.locator("#marked")).to_contain_text("> where is my bin?")
    expect(page.locator("#marked mark.error")).to_have_text("07700 900123")
    page.locator("#select-1").click()
    assert page.evaluate("getSelection().toString()") == "07700 900123"


def test_a_schedule_is_dropped_and_a_row_of_it_is_opened(page: Page) -> None:
    page.fill("#text", "Mine.")
    page.evaluate(_DROP, ["posts.csv", SHEET.decode()])
    rows = page.locator("#rows button")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Row 2: ✓Nothing found")
    expect(page.locator("#file-says")).to_have_text("2 drafts; 1 error.")
    rows.nth(1).click()
    verdict(page, "Do not post")
    expect(page.locator("#verdict")).to_be_focused()
    expect(page.locator("#facts")).to_have_text("To be posted on 2 December 2026")
    expect(page.locator(".card")).to_contain_text("row 3, column B")
    page.get_by_role("button", name="Previous").click()
    verdict(page, "Nothing found")
    page.get_by_role("button", name="Back to the list").click()
    expect(rows.nth(0)).to_be_focused()
    page.get_by_role("button", name="Close the file").click()
    verdict(page, "Nothing found")
    expect(page.locator("#text")).to_have_value("Mine.")
    page.evaluate(_DROP, ["scan.pdf", "%PDF-1.7"])
    verdict(page, "Not reviewed")
    expect(page.locator("#gap")).to_contain_text("The PDF is damaged")


def test_a_schedule_of_a_year_is_listed_and_stepped_through(page: Page) -> None:
    rows = "".join(f"2026-12-01,The hall is open; post {number}.\n" for number in range(2, 351))
    page.evaluate(_DROP, ["posts.csv", f"date,message_text\n{rows}2026-12-02,Ring 07700 900123.\n"])
    buttons = page.locator("#rows button")
    expect(buttons).to_have_count(350, timeout=60_000)
    expect(page.locator("#file-says")).to_have_text("350 drafts; 1 error.")
    buttons.last.click()
    verdict(page, "Do not post")
    page.get_by_role("button", name="Previous").click()
    expect(page.locator("#marked")).to_have_text("The hall is open; post 350.")


def test_wordings_are_taken_and_undone(page: Page) -> None:
    text = "😀 Utilise the #bigcommunitylitterpick. Ring 07700 900123."
    page.fill("#text", text)
    verdict(page, "Do not post")
    page.get_by_role("button", name="Take all that is safe (1)").click()
    expect(page.locator("#text")).to_have_value(
        text.replace("bigcommunitylitterpick", "BigCommunityLitterPick")
    )
    verdict(page, "Do not post")
    page.evaluate(  # at once, before what the first changes is judged
        "names => names.forEach(name => [...document.querySelectorAll('button')].find(made => "
        "made.textContent.includes(name)).click())",
        ["“01632 960999”", "“Use”"],
    )
    better = "😀 Use the #BigCommunityLitterPick. Ring 01632 960999."
    expect(page.locator("#text")).to_have_value(better)
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator("#text")).to_have_value(better.replace("Use", "Utilise"))


def test_nothing_of_a_hostile_text_acts(page: Page) -> None:
    before = page.evaluate(
        "document.querySelectorAll('script, style, link, img, iframe, object, svg, form').length"
    )
    for text in ("\n\n".join(word for word in HOSTILE if len(word) < 400), *HOSTILE[4:7]):
        page.fill("#text", f"{text}\nRing 07700 900123.")
        expect(page.locator("#marked mark.error").last).to_have_text("07700 900123")
        page.wait_for_function("document.getElementById('marked').textContent.includes('07700 900123')")
    after = page.evaluate(
        "document.querySelectorAll('script, style, link, img, iframe, object, svg, form').length"
    )
    assert after == before
    shown = page.locator("#marked").inner_text()
    assert "onmouseover" in shown
    assert not page.evaluate("document.querySelector('[onmouseover], [onerror], [href*=evil]')")


def test_the_browser_itself_lets_nothing_act(browser: Browser, desk: Served) -> None:
    """What the headers forbid, should a fault of ours ever put words of a draft into the page as markup."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(desk.address)
    made = "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'made'; } catch { return 'refused'; } })()"
    assert page.evaluate(made) == "refused"
    with listening() as elsewhere:
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
        outcome = page.evaluate(_REACH, address)
        context.close()
        assert (outcome, select([elsewhere], [], [], 0)[0]) == (["refused", "refused"], [])
        with create_connection(elsewhere.getsockname()):
            assert select([elsewhere], [], [], 5)[0] == [elsewhere]


def test_a_desk_that_is_closed_says_so_and_the_text_stays(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with served(tmp_path) as desk:
        page.goto(desk.address)
        page.fill("#text", "Ring 07700 900123.")
        verdict(page, "Do not post")
        desk.stop()
        page.fill("#text", "Ring 07700 900124.")
        expect(page.get_by_role("alert")).to_contain_text("smcheck has been closed on this computer")
        expect(page.locator("#text")).to_have_value("Ring 07700 900124.")
    context.close()


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
        {"color_scheme": "dark", "viewport": {"width": 1024, "height": 768}},
        {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
        {"forced_colors": "active", "viewport": {"width": 1024, "height": 768}},
        {"device_scale_factor": 2, "viewport": {"width": 640, "height": 400}},  # as 1280 by 800 at 200 %
    ],
    ids=["light", "dark", "narrow", "forced-colours", "twice-as-large"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    look: dict[str, Any], browser: Browser, desk: Served
) -> None:
    context = browser.new_context(**look)
    page = context.new_page()
    page.goto(desk.address)
    faults = Axe().run(page, options=AXE).response["violations"]
    page.check("input[value=x]")
    page.get_by_label("A reply to somebody").check()
    page.fill("#text", f"{BAD} {'We are here. ' * 30}")
    verdict(page, "Do not post")
    faults += Axe().run(page, options=AXE).response["violations"]
    page.evaluate(_DROP, ["posts.csv", SHEET.decode()])
    expect(page.locator("#rows button")).to_have_count(2)
    faults += Axe().run(page, options=AXE).response["violations"]
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []
    assert width <= look["viewport"]["width"]
