"""Write the trained encoder as the int8 ONNX graph that smcheck reads.

    python training/abuse/export.py 3.pt 4.pt --out smcheck/models/data/classifier

The weights given are averaged. The graph takes the tokens of one window (1, length) and segments (count, 2)
of first and end, and gives logits (count, 2) and the features (count, 7 * width) from which further heads
judge: the mean of every layer over a segment's tokens, and the maximum of the last. Beside it goes the
tokeniser. With `--sample` it also says how
far the scores of the graph are from those of the full-precision network, and writes these into the sample.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before the import, else onnxruntime calls its maker

import numpy as np
import onnx
import onnxruntime
import torch
from corpus import Row
from graph import save, with_plain_norms
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from train import Network, averaged, packed, tokenizer


class ScaledEmbedding(nn.Module):
    """Embeddings with a scale for each column, so that a few wide ones do not coarsen all in eight bits."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.scale = nn.Parameter(weight.abs().amax(0))
        self.weight = nn.Parameter(weight / self.scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Embeddings of the ids."""
        return nn.functional.embedding(ids, self.weight) * self.scale


class Window(nn.Module):
    """The network for one window, without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        embeddings = network.encoder.embeddings
        for name in ("word_embeddings", "position_embeddings"):
            plain = getattr(embeddings, name)
            if isinstance(plain, nn.Embedding):
                setattr(embeddings, name, ScaledEmbedding(plain.weight.data))

    def forward(self, tokens: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (segments, 2) and features (segments, 7 * width)."""
        mask = torch.ones_like(tokens)
        given = self.network.encoder(input_ids=tokens, attention_mask=mask, output_hidden_states=True)
        hidden = given.last_hidden_state[0]
        places = torch.arange(tokens.shape[1]).unsqueeze(0)
        inside = (places >= segments[:, 0:1]) & (places < segments[:, 1:2])
        weights = inside.float()
        share = weights / weights.sum(1, keepdim=True)
        top = (hidden.unsqueeze(0) + (weights - 1).unsqueeze(2) * 1e4).amax(1)
        pooled = torch.cat([share @ hidden, top], 1)
        below = [share @ layer[0] for layer in given.hidden_states[1:-1]]
        return self.network.head(pooled), torch.cat([pooled, *below], 1)


def export(network: Network, folder: Path) -> None:
    """Write `model.onnx`, its weights and `tokenizer.json` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        plain, fused = Path(name, "plain.onnx"), Path(name, "fused.onnx")
        example = (torch.randint(1000, 2000, (1, 12)), torch.tensor([[1, 5], [5, 11]]))
        torch.onnx.export(
            Window(network).eval(),
            example,
            plain,
            input_names=["tokens", "segments"],
            output_names=["logits", "features"],
            dynamic_axes={
                "tokens": {1: "length"},
                "segments": {0: "count"},
                "logits": {0: "count"},
                "features": {0: "count"},
            },
            opset_version=17,
            dynamo=False,
        )
        config = network.encoder.config
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        optimised = optimize_model(
            str(plain),
            "bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            optimization_options=options,
            opt_level=1,
            use_gpu=False,
        )
        optimised.save_model_to_file(str(fused))
        print(optimised.get_fused_operator_statistics())
        quantize_dynamic(
            fused,
            folder / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    save(with_plain_norms(onnx.load(folder / "model.onnx")), folder)
    tokenizer().save(str(folder / "tokenizer.json"), pretty=False)


def main() -> None:
    """Read the command line, export, compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--sample", type=Path, help="posts to compare the scores on, and to write them into")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = Network("eager")
    network.load_state_dict(averaged(args.weights))
    network.eval()
    export(network, args.out)
    if args.sample:
        tok = tokenizer()
        session = onnxruntime.InferenceSession(args.out / "model.onnx", providers=["CPUExecutionProvider"])
        gaps = []
        scored = []
        for line in args.sample.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            post = packed([Row(row["text"], None, None, "")], tok)
            tokens, segments = torch.tensor([post.tokens]), torch.tensor(post.segments)
            with torch.inference_mode():
                whole = Window(network)(tokens, segments)[0].sigmoid().numpy()
            small = session.run(None, {"tokens": tokens.numpy(), "segments": segments.numpy()})[0]
            scored.append({**row, "scores": [round(float(score), 4) for score in whole[0]]})
            gaps.append(np.abs(1 / (1 + np.exp(-small)) - whole).max())
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in scored)
        args.sample.write_text(text, encoding="utf-8")
        print(f"{len(gaps)} posts: scores differ by {np.mean(gaps):.4f} on average, {max(gaps):.3f} at most")


if __name__ == "__main__":
    main()
