"""The page printed by a browser: at most one page of paper a draft, on which it can be signed.

Chromium is driven as the system has it (`apt-get install chromium`); without it these tests are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from smcheck import Draft, Review, Reviewer, Severity
from smcheck.model.review import ReviewError
from smcheck.reporters import Format
from smcheck.run import NotReviewed
from tests.app.browsing import CHROMIUM, QUIET
from tests.reporters import hostile
from tests.reporters.runs import run_over, written

FILL = (
    "The Christmas lights go up in Broadway on Friday, and volunteers meet at the hall for tea afterwards. "
)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_SECTIONS = """() => [...document.querySelectorAll(".draft")].map(draft => {
    const box = draft.getBoundingClientRect(), columns = draft.querySelector(".columns");
    const sign = draft.querySelector(".sign-off");
    const inside = !sign || sign.getBoundingClientRect().bottom <= box.bottom + 1;
    return {height: box.height, cut: columns.scrollHeight - columns.clientHeight, inside};
})"""
_MM = 96 / 25.4
_WIDTH, _HEIGHT = round(180 * _MM), 271 * _MM  # what the margins leave of A4, in pixels of the CSS


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield running
        running.close()


def opened(browser: Browser, folder: Path, report: str) -> Page:
    path = folder / "report.html"
    path.write_text(report, encoding="ascii")
    page = browser.new_page(viewport={"width": _WIDTH, "height": 800})
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    return page


def pages(page: Page) -> int:
    return len(_PAGE.findall(page.pdf(prefer_css_page_size=True)))


def found(text: str, number: int, said: str = "an insult", check: str = "insult") -> Review:
    """A draft in which as many things are found, each of another kind, spread over the text."""
    step = max(1, len(text) // (number + 1))
    severities = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    findings = [
        replace(
            hostile.FINDING, check=f"{check}-{at}", severity=severities[at % 3], start=at * step, end=at * step + 4,
            message=f"{said} {at}", suggestion=f"{said}: leave it out {at}.", excerpt=text[at * step : at * step + 4],
            fingerprint=f"{at:016x}",
        )
        for at in range(number)
    ]  # fmt: skip
    return Review(Draft(text, "a.txt"), tuple(findings), masked=text)


DRAFTS: dict[str, Review | Draft] = {
    "a short one": found("You idiot.", 1),
    "a long one": found(FILL * 60, 3),
    "many findings": found(FILL * 4, 40),
    "long and many findings": found(FILL * 80, 40),
    "many lines": found("Hello.\n" * 400, 12),
    "a single word": found("x" * 30_000, 5),
    "long messages": found(FILL * 20, 6, "an insult " * 60),
    "a long name": replace(found(FILL, 2), draft=Draft(FILL, "long " * 200 + ".txt")),
    "not reviewed in full": replace(
        found(FILL * 40, 5), errors=tuple(ReviewError("a.txt", f"it broke {n}", "insult") for n in range(40))
    ),
    "remarks": replace(found(FILL * 40, 5), notices=tuple(f"a remark {n} {FILL}" for n in range(30))),
    "signs of two cells": found("お知らせ😀" * 800, 8),
    "a real one": Draft(
        "\n".join(
            f"Ring Jo{n} Bloggs on 07700 9001{n:02d} or e-mail jo{n}@example.org before you moan, you idiots, as we told you. "
            f"Vote Labour out! For the agenda click here: www.example{n}.org/terms #summerfairinexampleton AND WE ARE SICK OF YOU"
            for n in range(30)
        ),
        "a.txt",
    ),
}


def report_on(reviewer: Reviewer, name: str) -> str:
    """The page of the draft of that name and a short one."""
    draft = DRAFTS[name]
    review = reviewer.review(draft) if isinstance(draft, Draft) else draft
    return written(run_over(reviewer, [review, found("You idiot.", 1)]), Format.HTML)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_of_several_has_one_page(
    name: str, browser: Browser, tmp_path: Path, shared_reviewer: Reviewer
) -> None:
    page = opened(browser, tmp_path, report_on(shared_reviewer, name))
    first, _ = page.evaluate(_SECTIONS)
    assert first["height"] <= _HEIGHT
    assert first["inside"], "the lines to sign are on the page"
    assert pages(page) == 3  # with the list of drafts
    page.close()


@pytest.mark.parametrize("name", DRAFTS)
def test_nothing_is_cut_without_a_word(
    name: str, browser: Browser, tmp_path: Path, shared_reviewer: Reviewer
) -> None:
    page = opened(browser, tmp_path, report_on(shared_reviewer, name))
    first, _ = page.evaluate(_SECTIONS)
    assert first["cut"] <= 0
    left_out = page.locator("#d1 .finding:not(:visible)").count()
    assert page.get_by_text(f"and {left_out} more, which the page shows").is_visible() == (left_out > 0)
    assert page.locator("#d1 .finding:visible").count() >= 1
    assert page.locator("#d1 .cropped:visible").filter(has_text="left out on paper").count() == (
        page.locator("#d1 .far").count() > 0
    )
    page.close()


def test_the_screen_leaves_nothing_out(browser: Browser, tmp_path: Path, shared_reviewer: Reviewer) -> None:
    page = opened(browser, tmp_path, report_on(shared_reviewer, "long and many findings"))
    page.emulate_media(media="screen")
    assert page.locator("#d1 .finding:visible").count() == page.locator("#d1 .finding").count() == 40
    assert page.locator("#d1 .far").first.is_visible()
    assert not page.locator(".cropped:visible, .running:visible").count()
    page.close()


def test_each_printed_page_bears_the_council_and_who_checked(
    browser: Browser, tmp_path: Path, shared_reviewer: Reviewer
) -> None:
    clean = Review(Draft("The hall is open.", "b.txt"), masked="The hall is open.")
    run = run_over(shared_reviewer, [found(FILL, 1), found(FILL, 2), clean, clean])
    page = opened(browser, tmp_path, written(run, Format.HTML))
    said = page.locator(".running:visible").all_inner_texts()
    assert len(said) == 3  # two drafts and the list of those with nothing found
    for words in said:
        assert words.startswith("Council: Example Town Council; Policy: Use of Social Media")
        assert words.endswith("Checked: by J. Clerk on 29 November 2026")
    page.close()


def test_what_could_not_be_read_takes_no_page_of_its_own(
    browser: Browser, tmp_path: Path, shared_reviewer: Reviewer
) -> None:
    missing = [NotReviewed(f"{n}.txt", "there is no such file", shared_reviewer) for n in range(5)]
    page = opened(browser, tmp_path, written(run_over(shared_reviewer, missing), Format.HTML))
    assert pages(page) <= 2
    page.close()


def test_a_draft_alone_is_printed_whole(browser: Browser, tmp_path: Path, shared_reviewer: Reviewer) -> None:
    page = opened(browser, tmp_path, written(run_over(shared_reviewer, [found(FILL * 4, 40)]), Format.HTML))
    assert page.locator(".finding:visible").count() == 40
    assert pages(page) > 1
    page.close()
    short = opened(browser, tmp_path, written(run_over(shared_reviewer, [found(FILL, 1)]), Format.HTML))
    assert pages(short) == 1
    short.close()


def test_drafts_with_nothing_found_are_a_list(
    browser: Browser, tmp_path: Path, shared_reviewer: Reviewer
) -> None:
    clean = [Review(Draft(FILL * 20, f"{n}.txt"), masked=FILL * 20) for n in range(30)]
    page = opened(browser, tmp_path, written(run_over(shared_reviewer, clean), Format.HTML))
    assert pages(page) <= 4
    assert page.locator(".clean .box:visible").count() == 30 + 3  # one a draft, three to sign
    page.close()
