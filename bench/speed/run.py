"""How fast smcheck is, beside its peers, on the same texts in one run.

With smcheck installed, and its peers in a folder of their own, this measures, writes `results.json`, and puts
the tables and the plot into `docs/performance.md`:

    python -m venv peers && peers/bin/pip install -r bench/speed/requirements.txt
    npm install --prefix peers alex@11.0.1 textlint@15.8.0 textlint-rule-alex@5.0.0 write-good@1.0.8
    python bench/speed/run.py --peers peers

It takes about a quarter of an hour; `--quick` takes a minute, prints the figures and writes nothing. The
commands of a group run in turn, so that noise falls on all alike. They are tried first, which also compiles
byte code as an installed package has it. CPU seconds are those of the process and its children; memory is the
peak of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import page
from commands import files, peers, versions
from texts import ONE, OPTIONS, WITHOUT_MODELS, folder, long_draft

MODELS = ("first", "second", "persons")
LOADED = {
    "no model": [],
    "first reader": ["first"],
    "first reader and persons": ["first", "persons"],
    "both readers and persons": [*MODELS],
}
"""The models that each single draft must load, and no others."""

_PROBE = f"""
import sys
from smcheck.__main__ import main
try:
    main()
except SystemExit:
    print()
    from smcheck.models import judge, persons
    loaded = (judge._first, judge._second, persons._shipped)
    print(*(name for name, load in zip({MODELS}, loaded) if load.cache_info().currsize))
