"""What the abuse classifier learns from: labelled posts, our own templates filled, and their disguises."""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smcheck.text.vocabulary import wordlists_folder
from smcheck.text.wordlists import read_list

HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_NONE = re.compile(r"\b(no|any|every|another) an? ", re.IGNORECASE)
_ARTICLE = re.compile(r"\b([Aa]) ([aeio])")
_WORD = re.compile(r"[A-Za-z]{4,}")
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1"}
UNJUDGED = 0.2
"""Taken for the label `offensive` of a post of others that is not hateful and that nobody judged further."""
_HELD_OUT = 20  # one row in so many


class Row(NamedTuple):
    """A post with its labels: 1, 0, or None where nobody judged."""

    text: str
    hate: float | None
    offensive: float | None
    source: str


def read_rows(path: Path) -> list[Row]:
    """Rows of a `.jsonl` of labelled posts, or of our own templates as they stand."""
    rows = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            source = row.get("source", row.get("kind", path.stem))
            hate, offensive = row["hate"], row["offensive"]
            if hate == 0 and offensive is None and "licence" in row:
                offensive = UNJUDGED
            rows.append(Row(row["text"], hate, offensive, source))
    return rows


def split(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Rows to learn from and rows held back to measure by, told apart by a checksum of the text."""
    learnt: list[Row] = []
    held: list[Row] = []
    for row in rows:
        (learnt if zlib.crc32(row.text.encode()) % _HELD_OUT else held).append(row)
    return learnt, held


def fillings(path: Path) -> dict[str, list[str]]:
    """What may fill each slot of the templates: `slot: word, word …` a line."""
    lists: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        slot, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            lists[slot] = [word.strip() for word in words.split("|")]
    for slot, name in (("slur", "slurs"), ("insult", "insults")):
        terms = read_list(wordlists_folder() / f"{name}.csv")
        lists[slot] = [term.term[:-1] for term in terms if re.fullmatch(r"[a-z]+~", term.term)]
        lists[slot + "s"] = [word + "s" for word in lists[slot]]
    return lists


def filled(template: str, lists: dict[str, list[str]], rng: random.Random) -> str:
    """The template with each slot filled; the same slot has the same filling throughout."""
    chosen: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        return chosen.setdefault(match[1], rng.choice(lists[match[1]]))

    text = _NONE.sub(r"\1 ", _ARTICLE.sub(r"\1n \2", _SLOT.sub(fill, template)))
    return text[:1].upper() + text[1:] if template[:1] == "{" and rng.random() < 0.8 else text


def made_rows(templates: Sequence[Row], lists: dict[str, list[str]], times: int, seed: int) -> Iterator[Row]:
    """Each template filled `times` times, one without a slot only half as often."""
    rng = random.Random(seed)
    for row in templates:
        for _ in range(times if "{" in row.text else max(1, times // 2)):
            yield row._replace(text=filled(row.text, lists, rng))


def disguised(text: str, rng: random.Random) -> str:
    """The text with one or two of its words misspelt, starred, spaced or in leet."""
    words = list(_WORD.finditer(text))
    for match in sorted(rng.sample(words, min(len(words), rng.choice((1, 1, 2)))), reverse=True, key=_start):
        text = text[: match.start()] + _changed(match[0], rng) + text[match.end() :]
    if rng.random() < 0.1:
        spaces = [index for index, char in enumerate(text) if char == " "]
        for index in sorted(rng.sample(spaces, min(2, len(spaces))), reverse=True):
            text = text[:index] + text[index + 1 :]
    return text


def _start(match: re.Match[str]) -> int:
    return match.start()


def _changed(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 1)
    way = rng.randrange(6)
    if way == 0:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    if way == 2:
        return word[:place] + "*" + word[place + 1 :]
    if way == 3:
        return " ".join(word)
    if way == 4:
        return word[:place] + word[place] * 3 + word[place:]
    return "".join(
        rng.choice(_LEET[char]) if char in _LEET and rng.random() < 0.7 else char for char in word.lower()
    )
