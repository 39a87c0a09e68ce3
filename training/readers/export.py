"""Write a trained reader as it ships: the network in eight bits, its weights beside it, and its judges.

    python export.py --encoder FOLDER --weights m0/reader.pt --out ../../smcheck/models/data/readers/second

Weights of several runs are averaged. No file is larger than 95 MB.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Network, mean_of
from onnxruntime.quantization import QuantType, quantize_dynamic
from passages import unlimited
from torch import Tensor, nn

LARGEST = 80_000_000  # bytes of a file of weights


class States(nn.Module):
    """What is exported of the network: the encoder, on one window without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder

    def forward(self, tokens: Tensor) -> Tensor:
        """States (1, length, width) of the encoder's own tokens (1, length)."""
        return self.encoder(tokens, None)


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--weights", type=Path, nargs="+", required=True)
    parser.add_argument("--tokenizer", type=Path, help="write it beside the folder, without limits")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = Network(args.encoder)
    network.load_state_dict(mean_of(args.weights))
    network.eval()
    network.encoder.as_shipped = True
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            States(network),
            (torch.randint(1000, 20000, (1, 37)),),
            str(plain),
            input_names=["tokens"],
            output_names=["states"],
            dynamic_axes={"tokens": {1: "length"}, "states": {1: "length"}},
            opset_version=20,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        save(onnx.load(small), args.out)
    judges = torch.cat([network.judges.weight.T, network.judges.bias[None]]).detach().numpy()
    np.save(args.out / "judges.npy", judges.astype(np.float32))
    if args.tokenizer:
        unlimited(args.tokenizer).save(str(args.out.parent / "tokenizer.json"), pretty=False)


def save(model: onnx.ModelProto, folder: Path) -> None:
    """Write `model.onnx`, and its weights beside it in files of a size that can be kept anywhere.

    A file that is mapped need not be copied to be read.
    """
    for old in folder.glob("weights*.bin"):
        old.unlink()
    model.doc_string = ""
    written, number = 0, 1
    for tensor in sorted(model.graph.initializer, key=lambda tensor: tensor.name):
        content = tensor.raw_data or onnx.numpy_helper.to_array(tensor).tobytes()
        if len(content) < 1024:
            continue
        if written and written + len(content) > LARGEST:
            written, number = 0, number + 1
        path = folder / f"weights{number}.bin"
        with path.open("ab") as file:
            start = -(-file.tell() // 4096) * 4096
            file.write(b"\0" * (start - file.tell()) + content)
        tensor.ClearField("raw_data")
        for field in ("float_data", "int32_data", "int64_data"):
            tensor.ClearField(field)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        del tensor.external_data[:]
        for key, value in (("location", path.name), ("offset", start), ("length", len(content))):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, str(value)
        written = start + len(content)
    (folder / "model.onnx").write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
