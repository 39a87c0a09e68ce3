"""Paragraphs for the terminal: no command, address or option is parted."""

from __future__ import annotations

import pytest

from smcheck.reporters.paragraphs import bullets, paragraph


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")


def test_lines_end_at_blanks_and_not_at_hyphens() -> None:
    assert paragraph("Numbers of an ip-address, or --no-user.").splitlines() == [
        "Numbers of an",
        "ip-address, or",
        "--no-user.",
    ]


def test_what_is_longer_than_a_line_stays_whole() -> None:
    long = "https://www.example.org/a-page"
    assert paragraph(f"See {long} now").splitlines() == ["See", long, "now"]


def test_the_first_line_may_begin_otherwise() -> None:
    assert paragraph("one two three", "    ", first="1  ").splitlines() == ["1  one two three"]
    assert list(bullets(["one two three four five"])) == ["  - one two three\n    four five"]
