"""CPU time of whole processes, run in turn: what a clerk waits for.

Usage: python bench/startup.py [--rounds N] [--smcheck COMMAND]

Prints, for each command, the least and the median CPU seconds (user and system, children included) and
the ratio that its goal is stated in. Run it with smcheck installed from its wheel, so that byte code is
compiled as users have it.
"""

from __future__ import annotations

import argparse
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PLAIN = (
    "The library on Elm Road is open again from Saturday. Come and see the new shelves, the quiet corner "
    "and the seed swap by the door. There will be tea, cake and a raffle from ten in the morning until "
    "four in the afternoon, and the volunteers will show you how the new lending machine works. Children "
    "can make a bookmark to take home. Entry is free. See you there!\n"
)
NAMED = (
    "The library on Elm Road is open again from Saturday. Pete Nelson will show the new shelves, the quiet "
    "corner and the seed swap by the door. There will be tea, cake and a raffle from ten in the morning "
    "until four in the afternoon, and the volunteers will show you how the new lending machine works. "
    "Children can make a bookmark to take home. Entry is free. See you there!\n"
)


def cpu_seconds(command: list[str], folder: Path) -> float:
    """CPU seconds of one run of the command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(commands: dict[str, list[str]], rounds: int, folder: Path) -> dict[str, list[float]]:
    """CPU seconds of every command, a warm-up first, then in turn so that noise falls on all alike."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds = cpu_seconds(command, folder)
            if turn:
                times[name].append(seconds)
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--smcheck", default=f"{sys.executable} -m smcheck")
    given = parser.parse_args()
    smcheck = shlex.split(given.smcheck)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plain.txt").write_text(PLAIN, encoding="utf-8")
        (folder / "named.txt").write_text(NAMED, encoding="utf-8")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import spacy'": [sys.executable, "-c", "import spacy"],
            "smcheck --version": [*smcheck, "--version"],
            "draft, no language model": [*smcheck, "plain.txt"],
            "draft, language model": [*smcheck, "named.txt"],
        }
        times = measure(commands, given.rounds, folder)
    bases = {"smcheck --version": "python -c pass"}
    print(f"{'CPU seconds':<26} {'least':>7} {'median':>7}  ratio of medians")
    for command, seconds in times.items():
        base = bases.get(command, "python -c 'import spacy'") if "python" not in command else ""
        median = statistics.median(seconds)
        ratio = f"{median / statistics.median(times[base]):.2f} x {base}" if base else ""
        print(f"{command:<26} {min(seconds):7.3f} {median:7.3f}  {ratio}")


if __name__ == "__main__":
    main()
