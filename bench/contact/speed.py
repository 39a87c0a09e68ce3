"""Speed of the checks of personal data: drafts a second, and hostile text beside prose.

Usage: python bench/contact/speed.py [--characters N] [--rounds N] [--units TEXT ...]

Prints how many drafts of 400 characters the checks of personal contact and personal data (private matters
left out) review in a CPU second on one core; the wall time of a whole process on one draft; and, for texts of
N characters (1 MiB by default) of one repeated unit, the CPU time as a ratio to as much prose, for these
checks and for all checks without the language model.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from smcheck import Council, Reviewer
from smcheck.checks import all_checks
from smcheck.model.category import PERSONAL

PROSE = (
    "The summer fair is on Saturday 12 June from 10am to 4pm on the green. There will be forty stalls, a "
    "dog show "
    "and a raffle with a first prize of £50; entry is free and the council's tent has tea at 80p a cup. "
    "Buses 1 and "
    "27 stop outside the library. The road is closed between the church and the station from 8.30am until "
    "5pm, as "
    "set out in notice 23/01234. Volunteers who can help with the chairs meet at nine by the old oak. "
)
UNITS = (
    "0", "1 2 ", "a@", "+44", "07700 900123 ", "077", "one two ", "dot ", "at ", "a.", "1.", "1:", "::", "9-",
    "£1,", "(0", "12 Elm Road ", "SS9 9ZZ ", "AB51 XYZ ", "20-00-00 ", "@a ", "insta ", "&#64;", "%40",
    "0\u20e3", "///a.b.c ",
)  # fmt: skip
DRAFT = 400


COUNCIL = Council(max_characters=1 << 24, language_model=False)


def reviewer() -> Reviewer:
    """The personal checks alone, for a council that lists nothing."""
    names = [check.name for check in all_checks() if check.category in PERSONAL]
    return Reviewer(COUNCIL, select=names, ignore=["private-matter"])


def seconds(tool: Reviewer, text: str) -> float:
    """CPU seconds that one review of the text takes."""
    began = time.process_time()
    tool.review(text)
    return time.process_time() - began


def drafts_a_second(tool: Reviewer, rounds: int) -> float:
    """Drafts of 400 characters that are reviewed in a CPU second, the best of some rounds."""
    drafts = [(PROSE * 3)[start : start + DRAFT] for start in range(0, len(PROSE), 3)]
    for draft in drafts:
        tool.review(draft)
    return max(len(drafts) / sum(seconds(tool, draft) for draft in drafts) for _ in range(rounds))


def process_seconds(rounds: int) -> float:
    """Wall seconds from the start of a process to its result for one draft with a phone number, the best."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "draft.txt").write_text(PROSE + "Ring Jo on 07700 900123.\n", encoding="utf-8")
        command = [sys.executable, "-m", "smcheck", "draft.txt"]
        for name in sorted(PERSONAL):
            command += ["--select", name]
        best = float("inf")
        for _ in range(rounds):
            began = time.perf_counter()
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
            best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=1 << 20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--units", nargs="*", default=UNITS)
    given = parser.parse_args()
    tool = reviewer()
    print(f"drafts of {DRAFT} characters a CPU second: {drafts_a_second(tool, given.rounds):.0f}")
    print(f"process start to result, wall seconds: {process_seconds(given.rounds):.3f}")
    size = given.characters
    tools = (tool, Reviewer(COUNCIL))
    prose = [seconds(each, repeated(PROSE, size)) for each in tools]
    print(f"\n{size:,} characters of   personal: CPU s, x prose   all: CPU s, x prose")
    print(f"{'prose':<24} {prose[0]:13.2f}     1.00 {prose[1]:13.2f}     1.00")
    for unit in given.units:
        took = [seconds(each, repeated(unit, size)) for each in tools]
        ratios = [one / base for one, base in zip(took, prose, strict=True)]
        print(f"{unit!r:<24} {took[0]:13.2f} {ratios[0]:8.2f} {took[1]:13.2f} {ratios[1]:8.2f}", flush=True)


def repeated(unit: str, size: int) -> str:
    """As many characters of the unit, over and over."""
    return (unit * (size // len(unit) + 1))[:size]


if __name__ == "__main__":
    main()
