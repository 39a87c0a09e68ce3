"""The desk speaks as it asks others to: its own pages are reviewed by the checks for plain English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smcheck import Draft, Reviewer
from smcheck.app.desk import Desk
from smcheck.app.pages import pages
from smcheck.readers.html import publish
from tests.app.conftest import ask

PAGES = ("/", "/folder", "/requests", "/record", "/council")
CHECKS = ("reading-age", "jargon", "long-sentence", "unexplained-acronym", "vague-link-text", "heated-tone")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_as_it_asks_others_to(path: str, home: Path) -> None:
    page = ask(pages(Desk(home)), "GET", path)
    assert page.status == 200
    ours = re.sub(
        r"<bdi\b.*?</bdi>", "…", page.text, flags=re.DOTALL
    )  # names and rules are the council's words
    words = publish(ours).published.text
    assert len(words.split()) > 20
    found = Reviewer(select=CHECKS).review(Draft(words)).findings
    assert [(finding.check, words[finding.start : finding.end]) for finding in found] == []


def test_words_that_are_not_plain_would_be_found() -> None:
    found = Reviewer(select=CHECKS).review("Utilise the portal prior to tea. The TRO is made.").findings
    assert {finding.check for finding in found} == {"jargon", "unexplained-acronym"}
