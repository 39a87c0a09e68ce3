"""How well the words in pictures are read: characters right, contacts found, time and memory.

Usage: python bench/pictures/measure.py [--count 64] [--seed 25] [--folder FOLDER] [--quarters 2]

Made are `--count` posters from a seed (`posters.py`). With `--folder`, pictures of a folder are read instead:
beside each lies a text of the same name with the words that people read in it. Right are the characters
that are left when each one that has to be put in, taken out or changed is counted (1 - CER), without regard
to case and to the order of words. Contacts are found when the real checks find them in the words.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image
from posters import Poster, posters
from rapidfuzz.distance import Levenshtein

from smcheck import Reviewer
from smcheck.readers import picture_opening, picture_reading, picture_words
from smcheck.readers.picture_drafts import draft_of


def right(read: str, truth: Iterable[str]) -> tuple[int, int]:
    """Characters of the truth, and how many are right, each word held against the nearest that was read."""
    wanted, known = Counter(_words("\n".join(truth))), Counter(_words(read))
    characters = sum(len(word) * count for word, count in wanted.items())
    left, over = list((wanted - known).elements()), list((known - wanted).elements())
    wrong = 0
    for word in sorted(left, key=len, reverse=True):
        near = min(over, key=lambda one: Levenshtein.distance(word, one), default="")
        wrong += min(len(word), Levenshtein.distance(word, near))
        if near and Levenshtein.distance(word, near) < len(word):
            over.remove(near)
    wrong += sum(map(len, over))
    return characters, max(0, characters - wrong)


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text.casefold())


def measured(poster: Poster, reviewer: Reviewer) -> dict[str, Any]:
    """One poster: characters, those right, contacts found of those on it, and processor seconds."""
    picture_words.forget()
    began = time.process_time()
    draft = draft_of(picture_words.words_of(poster.content), "poster.jpg", "poster.jpg")
    took = time.process_time() - began
    characters, good = right(draft.text, poster.lines)
    found = {
        finding.check: _plain(draft.text[finding.start : finding.end])
        for finding in reviewer.review(draft).findings
    }
    contacts = {check: _plain(words) for check, words in poster.contacts.items()}
    known = [check for check, words in contacts.items() if words in found.get(check, "")]
    return {
        "way": poster.way,
        "characters": characters,
        "right": good,
        "contacts": len(contacts),
        "found": len(known),
        "missed": sorted(contacts.keys() - set(known)),
        "seconds": took,
        "read": draft.text,
        "truth": poster.lines,
    }


def of_folder(folder: Path) -> list[Poster]:
    """The pictures of a folder beside which their words lie."""
    return [
        Poster("real", path.with_suffix(".txt").read_text("utf-8").splitlines(), {}, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix.lower() != ".txt" and path.with_suffix(".txt").exists()
    ]


def turned(content: bytes, quarters: int) -> bytes:
    """A picture turned so many quarters to the left."""
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").rotate(90 * quarters, expand=True).save(
        out, "JPEG", quality=95
    )
    return out.getvalue()


def main() -> None:
    """Print a table, or all of it as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=80)
    parser.add_argument("--seed", type=int, default=25)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--side", type=int, default=picture_opening.LONGEST_SIDE)
    parser.add_argument("--detect", type=int, default=picture_reading.DETECTED)
    parser.add_argument("--turning", action="store_true", help="with the network that turns lines")
    parser.add_argument("--quarters", type=int, default=0, help="each turned so many quarters to the left")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    picture_opening.LONGEST_SIDE, picture_reading.DETECTED = given.side, given.detect
    picture_reading.TURNS_ROUND = given.turning
    made = of_folder(given.folder) if given.folder else posters(given.count, given.seed)
    for poster in made if given.quarters else ():
        poster.content = turned(poster.content, given.quarters)
    reviewer = Reviewer()
    measured(made[0], reviewer)  # loads the networks
    results = [measured(poster, reviewer) for poster in made]
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for result in results:
        groups[result["way"]].append(result)
    for way, group in (*groups.items(), ("all", results)):
        sums = {
            key: sum(one[key] for one in group)
            for key in ("characters", "right", "contacts", "found", "seconds")
        }
        slowest = max(one["seconds"] for one in group)
        print(
            f"{way:12} {len(group):3} pictures  {100 * sums['right'] / sums['characters']:5.1f} % right  "
            f"{sums['found']}/{sums['contacts']} contacts  "
            f"{sums['seconds'] / len(group):.2f} s, at most {slowest:.2f}"
        )
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")
    if given.out:
        given.out.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
