"""Cut the network of a reader in two behind some of its layers, so that it may stop there.

    python cut.py ../../smcheck/models/data/readers/first --layers 2

`begin.onnx` and `rest.onnx` take the place of `model.onnx`; the weights stay where they are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
from onnx import ModelProto, TensorProto, helper

STATES = "begun"


def parts_of(model: ModelProto, layers: int) -> tuple[ModelProto, ModelProto]:
    """The network up to the end of so many layers, which gives their states, and the rest."""
    norms = [
        node for node in model.graph.node if node.op_type == "LayerNormalization" and "/last/" in node.name
    ]
    between = norms[layers - 1].output[0]
    for node in model.graph.node:
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                if name == between:
                    names[index] = STATES
    states = helper.make_tensor_value_info(STATES, TensorProto.FLOAT, [1, "length", None])
    given, made = list(model.graph.input), list(model.graph.output)
    begin = _part(model, given, [states], stop=frozenset())
    return begin, _part(model, [states], made, stop=frozenset({STATES}))


def _part(
    model: ModelProto,
    given: list[onnx.ValueInfoProto],
    made: list[onnx.ValueInfoProto],
    stop: frozenset[str],
) -> ModelProto:
    """What of a network makes some values, as far back as others that are given."""
    producer = {name: node for node in model.graph.node for name in node.output}
    wanted, used = [value.name for value in made], set[int]()
    while wanted:
        name = wanted.pop()
        node = producer.get(name)
        if name in stop or node is None or id(node) in used:
            continue
        used.add(id(node))
        wanted += node.input
    nodes = [node for node in model.graph.node if id(node) in used]
    read = {name for node in nodes for name in node.input}
    weights = [tensor for tensor in model.graph.initializer if tensor.name in read]
    graph = helper.make_graph(nodes, "reader", given, made, weights)
    return helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)


def main() -> None:
    """Read the command line and cut."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader", type=Path)
    parser.add_argument("--layers", type=int, default=2)
    args = parser.parse_args()
    whole = args.reader / "model.onnx"
    begin, rest = parts_of(onnx.load(whole, load_external_data=False), args.layers)
    (args.reader / "begin.onnx").write_bytes(begin.SerializeToString())
    (args.reader / "rest.onnx").write_bytes(rest.SerializeToString())
    whole.unlink()


if __name__ == "__main__":
    main()
