"""The training texts of the person recogniser: public posts, and posts of our own made from templates."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
_SLOT = re.compile(r"\{(\w+)\}")
_PERSONS = frozenset(("full", "first", "last", "initial", "couple", "lower", "upper", "nick"))
_NICKNAMES = (
    "Baz Shaz Daz Gaz Caz Kaz Maz Jezza Bazza Big Dave, Little Jim, Nobby Chalky Smudge Taff Mo Tel".split()
)
_NICKNAMES = [nickname for nickname in _NICKNAMES if nickname not in ("Big", "Dave,", "Little", "Jim,")]


class Post(NamedTuple):
    """A text and the spans of the persons it names, in code points, end exclusive."""

    text: str
    persons: tuple[tuple[int, int], ...]
    source: str


def read_posts(path: Path) -> Iterator[Post]:
    """Posts of a `.jsonl` file with the keys `text` and `persons`, and `source` and `section` if known."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            source = f"{row.get('source', path.stem)} {row.get('section') or ''}".strip()
            yield Post(row["text"], tuple((start, end) for start, end, *_ in row["persons"]), source)


class Names:
    """Names drawn by origin, so that rare origins are seen as often as common ones deserve."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        with (HERE / "names.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                self._lists[row["form"], row["origin"]].append(row["name"])
        self._origins = sorted({origin for _, origin in self._lists})

    def draw(self, form: str, origin: str = "") -> str:
        """A first or last name of the origin, or of any; half of them English."""
        origin = origin or self.origin()
        return self._rng.choice(self._lists[form, origin])

    def origin(self) -> str:
        """An origin: English in four of ten cases."""
        return "english" if self._rng.random() < 0.4 else self._rng.choice(self._origins)

    def person(self, slot: str) -> str:
        """A person's name in the form of the slot."""
        first_origin = self.origin()
        last_origin = first_origin if self._rng.random() < 0.8 else self.origin()
        first, last = self.draw("first", first_origin), self.draw("last", last_origin)
        forms = {
            "full": f"{first} {last}",
            "first": first,
            "last": last,
            "initial": f"{first[0]}. {last}" if self._rng.random() < 0.7 else f"{first[0]} {last}",
            "couple": f"{first} and {self.draw('first')} {last}",
            "lower": f"{first} {last}".lower(),
            "upper": f"{first} {last}".upper(),
            "nick": self._rng.choice(_NICKNAMES),
        }
        return forms[slot]


def made_posts(rounds: int, seed: int) -> Iterator[Post]:
    """Every template filled `rounds` times with names and things drawn at random."""
    rng = random.Random(seed)
    names = Names(rng)
    things: defaultdict[str, list[str]] = defaultdict(list)
    with (HERE / "things.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            things[row["slot"]].append(row["text"])
    templates = (HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
    for _ in range(rounds):
        for template in templates:
            yield _filled(template.replace("\\n", "\n"), names, things, rng)


def _filled(template: str, names: Names, things: dict[str, list[str]], rng: random.Random) -> Post:
    text = ""
    persons = []
    last = 0
    for match in _SLOT.finditer(template):
        text += template[last : match.start()]
        slot = match[1]
        value = names.person(slot) if slot in _PERSONS else rng.choice(things[slot])
        if not text.strip() or text.rstrip()[-1:] in ".!?\n":
            value = value[0].upper() + value[1:] if slot not in _PERSONS else value
        if slot in _PERSONS:
            persons.append((len(text), len(text) + len(value)))
        text += value
        last = match.end()
    return Post(text + template[last:], tuple(persons), "council")
