"""The packaged weights as a checkpoint, to go on from where no other copy of them is kept.

What is packed in int8 comes back within half a step of its scale; packed again, it is the same.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training import outliers
from training.attribution.model import Network
from training.attribution.model import Shape as Sizes
from training.labels.network import CLASSES, LabelNetwork

Array = NDArray[Any]
_PACKED, _LINEAR = "_quantized", frozenset({"MatMul", "MatMulInteger"})


def main() -> None:
    """Write last.pt and what belongs beside it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packed", type=Path, help="folder of a packaged model")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    settings = json.loads((options.packed / "settings.json").read_text("utf-8"))
    if (options.packed / "heads.npz").is_file():
        state = {"network": labels(options.packed)}
        fitted = json.dumps(settings["temperatures"])
        (options.output / "temperatures.json").write_text(fitted, "utf-8")
    else:
        state = {"mean": attribution(options.packed, settings)}
    torch.save(state, options.output / "last.pt")
    shutil.copy(options.packed / "vocab.txt", options.output / "vocab.txt")


def attribution(packed: Path, settings: dict[str, list[list[float]]]) -> dict[str, Tensor]:
    """Give the weights of training.attribution.model.Network."""
    found = {
        f"{part}.{name}": weight
        for part in ("encoder", "linker")
        for name, weight in weights(packed / f"{part}.onnx").items()
    }
    for chain in ("cue", "link"):
        found[f"{chain}_chain.transitions"] = torch.tensor(settings[f"{chain}_transitions"])
    return _fitting(Network(Sizes()), found)


def labels(packed: Path) -> dict[str, Tensor]:
    """Give the weights of training.labels.network.LabelNetwork."""
    found = {f"body.{name}": weight for name, weight in weights(packed / "labels.onnx").items()}
    with np.load(packed / "heads.npz", allow_pickle=False) as archive:
        arrays = {name: torch.from_numpy(archive[name].astype(np.float32)) for name in archive}
    for name in ("start", "end"):
        found[f"{name}.weight"] = arrays[name][None]
    for name in ("first", "last"):
        found[f"{name}.weight"] = arrays[name].T.contiguous()
    for name in CLASSES:
        found[f"queries.{name}"] = arrays[f"{name}_query"]
        found[f"heads.{name}.weight"] = arrays[f"{name}_weights"].permute(2, 0, 1).flatten(1)
        found[f"heads.{name}.bias"] = arrays[f"{name}_constants"]
    return _fitting(LabelNetwork(Sizes()), found)


def weights(path: Path) -> dict[str, Tensor]:
    """Give the weights of an exported module by their names in torch."""
    graph = onnx.load(str(path)).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {}
    for name in arrays:
        stem = name.removesuffix(_PACKED)
        if "/" not in stem and "." in stem and stem.endswith(("weight", "bias")):
            found[stem] = _float(arrays, name)
    for node in graph.node:
        name = node.input[1] if node.op_type in _LINEAR else ""
        if name in arrays and not name.endswith("weight"):
            # "/layers.0/qkv/MatMul_quant" is what was "layers.0.qkv.weight", turned over
            place = node.name.strip("/").rpartition("/")[0].replace("/", ".")
            weight = _float(arrays, name)
            if large := outliers.large_part(graph, node.name.removesuffix("_quant")):
                weight[large[0].tolist()] = torch.tensor(large[1])
            found[f"{place}.weight"] = weight.T.contiguous()
    return found


def _float(arrays: dict[str, Array], name: str) -> Tensor:
    values = arrays[name]
    if name.endswith(_PACKED):
        stem = name.removesuffix(_PACKED)
        zero = arrays[f"{stem}_zero_point"].astype(np.float32)
        values = (values.astype(np.float32) - zero) * arrays[f"{stem}_scale"]
    return torch.from_numpy(values.astype(np.float32))


def _fitting(network: torch.nn.Module, found: dict[str, Tensor]) -> dict[str, Tensor]:
    """Add what no training changes. Raises RuntimeError where weights do not fit the network."""
    state = {**dict(network.named_buffers()), **found}
    network.load_state_dict(state)
    return state


if __name__ == "__main__":
    main()
