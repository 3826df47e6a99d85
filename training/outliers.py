"""Products of matrices taken apart: the channels with large values in float32, the rest in int8.

An int8 product has one scale for all that is multiplied; a few channels of a transformer's inner
states are ten times as large as the others, which then keep only some of their bits. After
Dettmers et al. 2022 (LLM.int8()), with channels chosen once, on examples, instead of each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

CHANNELS = 16
_LARGE, _SMALL = "_large", "_small"
Arrays = Mapping[str, NDArray[Any]]


def take_apart(
    model: ModelProto, names: Sequence[str], examples: Iterable[Arrays], channels: int = CHANNELS
) -> tuple[str, ...]:
    """Rewrite products (by how their nodes' names begin), in place; give the nodes to spare.

    examples: inputs of the model, by which channels are chosen. Raises ValueError where no node
    has one of the names.
    """
    graph = model.graph
    linear = [node for node in graph.node if node.op_type == "MatMul"]
    products = [node for node in linear if node.name.startswith(tuple(names))]
    if not products:
        raise ValueError(f"No product of matrices has a name that begins like one of {names!r}.")
    sizes = _largest(model, [node.input[0] for node in products], examples)
    weights = {one.name: one for one in graph.initializer}
    nodes: list[NodeProto] = []
    spared: list[str] = []
    for node in graph.node:
        if node not in products:
            nodes.append(node)
            continue
        weight = numpy_helper.to_array(weights[node.input[1]])
        chosen = np.sort(np.argsort(-sizes[node.input[0]], kind="stable")[:channels])
        arrays, parts = _parts(node, weight, chosen)
        graph.initializer.extend(arrays)
        nodes += parts
        spared += [one.name for one in parts if one is not node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return tuple(spared)


def large_part(graph: GraphProto, product: str) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Give the channels that were taken out of a product, and their weights; None for none."""
    wanted = (f"{product}{_LARGE}/{name}" for name in ("channels", "weight"))
    arrays = {one.name: one for one in graph.initializer}
    found = [numpy_helper.to_array(arrays[name]) for name in wanted if name in arrays]
    return (found[0], found[1]) if found else None


def _parts(
    node: NodeProto, weight: NDArray[Any], chosen: NDArray[Any]
) -> tuple[list[TensorProto], list[NodeProto]]:
    """Give the weights and nodes that a product becomes, itself among them."""
    given, result = node.input[0], node.output[0]
    small, large = f"{node.name}{_SMALL}", f"{node.name}{_LARGE}"
    mask = np.ones(len(weight), np.float32)
    mask[chosen] = 0
    weights = [
        numpy_helper.from_array(mask, f"{small}/mask"),
        numpy_helper.from_array(chosen.astype(np.int64), f"{large}/channels"),
        numpy_helper.from_array(np.ascontiguousarray(weight[chosen]), f"{large}/weight"),
    ]
    node.input[0], node.output[0] = f"{small}/values", f"{small}/product"

    def made(kind: str, inputs: list[str], output: str, **settings: int) -> NodeProto:
        name = f"{large}/{kind}"
        return helper.make_node(kind, inputs, [output], name, **settings)

    return weights, [
        made("Mul", [given, f"{small}/mask"], f"{small}/values"),
        node,
        made("Gather", [given, f"{large}/channels"], f"{large}/values", axis=-1),
        made("MatMul", [f"{large}/values", f"{large}/weight"], f"{large}/product"),
        made("Add", [f"{small}/product", f"{large}/product"], result),
    ]


def _largest(
    model: ModelProto, states: Sequence[str], examples: Iterable[Arrays]
) -> dict[str, NDArray[Any]]:
    """Give the largest size of each channel of inner states."""
    shown = ModelProto()
    shown.CopyFrom(model)
    for name in states:
        shown.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(
        shown.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    found: dict[str, NDArray[Any]] = {}
    for arrays in examples:
        for name, values in zip(states, session.run(list(states), dict(arrays)), strict=True):
            sizes = np.abs(values).reshape(-1, values.shape[-1]).max(0)
            found[name] = np.maximum(found[name], sizes) if name in found else sizes
    return found
