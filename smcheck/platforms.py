"""Limits of the platforms, dated, with their sources and ways of counting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from smcheck.errors import ConfigError
from smcheck.tables import did_you_mean
from smcheck.text import TextView

_LINK_LENGTH = 23  # X and Mastodon count every link as this long


class Piece(NamedTuple):
    """A grapheme or a link of the draft: where it begins, its text, and whether it is a link."""

    start: int
    text: str
    link: bool


def _pieces(view: TextView) -> Iterator[Piece]:
    import regex

    position = 0
    for start, end in (*view.links, (len(view.raw), len(view.raw))):
        for grapheme in regex.finditer(r"\X", view.raw[position:start]):
            yield Piece(position + grapheme.start(), grapheme[0], link=False)
        if end > start:
            yield Piece(start, view.raw[start:end], link=True)
        position = end


def _graphemes(piece: Piece) -> int:
    import regex

    return len(regex.findall(r"\X", piece.text)) if piece.link else 1


def _bytes(piece: Piece) -> int:
    return len(piece.text.encode("utf-8", "surrogatepass"))


def _utf16(piece: Piece) -> int:
    return len(piece.text.encode("utf-16-le", "surrogatepass")) // 2


def _is_emoji(text: str) -> bool:
    import regex

    return (
        bool(regex.search(r"\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3", text))
        and not text.isascii()
    )


def _threads(piece: Piece) -> int:
    return _bytes(piece) if _is_emoji(piece.text) and not piece.link else len(piece.text)


def _mastodon(piece: Piece) -> int:
    return _LINK_LENGTH if piece.link else 1


def _x(piece: Piece) -> int:
    import unicodedata

    if piece.link:
        return _LINK_LENGTH
    if _is_emoji(piece.text):
        return 2
    return sum(_x_weight(ord(char)) for char in unicodedata.normalize("NFC", piece.text))


def _x_weight(code: int) -> int:
    light = code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247
    return 1 if light else 2


@dataclass(frozen=True)
class Measure:
    """One limit: how many of what, and how a piece of the draft is counted."""

    limit: int
    unit: str
    weigh: Callable[[Piece], int]

    def count(self, view: TextView) -> int:
        """Length of the draft in this measure."""
        return sum(map(self.weigh, _pieces(view)))

    def cut(self, view: TextView) -> int:
        """Offset, in code points, of the first piece that no longer fits."""
        pieces = list(_pieces(view))
        sums = list(accumulate(map(self.weigh, pieces)))
        return pieces[bisect_right(sums, self.limit)].start


@dataclass(frozen=True)
class Platform:
    """A platform's limits, with the day on which the source was read."""

    title: str
    measures: tuple[Measure, ...]
    source: str
    checked: str
    confidence: float
    most_hashtags: int | None = None
    most_links: int | None = None


_OFFICIAL, _SECONDARY = 0.95, 0.7
_CHECKED = "2026-11"

PLATFORMS: dict[str, Platform] = {
    "x": Platform(
        "X",
        (Measure(280, "weighted characters", _x),),
        "X developer documentation, Counting characters",
        _CHECKED,
        _OFFICIAL,
    ),
    "bluesky": Platform(
        "Bluesky",
        (Measure(300, "graphemes", _graphemes), Measure(3000, "bytes", _bytes)),
        "AT Protocol lexicon app.bsky.feed.post",
        _CHECKED,
        _OFFICIAL,
    ),
    "threads": Platform(
        "Threads",
        (Measure(500, "characters", _threads),),
        "Threads API documentation, Posts",
        _CHECKED,
        _OFFICIAL,
        most_links=5,
    ),
    "mastodon": Platform(
        "Mastodon",
        (Measure(500, "characters", _mastodon),),
        "default of a server; secondary",
        _CHECKED,
        _SECONDARY,
    ),
    "linkedin": Platform(
        "LinkedIn", (Measure(3000, "characters", _utf16),), "secondary", _CHECKED, _SECONDARY
    ),
    "instagram": Platform(
        "Instagram",
        (Measure(2200, "characters", _utf16),),
        "secondary; the limit of hashtags is said to be going to 5",
        _CHECKED,
        _SECONDARY,
        most_hashtags=30,
    ),
    "facebook": Platform(
        "Facebook", (Measure(63206, "characters", _utf16),), "secondary", _CHECKED, _SECONDARY
    ),
    "facebook-buffer": Platform(
        "Facebook through Buffer",
        (Measure(5000, "characters", _utf16),),
        "secondary",
        _CHECKED,
        _SECONDARY,
    ),
    "nextdoor": Platform("Nextdoor", (), "no published limit was found", _CHECKED, _SECONDARY),
}


_ALIASES = {
    "twitter": "x",
    "x (twitter)": "x",
    "twitter/x": "x",
    "fb": "facebook",
    "meta": "facebook",
    "insta": "instagram",
    "ig": "instagram",
    "linked in": "linkedin",
    "next door": "nextdoor",
    "bsky": "bluesky",
}


def known_platforms(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of names as schedules write them ("Facebook Page"), the platforms, and what is none of them."""
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for name in filter(None, map(str.strip, names)):
        plain = name.casefold()
        first = plain.split()[0]
        found = next((key for key in (plain, first) if key in PLATFORMS or key in _ALIASES), None)
        (known if found else unknown)[_ALIASES.get(found, found) if found else name] = None
    return tuple(known), tuple(unknown)


def platform_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names as `PLATFORMS` spells them; raises `ConfigError` for one that is not known."""
    written = (name.strip().casefold() for name in names if name.strip())
    wanted = tuple(_ALIASES.get(name, name) for name in written)
    for name in wanted:
        if name not in PLATFORMS:
            known = ", ".join(PLATFORMS)
            raise ConfigError(f"unknown platform {name!r}{did_you_mean(name, PLATFORMS)} (known: {known})")
    return wanted
