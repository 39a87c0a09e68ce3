"""Learn the gate between the first layers of the first reader and the rest of it.

    python gate.py --readers ../../smcheck/models/data/readers --data DATA

The readers that ship read every row. A window is an objection where some head of theirs would speak, be it a
note, the first alone or both. The gate learns that from what the first layers see of each stretch, on rows
that they have learnt from; on the fold that was left out it is set where it lets through all but so many
objections (`--lost`), and its figures on that fold are printed. It writes `gate.npz` beside the first reader.
Some fifty minutes on one core, nearly all of it reading; `--kept FILE` keeps what was read.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from rows import Row, abuse, everything
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F  # noqa: N812
from wild import WILD

from smcheck.models.judge import Scale, Settings, chosen
from smcheck.models.protocols import HEADS, Head
from smcheck.models.reader import BERT, MPNET, load, seen
from smcheck.models.windows import as_read, posts
from smcheck.text.sentences import split_sentences

Floats = NDArray[np.float32]
UNITS = 128
MOST_ABUSE = 12_000  # rows, since councils write little of it
SURE = 0.5  # logits beyond its mark from which a stretch is as good as objected to
STEEP, OBJECTING, WHOLE, REAL, HEADS_BESIDE = 1.5, 3.0, 3.0, 2.0, 0.2


class Reading(NamedTuple):
    """A window that was read: what its first layers see of each stretch, how far each is beyond a mark.

    `logits` are the first reader's.
    """

    row: int
    tokens: int
    seen: Floats
    beyond: Floats
    logits: Floats


def beyond(settings: Settings, logits: Floats, scales: dict[Head, Scale]) -> Floats:
    """By stretch, how far the surest head is beyond its mark for a note, in calibrated logits."""
    found = np.full(len(logits), -np.inf, np.float32)
    for index, head in enumerate(HEADS):
        mark = scales[head].marks.note
        if mark < 1:
            slope, shift, _ = scales[head]
            found = np.maximum(found, slope * logits[:, index] + shift - np.log(mark / (1 - mark)))
    return found


def readings(rows: Sequence[Row], readers: Path) -> Iterator[Reading]:
    """What the readers make of every window of the rows."""
    settings = chosen(readers / "judgement.toml")
    tokenizer = Tokenizer.from_file(str(readers / "tokenizer.json"))
    first, second = load(readers / "first", BERT), load(readers / "second", MPNET)
    gates = np.array([settings.gates.get(head, np.inf) for head in HEADS])
    share = np.array([settings.first[head] for head in HEADS], np.float32)
    for number, row in enumerate(rows):
        if number % 2000 == 0:
            print(number, len(rows), file=sys.stderr, flush=True)
        spans = split_sentences(row.text)
        heard = [(span, as_read(row.text[span.start : span.end])) for span in spans]
        for window in chain.from_iterable(posts(tokenizer, heard)):
            begun = first.begun(window.tokens)
            logits = first.judged(begun, window.judged) - window.handicap
            far = beyond(settings, logits, dict(settings.once))
            if (logits[-1] > gates).any():
                again = second.read(window.tokens, window.judged) - window.handicap
                both = beyond(settings, share * logits + (1 - share) * again, dict(settings.both))
                far = np.maximum(far, both)
            yield Reading(number, len(window.tokens), seen(begun, window.judged), far, logits)


class Network(nn.Module):
    """The gate as it learns: how far a stretch is beyond a mark, and beside it what every head says."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(width, UNITS), nn.Linear(UNITS, 1 + len(HEADS))

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        """(stretches, 1 + heads) of what was seen of stretches."""
        given = F.dropout(given, 0.1, self.training)
        return self.outer(F.dropout(torch.relu(self.inner(given)), 0.2, self.training))


def counted(one: Reading, *, real: bool) -> Floats:
    """What each stretch of a window counts in learning."""
    counts = np.ones(len(one.beyond), np.float32)
    counts[-1] = WHOLE
    return counts * (REAL if real else 1)


