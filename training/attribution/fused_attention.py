"""Attention as one operator of onnxruntime instead of the fifteen that torch writes for it.

The operator works block by block in the processor's cache (Dao et al. 2022, FlashAttention) as long
as it is given no mask. None is needed: windows are encoded one by one, without padding.
"""

from __future__ import annotations

import onnx
from onnx import ModelProto, NodeProto, TensorProto, helper

_DOMAIN = "com.microsoft"


def fuse(model: ModelProto, *, layers: int, heads: int, width: int) -> None:
    """Replace the attention of each layer of an exported encoder, in place.

    Afterwards padding counts as text. Raises ValueError where a layer is not as torch writes it.
    """
    graph = model.graph
    known = {output for node in graph.node for output in node.output}
    fused: dict[str, list[NodeProto]] = {}
    for layer in range(layers):
        place = f"/layers.{layer}"
        joined, mixed = f"{place}/qkv/Add_output_0", f"{place}/Reshape_1_output_0"
        if not {joined, mixed} <= known:
            raise ValueError(f"Layer {layer} has no {joined} and {mixed}.")
        sizes = helper.make_tensor(f"{place}/parts", TensorProto.INT64, [3], [width] * 3)
        graph.initializer.append(sizes)
        parts = [f"{place}/{name}_part" for name in ("query", "key", "value")]
        fused[mixed] = [
            helper.make_node("Split", [joined, sizes.name], parts, f"{place}/Parts", axis=-1),
            helper.make_node(
                "MultiHeadAttention",
                parts,
                [mixed],
                f"{place}/Attention",
                domain=_DOMAIN,
                num_heads=heads,
            ),
        ]
    nodes = [new for node in graph.node for new in fused.get(node.output[0], [node])]
    _keep_needed(model, nodes)
    if all(one.domain != _DOMAIN for one in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    onnx.checker.check_model(model)


def _keep_needed(model: ModelProto, nodes: list[NodeProto]) -> None:
    """Keep of the nodes, in their order, and of the weights what the outputs depend on."""
    graph = model.graph
    needed = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    weights = [one for one in graph.initializer if one.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(weights)
