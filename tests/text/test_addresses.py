from __future__ import annotations

import pytest

from smcheck.text.addresses import find_mailboxes, plain_addresses
from smcheck.text.fold import fold


def mailboxes(text: str) -> list[tuple[str, str]]:
    """What stands in the text, and the address it stands for."""
    found = find_mailboxes(text, plain_addresses(fold(text)))
    return [(text[box.start : box.end], box.address) for box in found]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("jo.x@example.com", "jo.x@example.com"),
        ("jo dot x at example dot com", "jo.x@example.com"),
        ("jo (at) example [dot] com", "jo@example.com"),
        ("j o @ e x a m p l e . c o m", "jo@example.com"),
        ("jo_x @ example.com", "jo_x@example.com"),
        ("jo&#64;example&period;com", "jo@example.com"),
        ("jo%40example%2Ecom", "jo@example.com"),
        ("jo@example,com", "jo@example.com"),
        ("jo underscore x at example dot org", "jo_x@example.org"),
        ("jo[remove this]@example.com", "jo@example.com"),
        ("zz.nobody at gmail", "zz.nobody@gmail.com"),
        ("ｊｏ＠ｅｘａｍｐｌｅ.ｃｏｍ", "jo@example.com"),
    ],
)
def test_an_address_is_read_whatever_it_is_written_in(written: str, address: str) -> None:
    assert mailboxes(f"Write to {written} today") == [(written, address)]


@pytest.mark.parametrize(
    "text",
    [
        "Look at example dot com", "Fete @ the Green. Com down", "Sign up at example.com",
        "https://example.org/whats-on-at-example.com", "We are at the dot on the map", "Thanks @example.com",
        "The problem at Yahoo",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert mailboxes(text) == []
