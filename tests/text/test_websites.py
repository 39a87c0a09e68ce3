from __future__ import annotations

import pytest

from smcheck.settings.contacts import canonical_domain
from smcheck.text.websites import (
    imitated,
    in_letters,
    registered,
    shown_elsewhere,
    tracking,
    user_part,
)

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


@pytest.mark.parametrize(
    ("link", "host"),
    [
        (r"https://evil.example\.gov.uk/", "evil.example"),
        (r"https://example.gov.uk\@evil.example", "example.gov.uk"),
        (r"https:\\evil.example\a.gov.uk", "evil.example"),
        ("https://a.gov.uk:b@evil.example/", "evil.example"),
        ("https://example%2Egov%2Euk/", "example.gov.uk"),
        ("https://ｅvil.example/", "evil.example"),
        ("https://evil。example", "evil.example"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("https://www.Example.gov.uk.:443/a", "example.gov.uk"),
        ("https://münchen.example", "xn--mnchen-3ya.example"),
        ("example.gov.uk", "example.gov.uk"),
        ("*.example.org", "*.example.org"),
        (r"http://[broken\a", "[broken"),
    ],
)
def test_a_link_leads_where_browsers_go(link: str, host: str) -> None:
    assert canonical_domain(link) == host


def test_a_name_in_other_letters_is_shown_in_them() -> None:
    assert in_letters(canonical_domain("https://münchen.example")) == "münchen.example"
    assert in_letters("xn--") == "xn--"
