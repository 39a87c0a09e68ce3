"""Rows as tokens with the stretches that are judged: each sentence, and the whole of each window."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from encoder import CLS, PAD, SEP
from rows import Row
from tokenizers import Tokenizer
from torch import Tensor

from smcheck.models.protocols import HEADS
from smcheck.models.windows import LONGEST, as_read, windows
from smcheck.text import Span
from smcheck.text.sentences import split_sentences

UNKNOWN = -1.0


class Passage(NamedTuple):
    """Tokens of a window, its segments, the whole last, and labels of each, `UNKNOWN` where nobody judged."""

    tokens: list[int]
    segments: list[tuple[int, int]]
    labels: list[list[float]]


def unlimited(path: Path) -> Tokenizer:
    """The tokeniser of a file, without limits of its own."""
    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


def passages(rows: Sequence[Row], tokenizer: Tokenizer, longest: int = LONGEST) -> Iterator[Passage]:
    """The windows of all rows, in order."""
    for row in rows:
        spans = split_sentences(row.text)
        posted = [(span, as_read(row.text[span.start : span.end])) for span in spans]
        labels = dict(zip(spans, sentence_labels(row, spans), strict=True))
        cut = list(windows(tokenizer, posted, longest))
        for window in cut:
            tokens = [CLS, *window.tokens, SEP]
            segments = [(first + 1, last + 1) for first, last in window.judged]
            sentences = [labels[span] for span in window.spans]
            whole = whole_labels(row) if len(cut) == 1 else part_labels(row, sentences)
            yield Passage(tokens, segments, [*sentences[: len(segments) - 1], whole])


def whole_labels(row: Row) -> list[float]:
    """What is known of the whole post, by head."""
    return [row.labels.get(head, UNKNOWN) for head in HEADS]


def part_labels(row: Row, sentences: Sequence[Sequence[float]]) -> list[float]:
    """What is known of a window that holds only a part of the post, from what is known of its sentences."""
    whole = whole_labels(row)
    return [
        value if value != 1 else max(judged[head] for judged in sentences) if sentences else UNKNOWN
        for head, value in enumerate(whole)
    ]


def sentence_labels(row: Row, spans: Sequence[Span]) -> list[list[float]]:
    """By sentence and head: 1 where evidence lies in it, 0 where none does, unknown without any."""
    found = [whole_labels(row) for _ in spans]
    for index, head in enumerate(HEADS):
        if row.labels.get(head) != 1:
            continue
        shown = [_places(row.text, clause) for clause in row.evidence.get(head, ())]
        for labels, span in zip(found, spans, strict=True):
            labels[index] = _shows(span, [place for place in shown if place])  # type: ignore[misc]
    return found


def _places(text: str, clause: str) -> tuple[int, int] | None:
    start = text.find(clause)
    return (start, start + len(clause)) if start >= 0 else None


def _shows(sentence: Span, shown: Sequence[tuple[int, int]]) -> float:
    if not shown:
        return UNKNOWN
    most = 0.0
    for start, end in shown:
        common = min(end, sentence.end) - max(start, sentence.start)
        most = max(most, common / min(end - start, sentence.end - sentence.start))
    return 1.0 if most > 0.5 else 0.0 if most <= 0.05 else UNKNOWN


def batches(
    made: Sequence[Passage], size: int, rng: random.Random
) -> Iterator[tuple[list[Passage], tuple[Tensor, ...]]]:
    """Passages of like length, together at most `size` tokens, with their tensors."""
    order = sorted(range(len(made)), key=lambda i: len(made[i].tokens) + rng.random() * 6)
    groups: list[list[Passage]] = [[]]
    for index in order:
        longest = padded(max([len(made[index].tokens), *(len(one.tokens) for one in groups[-1])]))
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(made[index])
    rng.shuffle(groups)
    for group in groups:
        yield group, collated(group)


def padded(length: int) -> int:
    """The next multiple of eight."""
    return -(-length // 8) * 8


def collated(group: Sequence[Passage]) -> tuple[Tensor, ...]:
    """Tokens and mask (passages, length), segments (count, 3), labels, and which are wholes."""
    length = padded(max(len(one.tokens) for one in group))
    tokens = torch.tensor([one.tokens + [PAD] * (length - len(one.tokens)) for one in group])
    segments = torch.tensor([(i, *segment) for i, one in enumerate(group) for segment in one.segments])
    labels = torch.tensor([row for one in group for row in one.labels])
    whole = torch.tensor([i == len(one.segments) - 1 for one in group for i in range(len(one.segments))])
    return tokens, tokens != PAD, segments, labels, whole
