"""The tables and the plot of `docs/performance.md`, made from `results.json`.

Usage: python bench/speed/page.py
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from commands import peers

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).with_name("results.json")
PAGE, PLOT = ROOT / "docs" / "performance.md", ROOT / "docs" / "performance.svg"
_MARKED = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)

CPU, WALL, MIB = 0, 1, 2
Figures = dict[str, Any]
EVERYTHING = "all of the policy: with both readers and the person recogniser"
SPACY, ALEX, CODESPELL = "import spacy", "alex", "codespell"
GOALS = {  # CPU seconds for one draft; of many, so many times what takes that stands beside it
    "no model": (0.18, SPACY),
    "first reader": (0.33, SPACY),
    "first reader and persons": (0.70, SPACY),
    "both readers and persons": (1.1, SPACY),
    "cold, first reader": (1.0, ALEX),
    "cold": (1.7, ALEX),
    "cold, two processes": (None, ALEX),
    "nothing changed": (3.0, CODESPELL),
    "one changed": (None, CODESPELL),
}


def of(runs: Sequence[Sequence[float]], what: int) -> float:
    """The median of one measure over the rounds."""
    return median(run[what] for run in runs)


def tables(figures: Figures) -> str:
    """All tables, in Markdown."""
    parts = (beside_peers(figures), by_situation(figures), growth(figures), long(figures))
    return "\n\n".join(map("\n".join, parts))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *("---:" for _ in cells[1:]))


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def compared(figures: Figures) -> Iterator[tuple[str, list[list[float]], list[list[float]]]]:
    """Each tool with its runs on one draft and on many."""
    yield "smcheck", figures["one"]["smcheck, both readers and persons"], figures["thousand"]["smcheck, cold"]
    for name in peers(Path()):
        yield name, figures["one"][name], figures["thousand"][name]


def beside_peers(figures: Figures) -> Iterator[str]:
    """Smcheck with all its models beside the peers."""
    about = figures["about"]
    named = {name: f"{name} {about['versions'][peer.package]}" for name, peer in peers(Path()).items()}
    looks_for = {name: peer.looks_for for name, peer in peers(Path()).items()} | {"smcheck": EVERYTHING}
    named["smcheck"] = f"**smcheck {about['smcheck']}**"
    many_drafts = f"{about['drafts']:,} drafts, CPU s"
    yield from _head("", "one draft, CPU s", "MiB", many_drafts, "wall s", "MiB", "looks for")
    for name, one, many in sorted(compared(figures), key=lambda row: of(row[2], CPU)):
        cells = (of(one, CPU), of(many, CPU), of(many, WALL))
        first, second, third = map(_seconds, cells)
        yield _row(
            named[name], first, f"{of(one, MIB):.0f}", second, third, f"{of(many, MIB):.0f}", looks_for[name]
        )


def by_situation(figures: Figures) -> Iterator[str]:
    """Smcheck in each situation beside its goal."""
    yield from _head("smcheck", "CPU s", "ratio", "goal", "wall s", "MiB")
    for group in ("one", "thousand"):
        for name, runs in figures[group].items():
            situation = name.removeprefix("smcheck, ")
            if situation not in GOALS:
                continue
            goal, beside = GOALS[situation]
            cpu = of(runs, CPU)
            drafts = "one draft" if group == "one" else f"{figures['about']['drafts']:,} drafts"
            ratio = f"{cpu / of(figures[group][beside], CPU):.2f} × {beside}"
            aim = f"{goal:.2f} s" if group == "one" else f"{goal} ×" if goal else ""
            yield _row(
                f"{drafts}, {situation}",
                f"{cpu:.2f}",
                ratio,
                aim,
                f"{of(runs, WALL):.2f}",
                f"{of(runs, MIB):.0f}",
            )


def growth(figures: Figures) -> Iterator[str]:
    """Ever more drafts."""
    named = {f"{int(count):,}": (int(count), runs) for count, runs in figures["growth"].items()}
    yield from _growing("drafts, cold", "ms a draft", 1, named)


def long(figures: Figures) -> Iterator[str]:
    """Ever longer drafts."""
    named = {f"{size} KiB": (int(size), runs) for size, runs in figures["long"].items()}
    yield from _growing("one draft of", "ms a KiB", 0, named)


def _growing(
    first: str, each: str, digits: int, named: Mapping[str, tuple[int, list[list[float]]]]
) -> Iterator[str]:
    """Ever larger amounts by name, with what each unit of them takes in milliseconds, to so many digits."""
    yield from _head(first, "CPU s", "wall s", each, "MiB")
    for name, (amount, runs) in named.items():
        cpu = of(runs, CPU)
        cells = (f"{cpu:.1f}", f"{of(runs, WALL):.1f}", f"{cpu / amount * 1000:.{digits}f}")
        yield _row(name, *cells, f"{of(runs, MIB):.0f}")


# the plot

_WIDTH, _LEFT, _LINE, _TOP = 760, 110, 34, 46
_LEAST, _MOST = 0.03, 60  # seconds at the ends of the axis
_TICKS = (0.1, 1, 10)
_COLOURS = ("#9db8d2", "#1f5f99")


def plot(figures: Figures) -> str:
    """An SVG: two bars a tool, the seconds on a logarithmic scale."""
    rows = sorted(compared(figures), key=lambda row: of(row[2], CPU))
    height = _TOP + _LINE * len(rows) + 30
    marks = (
        *_legend(),
        *_axis(height - 30),
        *(mark for k, row in enumerate(rows) for mark in _bars(k, *row)),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        'font-family="sans-serif" font-size="12" fill="#222">\n<title>CPU seconds of each tool</title>\n'
        '<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(marks) + "\n</svg>\n"
    )


def _x(seconds: float) -> float:
    share = math.log(max(seconds, _LEAST) / _LEAST) / math.log(_MOST / _LEAST)
    return round(_LEFT + share * (_WIDTH - _LEFT - 70), 1)


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}"{more}>{words}</text>'


def _legend() -> Iterable[str]:
    for colour, words, x in zip(_COLOURS, ("one draft", "1,000 drafts"), (_LEFT, _LEFT + 110), strict=True):
        yield f'<rect x="{x}" y="10" width="12" height="12" fill="{colour}"/>'
        yield _text(x + 18, 20, words)
    yield _text(_LEFT + 250, 20, "CPU seconds, less is better; each mark is ten times the one before")


def _axis(bottom: float) -> Iterable[str]:
    for seconds in _TICKS:
        x = _x(seconds)
        yield f'<line x1="{x}" x2="{x}" y1="{_TOP - 12}" y2="{bottom}" stroke="#ddd"/>'
        yield _text(x, bottom + 16, f"{seconds:g} s", ' text-anchor="middle"')


def _bars(k: int, name: str, *runs: list[list[float]]) -> Iterable[str]:
    y = _TOP + k * _LINE
    bold = ' font-weight="bold"' if name == "smcheck" else ""
    yield _text(_LEFT - 8, y + 16, name, f' text-anchor="end"{bold}')
    for colour, each, top in zip(_COLOURS, runs, (y, y + 12), strict=True):
        seconds = of(each, CPU)
        width = round(_x(seconds) - _LEFT, 1)
        yield f'<rect x="{_LEFT}" y="{top}" width="{width}" height="11" fill="{colour}"/>'
        yield _text(_LEFT + width + 5, top + 10, _seconds(seconds))


def write(figures: Figures) -> None:
    """Put the tables between the page's marks, and the plot beside it."""
    about = figures["about"]
    where = f"Measured on {about['machine']}, Python {about['python']}, Node.js {about['node'].lstrip('v')}."
    shown = PAGE.read_text(encoding="utf-8")
    made = f"{where}\n\n{tables(figures)}\n"
    PAGE.write_text(_MARKED.sub(lambda marks: marks[1] + made + marks[2], shown), encoding="utf-8")
    PLOT.write_text(plot(figures), encoding="utf-8")


if __name__ == "__main__":
    write(json.loads(RESULTS.read_text(encoding="utf-8")))
