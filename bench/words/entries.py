"""Which entries of the word lists find what they should, and which cry wolf, on posts marked up by people.

    python bench/words/entries.py DATA/wild [--classifier] [--least 2]

DATA/wild has `ordinary.jsonl`, `twins.jsonl` and `problem.jsonl`: posts with `expected` and `ambiguous`
categories. An entry is right where a finding on its words has a category that satisfies an expected one,
wrong where it satisfies neither an expected nor an ambiguous one. Without `--classifier` lists and frames
speak alone; with it their findings are weighed by how their sentences read. Printed are the entries that are
wrong at least so often, the worst first.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from smcheck import Council, Draft, Finding, Reviewer, Severity
from smcheck.text import TextView, load_lexicon
from smcheck.text.roles import ROLES

CATEGORIES = Path(__file__).parents[2] / "training" / "posts" / "categories.toml"
SATISFIES: dict[str, list[str]] = tomllib.loads(CATEGORIES.read_text(encoding="utf-8"))

LISTED = frozenset(ROLES) - {"shared"}


def main() -> None:
    """Read the command line, review every post, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("posts", type=Path)
    parser.add_argument("--classifier", action="store_true")
    parser.add_argument("--least", type=int, default=2)
    args = parser.parse_args()
    reviewer = Reviewer(Council(classifier=args.classifier), ignore=["personal-contact", "named-person"])
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for post in _posts(args.posts):
        good, fine = (_satisfying(post, *keys) for keys in (("expected",), ("expected", "ambiguous")))
        view = TextView(post["text"], load_lexicon(()))
        for finding in reviewer.review(Draft(post["text"], kind=post.get("kind", "post"))).findings:
            if finding.severity is Severity.NOTE:
                continue
            for entry in _entries(view, finding):
                right[entry] += finding.category in good
                if finding.category not in fine:
                    wrong[entry] += 1
                    examples[entry].append(view.raw[max(0, finding.start - 30) : finding.end + 30])
    print(f"{sum(right.values())} right, {sum(wrong.values())} wrong")
    for entry, times in wrong.most_common():
        if times >= args.least:
            print(f"{entry}: {times} wrong, {right[entry]} right, as in {examples[entry][0]!r}")


def _posts(folder: Path) -> Iterator[dict[str, Any]]:
    for name in ("ordinary", "twins", "problem"):
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _satisfying(post: dict[str, Any], *keys: str) -> set[str]:
    names = [entry["category"] for key in keys for entry in post.get(key, ())]
    return set().union(*(SATISFIES.get(name, [name.replace("_", "-")]) for name in names))


def _entries(view: TextView, finding: Finding) -> Iterator[str]:
    """The listed terms of the finding's category that stand in its words."""
    if finding.category not in LISTED:
        return
    for match in view.terms_between(finding.start, finding.end, finding.category, *ROLES[finding.category]):
        yield f"{finding.category}, {match.term.role}: {match.term.term}"


if __name__ == "__main__":
    main()
