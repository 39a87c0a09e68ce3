"""How much personal data smcheck and its peers find, and how often they are wrong, in one run.

Usage: python bench/contact/quality.py LABELLED.jsonl [--disguises FILE.md ...] [--tools NAME ...]

Run it in an environment that holds smcheck and `bench/contact/requirements.txt`. A line of LABELLED.jsonl is
an object with "text", "spans" (start, end, type), "ignore", "negative", "kind" and "uk"; the disguises are
those of `tests/checks/disguises` unless files are named. For every tool it prints typed recall (a labelled
span counts where a finding of its type overlaps it), precision and F1 by any overlap, the share of negative
lines with a finding, disguises found (four fifths of the words covered, by the right type), look-alikes
flagged, and CPU seconds; then the recall by type.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import SMCHECK_TYPES, TOOLS

HERE = Path(__file__).parent
DISGUISES = sorted((HERE.parents[1] / "tests" / "checks" / "disguises").glob("*.md"))
ALSO_RIGHT = {
    "address": {"postcode"},
    "postcode": {"address"},
    "handle": {"url"},
    "phone": {"url"},
    "url": set(),
}
"""Types of findings that satisfy a label beside its own, alike for every tool."""
NEGATIVES = {"hard_negative": "hard", "sentence": "easy"}
COVERED = 0.8

Span = tuple[int, int, str]


@dataclass
class Score:
    """What one tool got right on labelled posts."""

    found: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    overlapped: int = 0
    findings: int = 0
    right: int = 0
    negatives: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, both by any overlap."""
        precision = self.right / self.findings if self.findings else 0.0
        recall = self.overlapped / self.labelled.total() if self.labelled else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlaps(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two spans (start, end, ...) share a character."""
    return bool(one[0] < other[1] and other[0] < one[1])


def fits(label: str, found: str) -> bool:
    """Whether a finding's type satisfies a label."""
    return found == label or found in ALSO_RIGHT.get(label, set())


def run(tool: str, texts: Sequence[str]) -> tuple[list[list[Span]], dict[str, float]]:
    """A tool's findings for each text, and its CPU seconds to load and to run, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        lines = (json.dumps({"text": text}) + "\n" for text in texts)
        path.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, str(HERE / "tools.py"), tool, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    spans = [[tuple(span) for span in json.loads(line)["spans"]] for line in done.stdout.splitlines()]
    return spans, json.loads(done.stderr.splitlines()[-1])


def score(posts: Iterable[dict[str, Any]], results: Iterable[list[Span]]) -> Score:
    """The score of one tool over labelled posts."""
    types = set(SMCHECK_TYPES.values()) - {"url"}
    total = Score()
    for post, spans in zip(posts, results, strict=True):
        every = [(span["start"], span["end"]) for span in post["spans"]]
        for span in post["spans"]:
            label = (span["start"], span["end"], span["type"])
            if label[2] in types:
                total.labelled[label[2]] += 1
                hits = [found for found in spans if overlaps(found, label)]
                total.overlapped += bool(hits)
                total.found[label[2]] += any(fits(label[2], found[2]) for found in hits)
        counted = [found for found in spans if not any(overlaps(found, other) for other in post["ignore"])]
        total.findings += len(counted)
        total.right += sum(any(overlaps(found, label) for label in every) for found in counted)
        if post["negative"]:
            tally = total.negatives[NEGATIVES.get(post["kind"], "invalid")]
            tally[0] += bool(spans)
            tally[1] += 1
    return total


def read_disguises(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """Posts of a set of disguises, each with the labels (type, words) that should be found."""
    posts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if " =>" in line:
            plain = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line).replace("\\n", "\n")
            text, *marks = [part.strip() for part in plain.split("=>")]
            labels = [mark.removeprefix("missed ").split(": ", 1) for mark in marks if mark]
            posts.append((text, [(str(SMCHECK_TYPES[check]), words) for check, words in labels]))
    return posts


def score_disguises(path: Path, tool: str) -> str:
    """Share of disguises that a tool finds, and of look-alikes that it flags."""
    posts = read_disguises(path)
    results, _ = run(tool, [text for text, _ in posts])
    found = labelled = flagged = alike = 0
    for (text, labels), spans in zip(posts, results, strict=True):
        if not labels:
            alike += 1
            flagged += bool(spans)
        for kind, words in labels:
            label = (text.index(words), text.index(words) + len(words))
            hits = [span for span in spans if overlaps(span, label)]
            covered = {place for span in hits for place in range(*span[:2])} & set(range(*label))
            labelled += 1
            found += len(covered) >= COVERED * len(words) and any(fits(kind, span[2]) for span in hits)
    return f"{path.stem}: {found}/{labelled}, look-alikes {flagged}/{alike}"


def main() -> None:
    """Score every tool and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--disguises", type=Path, nargs="*", default=DISGUISES)
    parser.add_argument("--tools", nargs="*", default=list(TOOLS), choices=list(TOOLS))
    given = parser.parse_args()
    posts = [json.loads(line) for line in given.labelled.read_text(encoding="utf-8").splitlines()]
    recalls: dict[str, Score] = {}
    for tool in given.tools:
        results, seconds = run(tool, [post["text"] for post in posts])
        recalls[tool] = everything = score(posts, results)
        british = [(post, spans) for post, spans in zip(posts, results, strict=True) if post["uk"]]
        home = score([post for post, _ in british], [spans for _, spans in british])
        print(
            f"{tool}: British typed recall {home.found.total()}/{home.labelled.total()}, "
            f"precision {home.right}/{home.findings}, F1 {home.f1:.3f}; all typed recall "
            f"{everything.found.total()}/{everything.labelled.total()}, F1 {everything.f1:.3f}"
        )
        flagged = ", ".join(f"{kind} {a}/{b}" for kind, (a, b) in sorted(everything.negatives.items()))
        print(f"    negatives flagged: {flagged}; CPU seconds: load {seconds['load']}, run {seconds['run']}")
        print("    disguises", "; ".join(score_disguises(path, tool) for path in given.disguises), flush=True)
    labels = recalls[given.tools[0]].labelled
    print(f"\n{'recall by type':<18}" + "".join(f"{tool:>12}" for tool in recalls))
    for label in sorted(labels):
        row = "".join(f"{one.found[label]:>12}" for one in recalls.values())
        print(f"{label + ' /' + str(labels[label]):<18}{row}")


if __name__ == "__main__":
    main()
