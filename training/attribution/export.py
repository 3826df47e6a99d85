"""The trained network as ONNX: the encoder in int8, the linker in float32, and their settings.

The encoder's matrices get one scale a column. Weights are signed, for which processors with integer
instructions take less than half the time; for others onnxruntime makes them unsigned when it loads
them (service.nlp.onnx_network), with the same results.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from service.nlp.attribution_model import Decoding
from service.nlp.cue_relations import RELATIONS
from service.nlp.encoder_input import divide, encoder_input
from service.nlp.onnx_network import ENCODER_OUTPUTS
from service.nlp.word_features import FEATURES, Ints
from service.nlp.word_pieces import WordPieces
from training import outliers
from training.attribution import examples, fused_attention
from training.attribution.model import Network, Shape
from training.outliers import Arrays

OPSET = 17
WHOLE = ("/cues/", "/roles/", "/features/", "/late_features/")
"""Parts that stay in float32: small, and what the scores hang on directly."""
UNEVEN = tuple(
    f"/layers.{layer}/{part}/" for layer in range(Shape().layers) for part in ("up", "down")
)
"""Products of which some channels of the input are ten times as large as the others."""
ENCODER_INPUTS = ("pieces", "owners", "firsts", "features")
_EXAMPLES = 40
LINKER_INPUTS = ("states", "role_scores", "cues", "relations")


def main() -> None:
    """Export a checkpoint's running mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True, help="folder of the training")
    parser.add_argument("--examples", type=Path, required=True, help="texts to find outliers in")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    network = load(options.trained)
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        export_encoder(network, whole)
        pieces = WordPieces.read(options.trained / "vocab.txt")
        given = inputs(options.examples, pieces)
        quantize(whole, options.output / "encoder.onnx", given)
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


def inputs(path: Path, pieces: WordPieces) -> Iterator[dict[str, Ints]]:
    """Give what the encoder reads of texts kept as examples."""
    how = Decoding()
    for text in islice(examples.read(path), _EXAMPLES):
        for part in divide(text.words, pieces, how.core, how.context):
            arrays = encoder_input([part])
            yield {name: getattr(arrays, name) for name in ENCODER_INPUTS}


def export_encoder(network: Network, path: Path) -> None:
    """Write the encoder in float32."""
    ones = torch.ones(2, 7, dtype=torch.int64)
    given = (ones, ones, ones[:, :5], torch.ones(2, 5, len(FEATURES), dtype=torch.int64))
    by_piece = {0: "windows", 1: "pieces"}
    by_word = {0: "windows", 1: "words"}
    export_module(
        network.encoder,
        given,
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


def quantize(
    whole: Path, output: Path, shown: Iterable[Arrays], spared: tuple[str, ...] = WHOLE
) -> None:
    """Write a float32 model's matrices and embeddings as int8.

    shown: inputs by which large channels are found. spared: how the names of parts begin that
    stay as they are.
    """
    prepared = whole.with_name("prepared.onnx")
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    model = onnx.load(str(prepared))
    large = outliers.take_apart(model, UNEVEN, shown)
    onnx.save(model, str(prepared))
    quantize_dynamic(
        str(prepared),
        str(output),
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[
            node.name for node in model.graph.node if node.name.startswith((*spared, *large))
        ],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"WeightSymmetric": False},
    )


def fuse_attention(path: Path, shape: Shape) -> None:
    """Rewrite an encoder's file with each layer's attention as one operator."""
    model = onnx.load(str(path))
    fused_attention.fuse(model, layers=shape.layers, heads=shape.heads, width=shape.width)
    onnx.save(model, str(path))


if __name__ == "__main__":
    main()
