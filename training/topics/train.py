"""Train the heads that read politics, religion, tone and more off the classifier's network.

    python train.py posts.jsonl [MORE.jsonl ...] --out ../../smcheck/models/data/classifier/topics.npy

A post is a line of JSON: `text`, `expected` (categories; empty for one that must stay silent) and, if it is
no post, `kind`. Posts as in the council's development data are read too: `expected` as objects with a
category, `ambiguous` ones, and sentences with one `category` and true or false.

Each head is a logistic regression. A post counts as a whole and by its sentences: of one that must be
flagged, the whole and the sentence that shows it most; of a silent one, every sentence. Every post is given a
second time among one to three silent ones, since sentences read otherwise within a longer post. Where a head
begins to speak is chosen by cross-validation, so that at most `--alarms` of the silent posts would be flagged
by it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from smcheck.model.draft import Draft
from smcheck.models.classifier import TOPICS, features
from smcheck.text import TextView, load_lexicon

LABELS = {"heated": "tone"}  # names in the development data
SOFTNESS = 0.01  # inverse strength of regularisation
FOLDS = 5
SEED = 1
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Post(NamedTuple):
    """A text, the topics that it must be flagged for, and those that it says nothing about."""

    text: str
    kind: str
    flagged: frozenset[str]
    unknown: frozenset[str]
    packed: bool = False


class Data(NamedTuple):
    """Posts with their folds; features of every segment, its post, and whether it is the whole of it."""

    posts: list[Post]
    folds: NDArray[np.int64]
    features: Floats
    post: NDArray[np.int64]
    whole: Flags

    def best(self, scores: Floats) -> Floats:
        """The highest score of any segment, by post."""
        best = np.full(len(self.posts), -np.inf, np.float32)
        np.maximum.at(best, self.post, scores)
        return best


def read_posts(path: Path) -> Iterator[Post]:
    """The posts of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row.get("kind", "post")
        if isinstance(row["expected"], bool):
            only = frozenset({LABELS.get(row["category"], row["category"])})
            flagged = only if row["expected"] else frozenset()
            yield Post(row["text"], kind, flagged, frozenset(TOPICS) - only)
            continue
        flagged = _categories(row["expected"])
        unknown = _categories(row.get("ambiguous", ()))
        if flagged and "tone" not in flagged:
            unknown |= {"tone"}  # what is flagged for another reason is often heated as well
        yield Post(row["text"], kind, flagged & frozenset(TOPICS), unknown - flagged)


def _categories(entries: Sequence[Any]) -> frozenset[str]:
    names = (entry["category"] if isinstance(entry, dict) else entry for entry in entries)
    return frozenset(LABELS.get(name, name) for name in names)


def read(paths: Sequence[Path]) -> Data:
    """Every post of the files, alone and among others, with its features."""
    posts = [post for path in paths for post in read_posts(path)]
    rng = random.Random(SEED)
    folds = [rng.randrange(FOLDS) for _ in posts]
    for fold in range(FOLDS):
        own = [post for post, place in zip(posts, folds, strict=False) if place == fold]
        silent = [post for post in own if not post.flagged and not post.unknown]
        posts += [_among(post, silent, rng) for post in own]
        folds += [fold] * len(own)
    lexicon = load_lexicon(())
    rows, owners, wholes = [], [], []
    for index, post in enumerate(posts):
        view = TextView(Draft(post.text, kind=post.kind).own_text, lexicon)  # type: ignore[arg-type]
        found = features([(span, view.plainly(span)) for span in view.sentences])
        rows.append(found)
        owners += [index] * len(found)
        wholes += [False] * (len(found) - 1) + [True]
    return Data(posts, np.array(folds), np.concatenate(rows), np.array(owners), np.array(wholes))


def _among(post: Post, silent: Sequence[Post], rng: random.Random) -> Post:
    """The post with one to three silent ones before or behind it."""
    texts = [post.text, *(other.text for other in rng.sample(silent, rng.randint(1, 3)))]
    rng.shuffle(texts)
    return post._replace(text=rng.choice((" ", "\n", "\n\n")).join(texts), packed=True)


def fit(data: Data, topic: str, among: Flags) -> tuple[Floats, float]:
    """Weights and bias of one head, learnt from the posts `among` them."""
    flagged = np.array([topic in post.flagged for post in data.posts])
    known = np.array([topic not in post.unknown for post in data.posts])
    usable = (among & known)[data.post]
    silent = usable & ~flagged[data.post]
    mean, scale = data.features[usable].mean(0), data.features[usable].std(0) + 1e-6
    scaled = (data.features - mean) / scale
    shows = data.whole
    for _ in range(2):
        chosen = silent | (usable & flagged[data.post] & shows)
        model = LogisticRegression(C=SOFTNESS, class_weight="balanced", max_iter=1000)
        model.fit(scaled[chosen], flagged[data.post][chosen])
        scores = model.decision_function(scaled)
        shows = data.whole | (scores >= data.best(scores)[data.post])
    weights = model.coef_[0] / scale
    return weights.astype(np.float32), float(model.intercept_[0] - weights @ mean)


def held_out(data: Data, topic: str) -> Floats:
    """The score of every post by a head that has not seen it."""
    scores = np.zeros(len(data.posts), np.float32)
    for fold in range(FOLDS):
        kept = data.folds == fold
        weights, bias = fit(data, topic, ~kept)
        scores[kept] = data.best(data.features @ weights + bias)[kept]
    return scores


def main() -> None:
    """Read the command line, train each head, say how it did held out, and write them all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("posts", type=Path, nargs="+")
    parser.add_argument("--alarms", type=float, default=0.005, help="share of silent posts, for each head")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    data = read(args.posts)
    silent = np.array([not post.flagged and not post.unknown for post in data.posts])
    packed = np.array([post.packed for post in data.posts])
    print(f"{(~packed).sum()} posts, {(silent & ~packed).sum()} of them silent")
    columns, biases = [], []
    for topic in TOPICS:
        flagged = np.array([topic in post.flagged for post in data.posts])
        scores = held_out(data, topic)
        speaks = float(np.quantile(scores[silent], 1 - args.alarms))
        slope = LogisticRegression(C=1e6).fit(scores[flagged | silent, None], flagged[flagged | silent])
        steepness = float(slope.coef_[0, 0])
        weights, bias = fit(data, topic, np.ones(len(data.posts), bool))
        columns.append(weights * steepness)
        biases.append((bias - speaks) * steepness)
        alone, among = ((scores[flagged & kind] >= speaks).mean() for kind in (~packed, packed))
        print(f"{topic:14} found held out: {alone:.3f}, {among:.3f} among others")
    np.save(args.out, np.vstack([np.stack(columns, 1), biases]).astype(np.float32))


if __name__ == "__main__":
    main()
