"""Hunt for faults for as long as you like.

Usage: python -m tests.fuzz [--seconds S] [--folder FOLDER] [--only FORMAT ...]

Tries documents of every format and reports in turn, S seconds of processor time in all. Saves the smallest input
that shows each fault in FOLDER, goes on, and prints after each round how many were tried and what was found.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from tests.fuzz import properties, reports
from tests.fuzz.author import Document
from tests.fuzz.formats import DOCUMENTS
from tests.fuzz.hunt import Hunt
from tests.fuzz.properties import Fault

_ROUND = 20.0  # seconds for each format before it is the next one's turn


class Entry(NamedTuple):
    """A hunt, and what it counts beside faults."""

    hunt: Hunt[Any]
    told: Counter[str]


def entries(folder: Path, only: list[str]) -> dict[str, Entry]:
    """A hunt for each format, and one for reports."""
    found: dict[str, Entry] = {}
    for name, documents in DOCUMENTS.items():
        told = Counter[str]()
        judge = partial(properties.faults_of, told=told)
        found[name] = Entry(Hunt(documents, judge, on_found=_saving(folder, name)), told)
    hunt = Hunt(reports.TELLINGS, reports.faults_of, on_found=_saving(folder, "reports"))
    found["reports"] = Entry(hunt, Counter())
    return {name: entry for name, entry in found.items() if not only or name in only}


def _saving(folder: Path, name: str) -> Callable[[object, Fault], None]:
    def save(thing: object, fault: Fault) -> None:
        place = folder / "".join(char if char.isalnum() else "-" for char in f"{name} {fault.sign}")
        place.mkdir(parents=True, exist_ok=True)
        if isinstance(thing, Document):
            (place / thing.name).write_bytes(thing.content)
        said = f"{fault.sign}\n{fault.detail}\n\n{thing!r}\n"
        (place / "fault.txt").write_text(said, encoding="utf-8", errors="backslashreplace")
        print(f"{name}: {fault.sign} (in {place})", flush=True)

    return save


def main() -> int:
    """Hunt, and print what came of it; 1 where anything was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--folder", type=Path, default=Path("fuzz-found"))
    parser.add_argument("--only", nargs="*", default=[], choices=[*DOCUMENTS, "reports"])
    options = parser.parse_args()
    every = entries(options.folder, options.only)
    ends = time.process_time() + options.seconds
    share = min(_ROUND, options.seconds / len(every))
    while time.process_time() < ends:
        for entry in every.values():
            try:
                entry.hunt.go_on(share)
            except Exception:  # of the search itself, which goes on with another seed
                traceback.print_exc()
        _print(every)
    return any(entry.hunt.found for entry in every.values())


def _print(every: dict[str, Entry]) -> None:
    tried = sum(entry.hunt.tried for entry in every.values())
    print(f"\n{tried:,} tried, {time.process_time():,.0f} s of work")
    for name, (hunt, told) in every.items():
        kinds = Counter(sign.partition(":")[0] for sign in hunt.found)
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no faults"
        more = "".join(f", {count:,} {what}" for what, count in sorted(told.items()))
        print(f"  {name}: {hunt.tried:,} tried{more}; {counts}")
        for sign in hunt.found:
            print(f"    {sign} ({hunt.seen[sign]:,} times)")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
