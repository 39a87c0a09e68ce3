"""Names are found alike whatever their origin."""

from __future__ import annotations

import tomllib
from pathlib import Path

from smcheck.models import persons
from smcheck.people import Roster
from smcheck.people.mentions import find_mentions
from smcheck.people.standing import Standing
from smcheck.text import TextView
from smcheck.text.lexicon import Lexicon

LISTED = tomllib.loads(Path(__file__).with_name("origins.toml").read_text(encoding="utf-8"))
FRAMES: list[str] = LISTED["frames"]
NAMES: dict[str, list[str]] = LISTED["names"]
TURNS = 3
"""Each name stands in every third frame, the next one in the frames behind those."""


def shares(origin: str) -> tuple[float, float]:
    """Of the sentences with a name of this origin, the shares in which it is found, and in full."""
    found = full = count = 0
    for turn, name in enumerate(NAMES[origin]):
        lines = [frame.format(name=name) for frame in FRAMES[turn % TURNS :: TURNS]]
        text = "\n".join(lines)
        mentions = find_mentions(TextView(text, Lexicon(())), Roster(), persons.find)
        people = [mention for mention in mentions if mention.standing is Standing.PRIVATE]
        start = 0
        for line in lines:
            first = start + line.index(name)
            last = first + len(name)
            marked = [
                one.name or one.span for one in people if one.span.start < last and first < one.span.end
            ]
            found += bool(marked)
            full += (first, last) in marked
            count += 1
            start += len(line) + 1
    return found / count, full / count


def test_two_hundred_names_of_twenty_origins_are_found_alike() -> None:
    names = [name for listed in NAMES.values() for name in listed]
    assert (len(NAMES), len(set(names)), len(FRAMES)) == (20, 200, 30)
    by_origin = {origin: shares(origin) for origin in NAMES}
    found = {origin: share for origin, (share, _) in by_origin.items()}
    assert min(found.values()) >= max(found.values()) - 0.05, found
    assert all(full >= 0.9 for _, full in by_origin.values()), by_origin