"""
_EDIT = " The gate is open again."


class Spent(NamedTuple):
    """What one run of a command took."""

    cpu: float
    wall: float
    mib: float


class Case(NamedTuple):
    """A command to measure in a folder, and what is to be done before each of its runs."""

    command: Sequence[str]
    folder: Path
    ready: Callable[[], None] = lambda: None


Group = dict[str, Case]
Figures = dict[str, list[Spent]]


class Bench:
    """The texts, the folder of smcheck's cache, and the environment of every command."""

    def __init__(self, home: Path, python: str) -> None:
        self.home = home
        self.cache = home / "cache"
        self.python = python
        self.smcheck = (python, "-m", "smcheck")
        ours = {"SMCHECK_CACHE_DIR": str(self.cache), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
        left_out = ("PYTHONDONTWRITEBYTECODE", "GITHUB_ACTIONS")
        self._environment = {key: value for key, value in os.environ.items() if key not in left_out} | ours

    def forget(self) -> None:
        """Remove smcheck's cache."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def spend(self, case: Case) -> Spent:
        """Run a command and measure it; this process stays small, since its size counts as a child's too."""
        case.ready()
        began = time.perf_counter()
        nowhere = subprocess.DEVNULL
        process = subprocess.Popen(
            case.command, cwd=case.folder, env=self._environment, stdout=nowhere, stderr=nowhere
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode not in (0, 1) and tuple(case.command[:3]) == self.smcheck:
            raise SystemExit(f"{case.command} failed with {process.returncode}")
        return Spent(round(used.ru_utime + used.ru_stime, 3), round(wall, 3), round(used.ru_maxrss / 1024, 1))

    def try_out(self, case: Case) -> str:
        """Run a command that is not counted; end everything if it fails."""
        case.ready()
        done = subprocess.run(
            case.command, cwd=case.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        broke = "Traceback" in done.stderr or "Error:" in done.stderr or "not reviewed" in done.stderr
        if done.returncode < 0 or broke:
            raise SystemExit(f"{' '.join(case.command)[:200]} failed:\n{done.stderr[-2000:]}")
        return done.stdout

    def measured(self, group: Group, rounds: int, *, tried: bool) -> Figures:
        """Every command of the group so many times, in turn."""
        for case in () if tried else group.values():
            self.try_out(case)
        figures: Figures = {name: [] for name in group}
        for _ in range(rounds):
            for name, case in group.items():
                figures[name].append(self.spend(case))
        return figures

    def check_models(self) -> None:
        """End everything unless each single draft loads the models that it is meant to, and no others."""
        for name, wanted in LOADED.items():
            case = Case((self.python, "-c", _PROBE, *OPTIONS[name], f"{name}.txt"), self.home, self.forget)
            loaded = self.try_out(case).splitlines()[-1].split()
            if loaded != wanted:
                raise SystemExit(f"the draft {name!r} loads {loaded}, not {wanted}")

    # the groups of commands

    def one(self, tools: Path) -> Group:
        """One draft of 400 characters: each kind for smcheck, that which needs all models for its peers."""
        for name, text in ONE.items():
            (self.home / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
        (self.home / "without.toml").write_text(WITHOUT_MODELS, encoding="utf-8")
        group = {
            "python": Case((self.python, "-c", "pass"), self.home),
            "import spacy": Case((self.python, "-c", "import spacy"), self.home),
            "smcheck --version": Case((*self.smcheck, "--version"), self.home),
        }
        for name in ONE:
            command = (*self.smcheck, *OPTIONS[name], f"{name}.txt")
            group[f"smcheck, {name}"] = Case(command, self.home, self.forget)
        for name, peer in peers(tools).items():
            group[name] = Case((*peer.command, f"{list(ONE)[-1]}.txt"), self.home)
        return group

    def thousand(self, tools: Path, count: int) -> Group:
        """Many drafts, a file each."""
        drafts = folder(self.home / "thousand", count)
        edited = drafts / f"{count // 2:05}.txt"

        edited.write_text(ONE["first reader"] + "\n", encoding="utf-8")

        def edit() -> None:
            edited.write_text(edited.read_text(encoding="utf-8").strip() + _EDIT + "\n", encoding="utf-8")

        command = (*self.smcheck, "--jobs", "1", ".")
        group = {
            "smcheck, cold, first reader": Case((*command, "--quick"), drafts, self.forget),
            "smcheck, cold": Case(command, drafts, self.forget),
            "smcheck, cold, two processes": Case((*self.smcheck, "--jobs", "2", "."), drafts, self.forget),
            "smcheck, nothing changed": Case(command, drafts),
            "smcheck, one changed": Case(command, drafts, edit),
        }
        for name, peer in peers(tools).items():
            group[name] = Case((*peer.command, *files(drafts)), drafts)
        return group

    def growth(self, counts: Iterable[int]) -> Group:
        """Ever more drafts."""
        folders = {count: folder(self.home / f"growth{count}", count) for count in counts}
        return {
            str(count): Case((*self.smcheck, "--jobs", "1", "."), drafts, self.forget)
            for count, drafts in folders.items()
        }

    def long(self, sizes: Iterable[int]) -> Group:
        """Ever longer drafts, by KiB."""
        for size in sizes:
            text = long_draft(size * 1024 - 1)
            (self.home / f"long{size}.txt").write_text(text + "\n", encoding="utf-8")
        return {str(size): Case((*self.smcheck, f"long{size}.txt"), self.home, self.forget) for size in sizes}


def measure(home: Path, tools: Path, python: str, *, quick: bool) -> dict[str, Any]:
    """All figures, as they are written to `results.json`."""
    bench = Bench(home, python)
    one = bench.one(tools)
    bench.check_models()
    drafts = 100 if quick else 1000
    groups = {
        "one": (one, 3 if quick else 11),
        "thousand": (bench.thousand(tools, drafts), 1 if quick else 3),
        "growth": (bench.growth((100, 200) if quick else (100, 1000, 5000, 20_000)), 1),
        "long": (bench.long((64, 128) if quick else (64, 128, 256, 512, 1024)), 1),
    }
    figures: dict[str, Any] = {"about": {"drafts": drafts, **about(python, tools)}}
    for name, (group, rounds) in groups.items():
        print(f"{name}: {rounds} rounds of {len(group)} commands", file=sys.stderr, flush=True)
        figures[name] = bench.measured(group, rounds, tried=name in ("growth", "long"))
    return figures


def about(python: str, tools: Path) -> dict[str, Any]:
    """The machine in general words, and what was measured."""
    asked = subprocess.run((python, "-m", "smcheck", "--version"), capture_output=True, text=True, check=True)
    cores = len(os.sched_getaffinity(0))
    return {
        "machine": f"{cores} cores, {platform.system()}",
        "python": platform.python_version(),
        "node": subprocess.run(
            ("node", "--version"), capture_output=True, text=True, check=True
        ).stdout.strip(),
        "smcheck": asked.stdout.split()[-1],
        "versions": versions(tools),
    }


def main() -> None:
    """Measure, and write or print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, required=True, help="folder in which the peers are installed")
    parser.add_argument("--python", default=sys.executable, help="the Python that has smcheck")
    parser.add_argument("--quick", action="store_true", help="few drafts and rounds; nothing is written")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        figures = measure(Path(home), given.peers.absolute(), given.python, quick=given.quick)
    if given.quick:
        print(page.tables(figures))
        return
    page.RESULTS.write_text(json.dumps(figures, separators=(",", ":")) + "\n", encoding="utf-8")
    page.write(figures)


if __name__ == "__main__":
    main()
