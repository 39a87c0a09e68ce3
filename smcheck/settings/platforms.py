"""Limits of the platforms, dated, with their sources and ways of counting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from smcheck.model.errors import ConfigError
from smcheck.settings.tables import did_you_mean


class Count(Enum):
    """How a platform counts a post; `smcheck.text.lengths` does it."""

    X = auto()
    GRAPHEMES = auto()
    BYTES = auto()
    THREADS = auto()
    MASTODON = auto()
    UTF16 = auto()


@dataclass(frozen=True)
class Measure:
    """One limit: how many of what, and how they are counted."""

    limit: int
    unit: str
    count: Count


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
        (Measure(280, "weighted characters", Count.X),),
        "X developer documentation, Counting characters",
        _CHECKED,
        _OFFICIAL,
    ),
    "bluesky": Platform(
        "Bluesky",
        (Measure(300, "graphemes", Count.GRAPHEMES), Measure(3000, "bytes", Count.BYTES)),
        "AT Protocol lexicon app.bsky.feed.post",
        _CHECKED,
        _OFFICIAL,
    ),
    "threads": Platform(
        "Threads",
        (Measure(500, "characters", Count.THREADS),),
        "Threads API documentation, Posts",
        _CHECKED,
        _OFFICIAL,
        most_links=5,
    ),
    "mastodon": Platform(
        "Mastodon",
        (Measure(500, "characters", Count.MASTODON),),
        "default of a server; secondary",
        _CHECKED,
        _SECONDARY,
    ),
    "linkedin": Platform(
        "LinkedIn", (Measure(3000, "characters", Count.UTF16),), "secondary", _CHECKED, _SECONDARY
    ),
    "instagram": Platform(
        "Instagram",
        (Measure(2200, "characters", Count.UTF16),),
        "secondary; the limit of hashtags is said to be going to 5",
        _CHECKED,
        _SECONDARY,
        most_hashtags=30,
    ),
    "facebook": Platform(
        "Facebook", (Measure(63206, "characters", Count.UTF16),), "secondary", _CHECKED, _SECONDARY
    ),
    "facebook-buffer": Platform(
        "Facebook through Buffer",
        (Measure(5000, "characters", Count.UTF16),),
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
