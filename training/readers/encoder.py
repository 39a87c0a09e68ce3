"""The two encoders, MPNet and MiniLM (BERT), as plain torch."""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

CLS, SEP, PAD = 101, 102, 0  # of BERT's vocabulary
BUCKETS, FARTHEST = 32, 128  # of MPNet's relative positions


class Layer(nn.Module):
    """Attention and a feed-forward layer, each added to what it is given and normalised behind it."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.first, self.last = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)

    def forward(self, given: Tensor, bias: Tensor | None) -> Tensor:
        """What the layer makes of (posts, length, width)."""
        posts, length, width = given.shape
        parts = [
            part(given).view(posts, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        seen = F.scaled_dot_product_attention(
            *parts, attn_mask=None if bias is None else bias.to(parts[0].dtype)
        )
        given = self.first(given + self.mix(seen.transpose(1, 2).reshape(posts, length, width)))
        return self.last(given + self.shrink(F.gelu(self.grow(given))))


class Encoder(nn.Module):
    """Embeddings and layers; the first `frozen` layers, and the embeddings with them, are never changed."""

    def __init__(self, folder: Path, frozen: int = 0) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        width, inner, heads = (
            config[name] for name in ("hidden_size", "intermediate_size", "num_attention_heads")
        )
        epsilon = config["layer_norm_eps"]
        self.mpnet = config["model_type"] == "mpnet"
        self.width, self.heads, self.frozen = width, heads, frozen
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(
            Layer(width, inner, heads, epsilon) for _ in range(config["num_hidden_layers"])
        )
        self.near = nn.Embedding(BUCKETS, heads) if self.mpnet else None
        self.as_shipped = False  # given the encoder's own tokens, without a mask

    def forward(self, tokens: Tensor, mask: Tensor | None) -> Tensor:
        """States (posts, length, width) of BERT's tokens, where the mask (posts, length) is true."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            state, bias = self.norm(self.embedded(tokens)), self.bias(tokens.shape[1], mask)
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                state = layer(state, bias)
        return state

    def embedded(self, tokens: Tensor) -> Tensor:
        """Words and places; MPNet's vocabulary is BERT's, four further, with ends of its own."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        if self.mpnet:
            places = places + 2
            if not self.as_shipped:
                ends = torch.where(tokens == CLS, 0, torch.where(tokens == SEP, 2, tokens + 4))
                tokens = torch.where(tokens == PAD, 1, ends)
        return self.words(tokens) + self.places(places)

    def bias(self, length: int, mask: Tensor | None) -> Tensor | None:
        """What is added to attention: (posts or 1, heads or 1, length or 1, length); None for nothing."""
        away = None
        if mask is not None:
            away = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.near is None:
            return away
        near = self.near(buckets(length)).permute(2, 0, 1)[None]
        return near if away is None else near + away


def buckets(length: int) -> Tensor:
    """The bucket of each pair of places (length, length): half for either side, wider farther away."""
    places = torch.arange(length)
    gap = places[None, :] - places[:, None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    behind = (gap > 0).long() * half
    gap = gap.abs()
    scale = (half - exact) / math.log(FARTHEST / exact)
    wide = exact + (torch.log(gap.clamp(min=1).float() / exact) * scale).long()
    return behind + torch.where(gap < exact, gap, wide.clamp(max=half - 1))


def load(folder: Path, frozen: int = 0) -> Encoder:
    """The encoder of a folder with `config.json` and its weights, as published."""
    encoder = Encoder(folder, frozen)
    file = folder / "model.safetensors"
    stored = (
        load_file(file) if file.exists() else torch.load(folder / "pytorch_model.bin", map_location="cpu")
    )
    stored = {name.removeprefix("mpnet.").removeprefix("bert."): value for name, value in stored.items()}
    attention = "attention.attn." if encoder.mpnet else "attention.self."
    names = {
        "query": attention + ("q" if encoder.mpnet else "query"),
        "key": attention + ("k" if encoder.mpnet else "key"),
        "value": attention + ("v" if encoder.mpnet else "value"),
        "mix": "attention.attn.o" if encoder.mpnet else "attention.output.dense",
        "first": "attention.LayerNorm" if encoder.mpnet else "attention.output.LayerNorm",
        "grow": "intermediate.dense",
        "shrink": "output.dense",
        "last": "output.LayerNorm",
    }
    given = {
        "words.weight": stored["embeddings.word_embeddings.weight"],
        "places.weight": stored["embeddings.position_embeddings.weight"],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    if encoder.mpnet:
        given["near.weight"] = stored["encoder.relative_attention_bias.weight"]
    else:  # every token is of the first type
        given["words.weight"] = given["words.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    for number in range(len(encoder.layers)):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                given[f"layers.{number}.{ours}.{part}"] = stored[f"encoder.layer.{number}.{theirs}.{part}"]
    encoder.load_state_dict(given)
    return encoder
