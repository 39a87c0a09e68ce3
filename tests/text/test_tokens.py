from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smcheck.text import Lexicon, TextView
from smcheck.text.fold import fold

EMPTY = Lexicon([])


def words(text: str) -> list[str]:
    return [token.text for token in TextView(text, EMPTY).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mayor’s parlour", ["the", "mayor", "parlour"]),
        ("it's, don't", ["it's", "don't"]),
        ("#SaveOurLibrary2026 now", ["save", "our", "library", "2026", "now"]),
        ("#BBCNews", ["bbc", "news"]),
        ("see www.example.org/shop or jo@example.org or @jo_example", ["see", "or", "or"]),
        ("half-term", ["half", "term"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org/a(b).", ["https://example.org/a(b)"]),
        ("(www.example.org)", ["www.example.org"]),
        ("bit.ly/abc, please", ["bit.ly/abc"]),
        ("The end.The start. 9.30am. e.g. this", []),
        ("Write to jo@example.org", []),
        ("wa.me/447700900123", ["wa.me/447700900123"]),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert [text[slice(*span)] for span in TextView(text, EMPTY).links] == links


@given(st.text())
def test_every_token_points_at_its_word(text: str) -> None:
    view = TextView(text, EMPTY)
    previous = 0
    for token in view.tokens:
        assert previous <= token.start < token.end <= len(text)
        previous = token.start
        assert token.text in fold(text[token.start : token.end]).text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("at https://example.gov.uk’s page", ["https://example.gov.uk"]),
        ("(“https://example.org/a”)", ["https://example.org/a"]),
        ("https://example.org/a… more", ["https://example.org/a"]),
        ("https://example.org—and more", ["https://example.org"]),
        ("www.example.org/a🎉 yes", ["www.example.org/a"]),
        ("https://example.org/a– and", ["https://example.org/a"]),
        ("https://example.org/Anglo–Saxon", ["https://example.org/Anglo–Saxon"]),
        ("https://example.org/café/b", ["https://example.org/café/b"]),
        ("(see https://example.org/a(b))", ["https://example.org/a(b)"]),
        ("https:\\\\example.org\\a", ["https:\\\\example.org\\a"]),
        ("https://example.org/a, https://example.org/b.", ["https://example.org/a", "https://example.org/b"]),
    ],
)
def test_a_link_ends_where_the_prose_goes_on(text: str, links: list[str]) -> None:
    assert [text[start:end] for start, end in TextView(text, EMPTY).links] == links
