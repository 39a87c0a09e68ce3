"""What a billion posts would take, reckoned from what was measured, for `docs/scale.md`.

Usage: python bench/scale/plan.py [--posts 1000000000] [--core-hour 0.04] [--gigabyte-month 0.02] [--check]

It reads `results.json`, to which `sizes.py --out` adds, and puts the tables of what was measured, of the fit,
and of what follows into the page. The fit is a line through the processor seconds of one kind of run by its
number of posts: what Spark takes however few there are, and what each post takes; it is drawn so that the
errors in proportion are least. Prices are in pounds, and assumed: give those of your own machines.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "scale.md"

_MARKED = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)
_DAY, _HOUR, _GIGABYTE = 86_400, 3_600, 1e9
_CORES = 1_000
_RUNS = {  # what a run is called on the page
    "plain": "plain, one process",
    "nothing-1": "Spark alone, one core",
    "nothing-2": "Spark alone, two cores",
    "spark-1": "Spark, one core",
    "spark-2": "Spark, two cores",
    "remembering-2": "the same, which knows again what it has seen",
    "skewed-2": "one post in ten as long as nine others",
    "poisoned-2": "one post in a hundred poisoned",
    "lost-2": "a process killed every ten seconds",
    "audit-2": "`smcheck audit`, two cores",
    "hot-2": "the same, one id on every second post",
}


class Run(NamedTuple):
    """One run that was measured: by which models, of how many posts, and what was seen."""

    models: str
    posts: int
    name: str
    seen: dict[str, Any]


class Line(NamedTuple):
    """Processor seconds by posts: so many for none, so many for each, and the largest error in proportion."""

    begun: float
    each: float
    error: float
    points: int


def main() -> None:
    """Put the tables into the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--posts", type=int, default=1_000_000_000, help="how many posts to plan for")
    parser.add_argument("--core-hour", type=float, default=0.04, help="what a core costs an hour, in pounds")
    parser.add_argument("--gigabyte-month", type=float, default=0.02, help="what a gigabyte costs a month")
    parser.add_argument("--check", action="store_true", help="only see whether the page has these tables")
    options = parser.parse_args()
    runs = known()
    parts = (measured(runs), fitted(runs), moved(runs), planned(runs, options))
    tables = "\n\n".join(map("\n".join, parts))
    page = PAGE.read_text(encoding="utf-8")
    renewed = _MARKED.sub(lambda found: f"{found[1]}{tables}\n{found[2]}", page)
    if options.check and renewed != page:
        sys.exit(f"{PAGE.name} has other figures than {RESULTS.name}: run {Path(__file__).name}")
    PAGE.write_text(renewed, encoding="utf-8")


def known() -> list[Run]:
    """What was measured, sorted as the page shows it."""
    runs = []
    for result in json.loads(RESULTS.read_text(encoding="utf-8")):
        models = "first reader" if result["quick"] else "both readers"
        models = models if result["models"] else "no model"
        runs += [Run(models, result["posts"], name, seen) for name, seen in result["runs"].items()]
    order = [*_RUNS]
    return sorted(runs, key=lambda run: (run.models, run.posts, order.index(run.name)))


def line(points: Sequence[tuple[int, float]]) -> Line:
    """The line through some points, at least two, that is off least in proportion.

    It is that of least squares, each error divided by the seconds that were seen.
    """
    import numpy

    posts, seconds = zip(*points, strict=True)
    each, begun = map(float, numpy.polyfit(posts, seconds, 1, w=[1 / taken for taken in seconds]))
    error = max(abs(begun + each * count - taken) / taken for count, taken in points)
    return Line(begun, each, error, len(points))


def lines(runs: Sequence[Run]) -> dict[str, Line]:
    """The line of each choice of models on two cores, where it was measured at two sizes or more."""
    found = {}
    for models in dict.fromkeys(run.models for run in runs):
        points = [(run.posts, run.seen["cpu"]) for run in runs if run[0] == models and run.name == "spark-2"]
        if len({posts for posts, _ in points}) > 1:
            found[models] = line(points)
    return found


def measured(runs: Sequence[Run]) -> Iterator[str]:
    """Every run, a line each."""
    yield from _head(
        "models", "posts", "run", "CPU s", "wall s", "posts a core-second", "MiB a worker", "Java"
    )
    for run in runs:
        seen = run.seen
        worker = seen.get("worker_mib", seen["this_mib"])
        yield _row(
            run.models, f"{run.posts:,}", _RUNS[run.name], f"{seen['cpu']:,.0f}", f"{seen['wall']:,.0f}",
            f"{seen['posts_a_core_second']:,.0f}", worker, seen.get("java_mib", "–"),
        )  # fmt: skip


def fitted(runs: Sequence[Run]) -> Iterator[str]:
    """The lines."""
    yield from _head(
        "models", "sizes", "CPU s for none", "CPU ms a post", "posts a core-second", "off by at most"
    )
    for models, found in lines(runs).items():
        yield _row(
            models, found.points, f"{found.begun:.1f}", f"{found.each * 1_000:.2f}", f"{1 / found.each:,.0f}",
            f"{found.error:.1%}",
        )  # fmt: skip


def moved(runs: Sequence[Run]) -> Iterator[str]:
    """What whole audits read, moved and wrote, in bytes a post."""
    yield from _head("audit of", "read, bytes a post", "shuffled", "spilled to disk", "written", "tasks")
    for run in runs:
        if run.name == "audit-2":
            told = [
                f"{run.seen[name] / run.posts:,.0f}"
                for name in ("read_bytes", "shuffled_bytes", "spilled_bytes", "written_bytes")
            ]
            yield _row(f"{run.posts:,} posts, {run.models}", *told, run.seen["tasks"])


def planned(runs: Sequence[Run], options: argparse.Namespace) -> Iterator[str]:
    """What so many posts would take."""
    audits = [run for run in runs if run.name == "audit-2"]
    shuffled, written = (
        max(run.seen[name] / run.posts for run in audits) * options.posts / _GIGABYTE
        for name in ("shuffled_bytes", "written_bytes")
    )
    yield from _head(
        f"{options.posts:,} posts", "core-days", f"hours on {_CORES:,} cores", "at "
        f"£{options.core_hour:.2f} a core-hour", "shuffle, GB", "findings, GB",
        f"a month of them at £{options.gigabyte_month:.2f} a GB",
    )  # fmt: skip
    for models, found in lines(runs).items():
        seconds = found.begun + found.each * options.posts
        yield _row(
            models, f"{seconds / _DAY:,.0f}", f"{seconds / _HOUR / _CORES:.1f}",
            f"£{seconds / _HOUR * options.core_hour:,.0f}", f"{shuffled:,.0f}", f"{written:,.0f}",
            f"£{written * options.gigabyte_month:,.2f}",
        )  # fmt: skip


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *("---:" for _ in cells[1:]))


if __name__ == "__main__":
    main()
