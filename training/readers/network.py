"""What is trained: an encoder, and a layer that judges mean and maximum over a stretch by every head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from encoder import load
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from smcheck.models.protocols import HEADS

SMOOTHING = 0.02
SENTENCE = 0.35  # what a sentence counts beside a whole post


class Network(nn.Module):
    """Logits of every head for stretches of tokens."""

    def __init__(self, folder: Path, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = load(folder, frozen)
        self.judges = nn.Linear(2 * self.encoder.width, len(HEADS))
        nn.init.normal_(self.judges.weight, std=0.01)
        nn.init.constant_(self.judges.bias, -2.0)

    def forward(self, tokens: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        """Logits (segments, heads) of tokens (passages, length); segments are (passage, first, end)."""
        seen = torch.cat(pooled(self.encoder(tokens, mask).float(), segments), 1)
        return self.judges(F.dropout(seen, 0.1, self.training))


def pooled(states: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and maximum of the states within each segment."""
    lengths = (segments[:, 2] - segments[:, 1]).tolist()
    parts = [states[i, first:end] for i, first, end in segments.tolist()]
    if min(lengths) < 1:
        raise ValueError("a segment without tokens")
    return torch.stack([part.mean(0) for part in parts]), torch.stack([part.amax(0) for part in parts])


def loss_of(logits: Tensor, aims: Tensor, whole: Tensor) -> Tensor:
    """Cross-entropy summed over the heads that are known, averaged over segments by what they count."""
    known = (aims >= 0).float()
    soft = aims.clamp(min=0) * (1 - 2 * SMOOTHING) + SMOOTHING
    each = F.binary_cross_entropy_with_logits(logits, soft, reduction="none")
    counts = torch.where(whole, 1.0, SENTENCE)
    return ((each * known).sum(1) * counts).sum() / counts.sum()


def mean_of(paths: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of the weights of several runs."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
