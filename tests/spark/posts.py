"""Invented posts from templates, the same ones for a seed: many are alike, as in an archive."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_TEMPLATES = (
    "The {place} is open on {day}.",
    "The bins on {road} are collected on {day}, {week}.",
    "The next meeting is in the {place} on {day} at 7.{minute}pm.",
    "Ring Jo on 07700 900{number} about the stall at the {place}.",
    "Write to jo{number}@example.org by {day}.",
    "As we told you before, {road} is closed until {day}.",
    "There are {number} places at the {place}, and entry is free.",
    "HAVE YOU SEEN the new benches by the {place}? Click here: https://www.example.com/{number}",
    "The water on {road} is off for {number} minutes.",
    "Cllr Sam Example opens the fair at the {place} on {day}.",
)
_WORDS = {
    "place": ("library", "hall", "church", "park", "swimming pool", "museum"),
    "road": ("Elm Road", "Mill Lane", "High Street", "Station Road"),
    "day": ("Monday", "Tuesday", "Friday 12 June", "Saturday", "Sunday"),
    "week": ("week 1", "week 2", "this month", "in the holidays"),
}
PLATFORMS = ("x", "facebook,x", "Chirper")


class Invented(NamedTuple):
    """A post as an archive has it."""

    id: str
    text: str | None
    day: str
    platform: str


def posts(count: int, seed: int = 7) -> Iterator[Invented]:
    """So many posts; a few have no text, one in five hundred."""
    chosen = random.Random(seed)  # noqa: S311
    for number in range(count):
        words = {name: chosen.choice(each) for name, each in _WORDS.items()}
        numbers = {"number": chosen.randrange(100, 120), "minute": chosen.randrange(10, 60, 10)}
        text = chosen.choice(_TEMPLATES).format(**words, **numbers)
        day = f"20{chosen.randrange(24, 26)}-{chosen.randrange(1, 13):02d}-{chosen.randrange(1, 29):02d}"
        yield Invented(f"p{number}", text if chosen.randrange(500) else None, day, chosen.choice(PLATFORMS))


def write_lines(path: Path, written: Iterator[Invented] | list[Invented]) -> None:
    """The posts as JSON Lines."""
    lines = (json.dumps(each._asdict()) for each in written)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def findings_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of a folder of findings by their ids, of which none may be there twice."""
    from pyarrow import parquet

    rows = parquet.read_table(folder).to_pylist()
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows), "an id is there twice"
    return found