def learnt(
    read: Sequence[Reading], real: Sequence[bool], settings: Settings, epochs: int, rate: float
) -> Network:
    """A network that has learnt from windows, `real` ones twice as much."""
    slopes = np.array([settings.once[head].slope for head in HEADS], np.float32)
    shifts = np.array([settings.once[head].shift for head in HEADS], np.float32)
    network = Network(read[0].seen.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-2)
    order, size = list(range(len(read))), 384
    steps = epochs * -(-len(read) // size)
    for step in range(steps):
        at = step * size % (-(-len(read) // size) * size)
        if at == 0:
            random.shuffle(order)
        group = [read[index] for index in order[at : at + size]]
        counts = np.concatenate([counted(read[index], real=real[index]) for index in order[at : at + size]])
        far = torch.tensor(np.concatenate([one.beyond for one in group]))
        aims = torch.sigmoid((far + SURE) * STEEP)
        heads = torch.sigmoid(torch.tensor(np.concatenate([one.logits for one in group]) * slopes + shifts))
        made = network(torch.tensor(np.concatenate([one.seen for one in group])))
        weights = torch.tensor(counts, dtype=torch.float32)
        main = F.binary_cross_entropy_with_logits(made[:, 0], aims, reduction="none") * (1 + OBJECTING * aims)
        beside = F.binary_cross_entropy_with_logits(made[:, 1:], heads, reduction="none").sum(1)
        for part in optimiser.param_groups:
            part["lr"] = rate * (1 - step / steps)
        loss = ((main + HEADS_BESIDE * beside) * weights).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return network.eval()


def main() -> None:
    """Read the command line, learn, set, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--lost", type=float, default=0.005, help="share of objections that it may keep back")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--kept", type=Path, help="keep what was read, or take it from there")
    args = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    rows = everything(args.data, args.own) + abuse(args.data)[0][:MOST_ABUSE]
    if args.kept and args.kept.exists():
        read: list[Reading] = pickle.loads(args.kept.read_bytes())  # noqa: S301  # written below
    else:
        read = list(readings(rows, args.readers))
        if args.kept:
            args.kept.write_bytes(pickle.dumps(read))
    held = [rows[one.row].fold == args.fold for one in read]
    seen_of = np.concatenate([one.seen for one, left in zip(read, held, strict=True) if not left])
    mean, spread = seen_of.mean(0), seen_of.std(0) + 1e-3
    scaled = [one._replace(seen=(one.seen - mean) / spread) for one in read]
    taught = [one for one, left in zip(scaled, held, strict=True) if not left]
    real = [rows[one.row].set in (*WILD, "council") for one in taught]
    network = learnt(taught, real, chosen(args.readers / "judgement.toml"), args.epochs, args.rate)
    with torch.no_grad():
        sums = [network(torch.tensor(one.seen))[:, 0].numpy() for one in scaled]
    tested = [index for index, left in enumerate(held) if left and rows[read[index].row].set in WILD]
    objections = [sums[index].max() for index in tested if read[index].beyond[-1] > 0]
    least = float(sorted(objections)[int(args.lost * len(objections))])
    ordinary = [index for index in tested if rows[read[index].row].set == "ordinary"]
    opened = [index for index in ordinary if sums[index].max() >= least]
    sentences = np.concatenate([sums[index][: max(1, len(sums[index]) - 1)] for index in ordinary])
    print(
        f"{len(objections)} objections, {np.mean(np.array(objections) < least):.4f} lost; "
        f"let through of ordinary posts: {np.mean(sentences >= least):.3f} of {len(sentences)} sentences, "
        f"{len(opened) / len(ordinary):.3f} of {len(ordinary)} windows, "
        f"{sum(read[i].tokens for i in opened) / sum(read[i].tokens for i in ordinary):.3f} of their tokens"
    )
    inner, outer = network.inner, network.outer
    weight = inner.weight.detach().numpy().T / spread[:, None]
    bias = inner.bias.detach().numpy() - mean @ weight
    np.savez(
        args.readers / "first" / "gate.npz",
        inner=np.concatenate([weight, bias[None]]).astype(np.float32),
        outer=np.append(outer.weight[0].detach().numpy(), outer.bias[0].detach().numpy()).astype(np.float32),
        least=np.float32(least),
    )


if __name__ == "__main__":
    main()
