"""The tools compared, each as a function from posts to whether it objects to them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

Tool = Callable[[Sequence[str]], list[bool]]
_ABUSE = {"abuse", "obscenity", "threat", "defamation", "discrimination"}
_ALEX = """
import {readFileSync} from 'node:fs'
import {text} from 'alex'
const posts = JSON.parse(readFileSync(process.argv[2], 'utf8'))
process.stdout.write(JSON.stringify(posts.map(post => text(post).messages.length > 0)))
"""


def smcheck(posts: Sequence[str]) -> list[bool]:
    """Smcheck itself: any finding of Rule 1 at warning or above."""
    return _smcheck(posts, _ABUSE)


def smcheck_hate(posts: Sequence[str]) -> list[bool]:
    """Smcheck itself: a finding of discrimination, which is what the labels of hatred mean."""
    return _smcheck(posts, {"discrimination"})


def _smcheck(posts: Sequence[str], categories: set[str]) -> list[bool]:
    from smcheck import Council, Reviewer

    reviewer = Reviewer(Council(language_model=False), select=sorted(categories))
    reviews = reviewer.review_many(posts)
    return [any(finding.severity.rank for finding in review.findings) for review in reviews]


def better_profanity(posts: Sequence[str]) -> list[bool]:
    """better-profanity, with its own list."""
    from better_profanity import profanity

    profanity.load_censor_words()
    return [profanity.contains_profanity(post) for post in posts]


def alt_profanity_check(posts: Sequence[str]) -> list[bool]:
    """alt-profanity-check, a linear model."""
    from profanity_check import predict

    return [bool(flag) for flag in predict(list(posts))]


def glin_profanity(posts: Sequence[str]) -> list[bool]:
    """glin-profanity, with leet and look-alikes switched on."""
    from glin_profanity import Filter

    checker = Filter({"languages": ["english"], "detect_leetspeak": True, "normalize_unicode": True})
    return [bool(checker.is_profane(post)) for post in posts]


def terlik(posts: Sequence[str]) -> list[bool]:
    """terlik, in English."""
    from terlik import Terlik
    from terlik.types import TerlikOptions

    tool = Terlik(TerlikOptions(language="en"))
    return [bool(tool.contains_profanity(post)) for post in posts]


def alex(posts: Sequence[str]) -> list[bool]:
    """alex, from the `node_modules` in the current folder."""
    with tempfile.TemporaryDirectory(dir=".") as folder:
        given, script = Path(folder, "posts.json"), Path(folder, "run.mjs")
        given.write_text(json.dumps(list(posts)), encoding="utf-8")
        script.write_text(_ALEX, encoding="utf-8")
        done = subprocess.run(["node", str(script), str(given)], capture_output=True, text=True, check=True)
    return [bool(flag) for flag in json.loads(done.stdout)]


TOOLS: dict[str, Tool] = {
    "smcheck": smcheck,
    "smcheck (hate)": smcheck_hate,
    "better-profanity": better_profanity,
    "alt-profanity-check": alt_profanity_check,
    "glin-profanity": glin_profanity,
    "terlik": terlik,
    "alex": alex,
}
