"""The trained network as ONNX: the encoder in int8, the linker in float32, and their settings.

The encoder's matrices get one scale a column. Weights are unsigned like what they are multiplied
with: with signed ones, processors without the newest integer instructions overflow.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from service.nlp.cue_relations import RELATIONS
from service.nlp.onnx_network import ENCODER_OUTPUTS
from service.nlp.word_features import FEATURES
from training.attribution import fused_attention
from training.attribution.model import Network, Shape

OPSET = 17
WHOLE = (
    "/cues/",
    "/roles/",
    "/features/",
    "/late_features/",
    "/layers.3/down/",
    "/layers.4/down/",
    "/layers.5/down/",
)
"""Parts that stay in float32: small, or what the scores hang on directly."""
ENCODER_INPUTS = ("pieces", "owners", "firsts", "features")
LINKER_INPUTS = ("states", "role_scores", "cues", "relations")


def main() -> None:
    """Export a checkpoint's running mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True, help="folder of the training")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    network = load(options.trained)
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        export_encoder(network, whole)
        quantize(whole, options.output / "encoder.onnx")
        fuse_attention(options.output / "encoder.onnx", network.shape)
    export_linker(network, options.output / "linker.onnx")
    shutil.copy(options.trained / "vocab.txt", options.output / "vocab.txt")
    transitions = {
        "cue_transitions": network.cue_chain.transitions.tolist(),
        "link_transitions": network.link_chain.transitions.tolist(),
    }
    (options.output / "transitions.json").write_text(json.dumps(transitions), "utf-8")
    for path in sorted(options.output.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def load(trained: Path) -> Network:
    """Load the running mean of the weights from a training's last checkpoint."""
    network = Network(Shape())
    state = torch.load(trained / "last.pt", weights_only=True)
    network.load_state_dict(state["mean"])
    return network.eval()


def export_encoder(network: Network, path: Path) -> None:
    """Write the encoder in float32."""
    ones = torch.ones(2, 7, dtype=torch.int64)
    inputs = (ones, ones, ones[:, :5], torch.ones(2, 5, len(FEATURES), dtype=torch.int64))
    by_piece = {0: "windows", 1: "pieces"}
    by_word = {0: "windows", 1: "words"}
    export_module(
        network.encoder,
        inputs,
        path,
        ENCODER_INPUTS,
        ENCODER_OUTPUTS,
        {
            **dict.fromkeys(("firsts", "features", *ENCODER_OUTPUTS), by_word),
            **dict.fromkeys(("pieces", "owners"), by_piece),
        },
    )


def export_linker(network: Network, path: Path) -> None:
    """Write the linker in float32."""
    shape = network.shape
    labels = network.encoder.roles.out_features
    inputs = (
        torch.zeros(2, 5, shape.width),
        torch.zeros(2, 5, labels),
        torch.zeros(3, 4, dtype=torch.int64),
        torch.zeros(3, 5, len(RELATIONS), dtype=torch.int64),
    )
    by_word = {0: "windows", 1: "words"}
    by_cue = {0: "cues", 1: "words"}
    axes = {
        "states": by_word,
        "role_scores": by_word,
        "cues": {0: "cues"},
        "relations": by_cue,
        "scores": by_cue,
    }
    export_module(network.linker, inputs, path, LINKER_INPUTS, ("scores",), axes)


def export_module(
    module: torch.nn.Module,
    inputs: tuple[torch.Tensor, ...],
    path: Path,
    input_names: tuple[str, ...],
    output_names: tuple[str, ...],
    axes: dict[str, dict[int, str]],
) -> None:
    """Write a module in float32."""
    torch.onnx.export(
        module,
        inputs,
        str(path),
        input_names=list(input_names),
        output_names=list(output_names),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(whole: Path, output: Path, spared: tuple[str, ...] = WHOLE) -> None:
    """Write a float32 model's matrices and embeddings as int8; spared: how parts' names begin."""
    prepared = whole.with_name("prepared.onnx")
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    names = [node.name for node in onnx.load(str(prepared)).graph.node]
    quantize_dynamic(
        str(prepared),
        str(output),
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[name for name in names if name.startswith(spared)],
        per_channel=True,
        weight_type=QuantType.QUInt8,
    )


def fuse_attention(path: Path, shape: Shape) -> None:
    """Rewrite an encoder's file with each layer's attention as one operator."""
    model = onnx.load(str(path))
    fused_attention.fuse(model, layers=shape.layers, heads=shape.heads, width=shape.width)
    onnx.save(model, str(path))


if __name__ == "__main__":
    main()
