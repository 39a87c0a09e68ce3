"""Train a reader end to end on every head.

    python train.py --encoder FOLDER --data DATA --own .. --leave-out 0 --steps 1000 --out m0

Runs with the same seed see the same rows in the same order. A run that was stopped goes on from the last
state in its folder when it is started again.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from made import among, disguised, line_of, renamed, templates
from network import Network, loss_of, mean_of
from passages import Passage, batches, passages, unlimited
from rows import Row, abuse, everything
from tokenizers import Tokenizer
from torch import Tensor

SAVED_EVERY = 100  # steps
CHUNK = 1500  # rows that are cut into batches together
HEADS_FASTER = 12
LINES = 0.15  # share of the posts of several lines of which one line alone is seen
ANNOUNCED = 0.4  # share of the posts that announce what they are, each epoch


def chunks(args: argparse.Namespace, rng: random.Random) -> Iterator[list[Row]]:
    """Rows in chunks without end, each epoch with new names, disguises and neighbours."""
    rows = [row for row in everything(args.data, args.own) if row.fold not in args.leave_out or row.fold < 0]
    rows += [row for row in rows if args.twice and row.id.startswith(tuple(args.twice))]
    hostile, _ = abuse(args.data)
    quiet = [
        row for row in rows if row.set in ("ordinary", "twins", "posts") and not any(row.labels.values())
    ]
    print(f"{len(rows)} posts, {len(quiet)} of them silent, {len(hostile)} rows of abuse", flush=True)
    while True:
        drawn = [
            changed(row, quiet, args.among, rng)
            for row in rows
            if row.set != "announced" or rng.random() < ANNOUNCED
        ]
        for row in rng.sample(hostile, round(len(hostile) * args.abuse)):
            drawn.append(row._replace(text=disguised(row.text, rng)) if rng.random() < 0.12 else row)
        made = list(templates(args.own, 2, rng))
        drawn += rng.sample(made, round(len(made) * min(1.0, args.abuse * 1.5)))
        rng.shuffle(drawn)
        for first in range(0, len(drawn), CHUNK):
            yield drawn[first : first + CHUNK]


def changed(row: Row, quiet: Sequence[Row], share: float, rng: random.Random) -> Row:
    """Now and then the row with other names, or among ordinary posts, or one of its lines alone."""
    if rng.random() < 0.3:
        row = renamed(row, rng)
    drawn = rng.random()
    if drawn < share and len(row.text) < 900:
        return among(row, quiet, rng)
    return line_of(row, rng) if drawn > 1 - LINES else row


def steps(
    args: argparse.Namespace, tokenizer: Tokenizer, rng: random.Random
) -> Iterator[tuple[list[Passage], tuple[Tensor, ...]]]:
    """Batches without end."""
    for rows in chunks(args, rng):
        yield from batches(list(passages(rows, tokenizer, args.longest)), args.size, rng)


def taught(group: Sequence[Passage], aims: Tensor, lessons: Mapping[int, np.ndarray[Any, Any]]) -> Tensor:
    """The labels mixed with the teacher's scores, where it scored the passage; those where none is given."""
    at = 0
    aims = aims.clone()
    for one in group:
        count = len(one.segments)
        lesson = lessons.get(key_of(one.tokens))
        if lesson is not None and len(lesson) == count:
            scores = torch.from_numpy(lesson.astype(np.float32))
            given = aims[at : at + count]
            aims[at : at + count] = torch.where(given < 0, scores, given * 0.4 + scores * 0.6)
        at += count
    return aims


def key_of(tokens: Sequence[int]) -> int:
    """What a passage is known by."""
    return hash(tuple(tokens))


