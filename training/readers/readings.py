"""Have the shipped readers read the rows that no run has learnt from, and keep what they make of each.

    python readings.py --readers ../../smcheck/models/data/readers --data DATA --fold 0 --out readings.npz

It writes, by row: `ids`, `sets`, `labels` (UNKNOWN where none is given), logits of both readers (`first`,
`second`), and `first_at`, `second_at`: by head, whether the sentence that scores highest shows it (UNKNOWN in
posts of one).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from passages import UNKNOWN, sentence_labels, whole_labels
from rows import Row, abuse, everything
from tokenizers import Tokenizer

from smcheck.models.protocols import HEADS
from smcheck.models.reader import BERT, MPNET, Reader, load
from smcheck.models.windows import Window, as_read, posts
from smcheck.text.sentences import split_sentences

HELD_ABUSE = 1200  # rows of those held back


def read_windows(reader: Reader, cut: Sequence[Window]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logits of a post (heads), the highest of its windows', and of the sentences of each (count, heads)."""
    import numpy as np

    if not cut:
        logits = reader.read([BERT.last], [(0, 1)])
        return logits[0], logits[:0]
    wholes, parts = [], []
    known: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], NDArray[np.float32]] = {}
    for window in cut:
        key = (tuple(window.tokens), tuple(window.judged))
        if key not in known:  # a text may say the same on end
            known[key] = reader.read(window.tokens, window.judged)
        logits = known[key] - window.handicap
        wholes.append(logits[-1])
        parts.append(logits[: len(window.segments)])
    return np.max(wholes, axis=0), np.concatenate(parts)


def read(reader: Reader, row: Row, tokenizer: Tokenizer) -> tuple[NDArray[np.float32], list[float]]:
    """Logits of the post, and by head whether the surest sentence shows it."""
    spans = split_sentences(row.text)
    heard = [(span, as_read(row.text[span.start : span.end])) for span in spans]
    cut = list(chain.from_iterable(posts(tokenizer, heard)))
    post, parts = read_windows(reader, cut)
    if len(spans) < 2:
        return post, [UNKNOWN] * len(HEADS)
    labels = dict(zip(spans, sentence_labels(row, spans), strict=True))
    shown = [labels[span] for window in cut for span in window.spans]
    return post, [shown[best][head] for head, best in enumerate(parts.argmax(0).tolist())]


def main() -> None:
    """Read the command line, read, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.readers / "tokenizer.json"))
    rows = [row for row in everything(args.data, args.own) if row.fold == args.fold]
    rows += abuse(args.data)[1][:HELD_ABUSE]
    found: dict[str, list[Any]] = {"first": [], "second": [], "first_at": [], "second_at": []}
    for name, vocabulary in (("first", BERT), ("second", MPNET)):
        reader = load(args.readers / name, vocabulary)
        for number, row in enumerate(rows):
            post, at = read(reader, row, tokenizer)
            found[name].append(post)
            found[f"{name}_at"].append(at)
            if number % 500 == 0:
                print(name, number, len(rows), file=sys.stderr, flush=True)
    np.savez_compressed(
        args.out,
        ids=np.array([row.id for row in rows]),
        sets=np.array([row.set for row in rows]),
        labels=np.array([whole_labels(row) for row in rows]),
        **{name: np.array(values) for name, values in found.items()},
    )


if __name__ == "__main__":
    main()
