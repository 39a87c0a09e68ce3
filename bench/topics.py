"""How long the checks of topics, tone, links and form take, beside all the others, on the same posts.

    python bench/topics.py POSTS.jsonl

POSTS is a `.jsonl` with a `text` a line. Prints milliseconds a draft, as the least of several rounds, with
everything loaded beforehand.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from smcheck import Reviewer

ROOM = (
    "politics", "religion", "tone", "confidential", "link", "platform", "personal-view", "advertising",
    "commitment", "accessibility", "plain-english", "credit",
)  # fmt: skip
ROUNDS = 5


def milliseconds(reviewer: Reviewer, texts: list[str]) -> float:
    """Time a draft takes, the least of several rounds."""
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        for _review in reviewer.review_many(texts):
            pass
        times.append(time.perf_counter() - began)
    return min(times[1:]) / len(texts) * 1000


def main() -> None:
    """Time both."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    every, others = milliseconds(Reviewer(), texts), milliseconds(Reviewer(ignore=ROOM), texts)
    print(f"{len(texts)} drafts, {every:.1f} ms each with all checks, {others:.1f} without these")
    print(f"ratio {every / others:.2f}")


if __name__ == "__main__":
    main()