def factor(step: int, args: argparse.Namespace) -> float:
    """Of the rate: up over the first steps, then down to nothing along a cosine."""
    return min(1.0, (step + 1) / args.warm) * (0.5 + 0.5 * math.cos(math.pi * step / args.steps))


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="BERT's, as a tokenizer.json")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--leave-out", type=int, nargs="*", default=[], help="folds of the wild rows")
    parser.add_argument("--start", type=Path, nargs="*", help="weights; of several, their mean")
    parser.add_argument(
        "--lessons", type=Path, help="write what it made of each passage before it learnt of it"
    )
    parser.add_argument(
        "--teacher",
        type=Path,
        nargs="*",
        default=(),
        help="what `--lessons` of other runs wrote, one with the same seed last",
    )
    parser.add_argument("--frozen", type=int, default=0)
    parser.add_argument(
        "--abuse", type=float, default=0.15, help="share of the rows of abuse seen each epoch"
    )
    parser.add_argument("--twice", nargs="*", default=(), help="ids of posts that are seen twice begin so")
    parser.add_argument("--among", type=float, default=0.12, help="share of posts set among ordinary ones")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--size", type=int, default=4096, help="tokens of a step")
    parser.add_argument("--longest", type=int, default=224, help="tokens of a passage")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--warm", type=int, default=60, help="steps")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    network = Network(args.encoder, args.frozen)
    if args.start:
        network.load_state_dict(mean_of(args.start))
    tokenizer = unlimited(args.tokenizer)
    lessons = {key: scores for path in args.teacher for key, scores in read_lessons(path).items()}
    encoder = [p for name, p in network.encoder.named_parameters() if learnt(name, args.frozen)]
    groups = [{"params": encoder}, {"params": list(network.judges.parameters())}]
    optimiser = torch.optim.AdamW(groups, lr=args.rate, weight_decay=0.01, fused=True)
    args.out.mkdir(parents=True, exist_ok=True)
    done = resume(args.out / "state.pt", network, optimiser)
    network.train()
    began, loss_sum = time.time(), 0.0
    learnt_of: list[tuple[list[Passage], np.ndarray[Any, Any]]] = []
    for step, (group, (tokens, mask, segments, labels, whole)) in enumerate(steps(args, tokenizer, rng)):
        if step < done:
            continue
        if step >= args.steps:
            break
        for params, faster in zip(optimiser.param_groups, (1, HEADS_FASTER), strict=True):
            params["lr"] = args.rate * faster * factor(step, args)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(tokens, mask, segments)
        loss = loss_of(logits.float(), taught(group, labels, lessons) if lessons else labels, whole)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        loss_sum += loss.item()
        if args.lessons and step >= args.steps // 3:
            learnt_of.append((group, logits.detach().float().sigmoid().numpy()))
        if (step + 1) % 20 == 0:
            print(f"{step + 1}/{args.steps} loss {loss_sum / 20:.3f} {time.time() - began:.0f} s", flush=True)
            loss_sum = 0.0
        if (step + 1) % SAVED_EVERY == 0:
            save(args.out / "state.pt", network, optimiser, step + 1)
    if args.lessons:
        write_lessons(args.lessons, learnt_of)
    torch.save(network.state_dict(), args.out / "reader.pt")


def learnt(name: str, frozen: int) -> bool:
    """Whether a weight of the encoder is changed."""
    if name.startswith("layers."):
        return int(name.split(".")[1]) >= frozen
    return not frozen


def write_lessons(path: Path, learnt_of: Sequence[tuple[Sequence[Passage], np.ndarray[Any, Any]]]) -> None:
    """Scores (segments, heads) by passage, later and better ones last."""
    group = [one for passed, _ in learnt_of for one in passed]
    np.savez_compressed(
        path,
        keys=np.array([key_of(one.tokens) for one in group]),
        counts=np.array([len(one.segments) for one in group]),
        scores=np.concatenate([scores for _, scores in learnt_of]).astype(np.float16),
    )


def read_lessons(path: Path) -> dict[int, np.ndarray[Any, Any]]:
    """A teacher's scores (segments, heads) by passage."""
    stored = np.load(path)
    ends = np.cumsum(stored["counts"])
    parts = np.split(stored["scores"], ends[:-1])
    return dict(zip(stored["keys"].tolist(), parts, strict=True))


def save(path: Path, network: Network, optimiser: torch.optim.Optimizer, done: int) -> None:
    """Write what a run goes on from, whole or not at all."""
    part = path.with_suffix(".part")
    torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "done": done}, part)
    part.replace(path)


def resume(path: Path, network: Network, optimiser: torch.optim.Optimizer) -> int:
    """Read what an earlier run left, if it left any; how many steps it did."""
    if not path.exists():
        return 0
    stored = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(stored["network"])
    optimiser.load_state_dict(stored["optimiser"])
    return int(stored["done"])


if __name__ == "__main__":
    main()
