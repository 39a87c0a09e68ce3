"""Read weights back from a reader as it ships, so that a run can go on from there.

    python shipped.py ../../smcheck/models/data/readers/second --encoder MPNET --out m0.pt

What eight bits rounded off is lost: some .003 of a weight's size, which the first steps of a run make up for.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from network import Network
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

_MATRIX = "_quantized"


def stored(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """Every weight of a graph in full precision, by the name of our own; matrices as torch keeps them."""
    given = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    found: dict[str, NDArray[np.float32]] = {}
    for node in model.graph.node:
        for name in set(node.input) & set(given):
            if name.endswith(_MATRIX):
                matrix = _in_full(name.removesuffix(_MATRIX), given)
                of = node.name.strip("/").rsplit("/", 1)[0].replace("/", ".")
                found[f"{of}.weight"] = matrix.T if node.op_type == "MatMulInteger" else matrix
            elif name.startswith("encoder.") and name.endswith((".weight", ".bias")):
                found[name] = given[name]
    return found


def _in_full(name: str, given: Mapping[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    """A matrix (in, out) whose columns each have a scale, or all the same."""
    matrix, zero, scale = (given[name + part] for part in (_MATRIX, "_zero_point", "_scale"))
    return (matrix.astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)


def weights(folder: Path) -> dict[str, Tensor]:
    """What a network of ours loads, from the folder of a reader."""
    found: dict[str, NDArray[np.float32]] = {}
    for part in folder.glob("*.onnx"):
        found |= stored(onnx.load(part))
    judges = np.load(folder / "judges.npy")
    found |= {"judges.weight": judges[:-1].T, "judges.bias": judges[-1]}
    return {name: torch.tensor(np.ascontiguousarray(value)) for name, value in found.items()}


def main() -> None:
    """Read the command line, the weights, and see that the network takes them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = Network(args.encoder)
    network.load_state_dict(weights(args.reader))
    torch.save(network.state_dict(), args.out)


if __name__ == "__main__":
    main()
