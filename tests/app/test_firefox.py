"""The desk in Firefox: a draft from its first words to the folder, and that the browser complains of nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from smcheck.people import load_roster
from smcheck.settings.decision_file import load_decisions
from tests.app.asking import recorded, with_record
from tests.app.conftest import served
from tests.app.firefox import FIREFOX, firefox

POST = "😀 Sam Hollis will open the fair. Ring 07700 900123."
KNOWS_NOT = ("‘require-trusted-types-for’", "‘trusted-types’")  # which it need not know

pytestmark = pytest.mark.skipif(not FIREFOX, reason="firefox is not installed (apt-get install firefox-esr)")


def test_a_draft_goes_from_paste_to_approval_in_firefox(
    council_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with_record(council_folder)
    (council_folder / "fair.txt").write_text("The fair is on Saturday.", encoding="utf-8")
    profile = tmp_path_factory.mktemp("firefox") / "profile"
    with served(council_folder) as desk, firefox(profile) as browser:

        def fits() -> bool:
            return bool(
                browser.run(
                    "return [...document.querySelectorAll('main :not(.sr, .sr *)')]"
                    ".every(shown => shown.getBoundingClientRect().right <= innerWidth)"
                    " && document.documentElement.scrollWidth <= innerWidth"
                )
            )

        browser.goto(desk.address)
        browser.resize(1024, 768)
        browser.type("#text", POST)
        browser.reads("#verdict", "Do not post")
        assert fits()
        browser.click("#use-1-0")
        browser.until("return document.getElementById('text').value.endsWith('Ring 01632 960999.')")
        browser.reads("#verdict", "Ask the Town Clerk first")
        browser.run("document.getElementById('text').setSelectionRange(0, 0)")
        browser.press("F8")
        assert browser.run("return getSelection().toString()") == "Sam Hollis"

        browser.click("#print")
        browser.go_to_new_window()
        browser.reads("body", "Sign-off")
        assert (
            browser.run("return getComputedStyle(document.querySelector('.sign-off')).borderTopStyle")
            == "solid"
        )
        browser.go_back_to_first_window()
        browser.reads("#approval-said", "The review is noted in the record.")

        browser.click("#ask-open")
        browser.run("document.getElementById('ask-by').value = ''")
        browser.type("#ask-by", "Jo")
        browser.press("Enter")
        browser.reads("#approval-said", "Asked. The number of your request is")
        browser.goto(f"{desk.origin}/requests")
        browser.click("#requests button")
        browser.click(".tick input")
        assert fits()
        browser.type("#by", "Town Clerk")
        browser.press("Enter")
        browser.reads("#outcome", "Approved by Town Clerk")
        (decision,) = load_decisions(council_folder / "decisions.toml").known
        assert (decision.kind, decision.subject, decision.by) == ("person", "Sam Hollis", "Town Clerk")
        assert [entry["kind"] for entry in recorded(council_folder)] == [
            "review",
            "request",
            "decision",
            "answer",
        ]

        browser.goto(f"{desk.origin}/record")
        browser.click("#verify")
        browser.reads("#state", "The record is in order")
        browser.goto(f"{desk.origin}/folder")
        browser.reads("#rows-of-drafts", "Nothing found")
        assert fits()
        browser.click("#rows-of-drafts a")
        browser.reads("#from-folder", "This is fair.txt.")
        browser.reads("#verdict", "Nothing found")

        browser.goto(f"{desk.origin}/council")
        browser.reads("#decision-rows", "Sam Hollis")
        assert fits()
        browser.click("#people-rows button")
        browser.type("#edit-person-roles", ", Mayor")
        browser.press("Enter")
        browser.reads("#people-rows", "Deputy Mayor, Mayor")
        browser.click("#decision-rows button")
        browser.reads("#decision-rows", "Really remove?")
        browser.press("Enter")
        browser.reads("#none-cleared", "Nothing has been cleared yet.")
        said = browser.complaints(desk.origin)
    assert load_roster(council_folder / "people.toml").people[0].roles == ("Deputy Mayor", "Mayor")
    assert load_decisions(council_folder / "decisions.toml").known == ()
    assert [line for line in said if not any(name in line for name in KNOWS_NOT)] == []


def test_what_firefox_itself_would_complain_of_is_heard(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """So that the silence of the test above says something."""
    with served(tmp_path) as desk, firefox(tmp_path_factory.mktemp("firefox") / "profile") as browser:
        browser.goto(desk.address)
        browser.reads("#verdict", "Nothing to check yet")
        assert browser.run(
            "const image = document.createElement('img');"
            "image.src = 'http://127.0.0.1:9/x.png'; document.body.append(image);"
            "const script = document.createElement('script');"
            "script.textContent = 'window.ran = true'; document.body.append(script);"
            "setTimeout(() => { throw new Error('of ours'); });"
            "return window.ran === undefined"
        )
        browser.until("return new Promise(done => setTimeout(() => done(true), 0))")
        said = browser.complaints("")
        assert any("127.0.0.1:9" in line for line in said)
        assert any("of ours" in line for line in said)
