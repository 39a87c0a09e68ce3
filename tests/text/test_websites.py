from __future__ import annotations

import pytest

from smcheck.text.websites import imitated, is_shared, registered, shown_elsewhere, tracking, user_part

KNOWN = ("leightowncouncil.gov.uk", "gov.uk", "nhs.uk")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("tickets.example.co.uk", "example.co.uk"),
        ("gov.uk.example.net", "example.net"),
        ("someone.github.io", "someone.github.io"),
        ("co.uk", "co.uk"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "[2001:db8::1]"),
    ],
)
def test_what_an_owner_registered(host: str, name: str) -> None:
    assert registered(host) == name


def test_names_that_many_share() -> None:
    assert [name for name in ("co.uk", "github.io", "example.co.uk", "example.org") if is_shared(name)] == [
        "co.uk",
        "github.io",
    ]


@pytest.mark.parametrize(
    ("host", "original"),
    [
        ("gov-uk-vote.info", "gov.uk"),
        ("g0v.uk.example.net", "gov.uk"),
        ("leightowncouncil-gov.uk.example.com", "leightowncouncil.gov.uk"),
        ("xn--leightowncuncil-uob.example.com", ""),  # no punycode that can be read
        ("nhs-uk.example.org", "nhs.uk"),
        ("leightowncounci1.gov.uk.example.org", "leightowncouncil.gov.uk"),
        ("www2.leightowncouncil.gov.uk", ""),
        ("example.org", ""),
        ("leighfolkfestival.example.com", ""),
    ],
)
def test_names_that_pass_for_others(host: str, original: str) -> None:
    assert imitated(host, KNOWN) == original


def test_what_follows_the_reader() -> None:
    link = "https://example.org/a?page=2&utm_source=x&fbclid=y&utm_source=z#utm_medium=q"
    assert tracking(link) == ("utm_source", "fbclid")
    assert tracking("https://example.org/utm_source?page=fbclid") == ()


@pytest.mark.parametrize(
    ("link", "user"),
    [
        ("https://www.example.gov.uk@example.net/pay", "www.example.gov.uk"),
        ("www.example.gov.uk@example.net", "www.example.gov.uk"),
        ("https://example.net/@someone", ""),
        ("http://[broken", ""),
    ],
)
def test_what_stands_before_the_at(link: str, user: str) -> None:
    assert user_part(link) == user


def test_words_that_show_another_website() -> None:
    text = (
        "[example.org](https://www.example.org/a) [nhs.uk](https://example.org/b) [here](https://example.org)"
    )
    assert [(text[start : start + 21], name) for start, name in shown_elsewhere(text)] == [
        ("https://example.org/b", "nhs.uk")
    ]
