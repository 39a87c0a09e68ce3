"""IP addresses of both kinds.

An address of four numbers that stand for a version or a paragraph ("version 4.2.1.3") is none.

Why:
    An IP address leads to a household or a device.
Flagged:
    - The troll posts from 203.0.113.45 again.
Not flagged:
    - Update to version 10.2.3.1 by Friday.
Instead:
    Leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from smcheck.checks import Context
from smcheck.checks.shared.identifiers import stands_near
from smcheck.model.finding import Category, Hit
from smcheck.settings.patterns import lazy
from smcheck.settings.words import worded

CATEGORY: Category = "personal-data"
_FOUR = lazy(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\w/]|\.\d)")
_EIGHT = lazy(r"(?<![\w.])[0-9a-f:][0-9a-f:.]{1,44}(?:/\d{1,3})?(?!\w)")
_DOTTED = lazy(r"\d\.\d{1,3}\.\d")
_VERSION = worded(r"\b<identifiers.versions>\W{0,3}$")
_SMALL = 30  # numbers of paragraphs and versions stay below it


def check(context: Context) -> Iterator[Hit]:
    """Yield a hit for every IP address."""
    view = context.text
    written = view.addresses  # "203 dot 0 dot 113 dot 45" stands there with its dots
    if "::" not in written.text and written.text.count(":") < 7 and not _dotted(written.text):
        return
    for pattern in _FOUR, _EIGHT:
        for match in pattern.finditer(written.text):
            address = match[0].rstrip(".:")
            span = written.span(match.start(), match.start() + len(address))
            if not _is_address(address) or _VERSION.search(
                written.text[max(0, match.start() - 20) : match.start()]
            ):
                continue
            if _is_distinct(address) or stands_near(view, *span, "<identifiers.internet>"):
                yield Hit(
                    *span, "an IP address, by which somebody's computer can be found", "Leave it out.", 0.9
                )


def _is_address(text: str) -> bool:
    """Whether the text is an address; of the second kind those need a digit and two colons."""
    if ":" in text and (("::" not in text and text.count(":") != 7) or not re.search(r"\d", text)):
        return False
    try:
        ip_address(text.partition("/")[0])
    except ValueError:
        return False
    return True


def _is_distinct(text: str) -> bool:
    """Whether nothing else looks so: a mask, colons, or numbers higher than versions have."""
    numbers = re.findall(r"\d+", text)
    return (
        ":" in text or "/" in text or text.startswith(("10.0.", "127.0.")) or max(map(int, numbers)) >= _SMALL
    )


def _dotted(text: str) -> bool:
    return text.count(".") > 2 and _DOTTED.search(text) is not None
