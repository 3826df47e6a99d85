"""Packs a trained label network: body as int8 ONNX, heads and temperatures beside it.

Refuses where int8 changes more than a few labels.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from service.nlp.label_input import LabelInput
from service.nlp.label_model import FILES, load, side_by_side
from service.nlp.word_pieces import WordPieces
from training.attribution.export import export_module, quantize
from training.attribution.model import Shape
from training.labels.cases import Read, read, spelled
from training.labels.judge import accuracy, figures, macro_f1
from training.labels.network import CLASSES, LabelNetwork
from training.labels.tensors import collate
from training.outliers import Arrays

MOST_CHANGED = 0.03
MOST_BYTES = 35_000_000
_EXAMPLES = 300
INPUTS = ("pieces", "piece_roles", "shapes", "firsts", "roles")


def main() -> None:
    """Write the package and compare it with the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--judge", type=Path, required=True, help="converted cases to compare on")
    parser.add_argument(
        "--examples", type=Path, required=True, help="converted cases to find outliers in"
    )
    parser.add_argument("--version", required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    network = LabelNetwork(Shape())
    state = torch.load(options.trained / "last.pt", weights_only=True)
    network.load_state_dict(state["network"])
    network.eval()
    options.output.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.trained / "vocab.txt", options.output / "vocab.txt")
    pieces = WordPieces.read(options.output / "vocab.txt")
    examples = spelled(read(options.examples)[:_EXAMPLES], pieces)
    shown = (side_by_side([one.spelling]) for one in examples)
    export(network, options.output / "labels.onnx", shown)
    np.savez_compressed(options.output / "heads.npz", allow_pickle=False, **heads(network))
    fitted = json.loads((options.trained / "temperatures.json").read_text("utf-8"))
    settings(options.output, options.version, fitted)
    cases = spelled(read(options.judge), pieces)
    print(f"float32: {figures(network, cases)}")
    changed = compare(network, options.output, cases)
    size = sum((options.output / name).stat().st_size for name in FILES)
    print(f"{size / 1e6:.2f} MB")
    if changed > MOST_CHANGED or size > MOST_BYTES:
        sys.exit(f"{changed:.3f} of the labels changed, {size} bytes: more than is allowed")


def export(network: LabelNetwork, path: Path, shown: Iterable[Arrays]) -> None:
    """Write the body in int8; shown: inputs by which large channels are found."""
    piece, word = (torch.ones(2, size, dtype=torch.int64) for size in (7, 5))
    by_piece = {0: "statements", 1: "pieces"}
    by_word = {0: "statements", 1: "words"}
    axes = {
        **dict.fromkeys(("pieces", "piece_roles", "shapes"), by_piece),
        **dict.fromkeys(("firsts", "roles", "found"), by_word),
    }
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "labels.onnx"
        inputs = (piece, piece, piece, word, word)
        export_module(network.body, inputs, whole, INPUTS, ("found",), axes)
        quantize(whole, path, shown)


def settings(folder: Path, version: str, temperatures: dict[str, float]) -> None:
    """Write the names of the labels and how scores become chances."""
    about = {
        "version": version,
        "classes": {name: list(classes) for name, classes in CLASSES.items()},
        "temperatures": temperatures,
    }
    (folder / "settings.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")


def heads(network: LabelNetwork) -> dict[str, NDArray[np.float16]]:
    """Give the arrays that service.nlp.label_model reads."""
    found = {
        "start": network.start.weight[0],
        "end": network.end.weight[0],
        "first": network.first.weight.T,
        "last": network.last.weight.T,
    }
    for name in CLASSES:
        head = network.heads[name]
        width = network.queries[name].shape[0]
        found[f"{name}_query"] = network.queries[name]
        found[f"{name}_weights"] = head.weight.view(len(CLASSES[name]), -1, width).permute(1, 2, 0)
        found[f"{name}_constants"] = head.bias
    return {name: own.detach().numpy().astype(np.float16) for name, own in found.items()}


def compare(network: LabelNetwork, packed: Path, cases: Sequence[Read]) -> float:
    """Print the package's figures and give the share of labels that it changes."""
    model = load(packed)
    pairs: dict[str, list[tuple[str, str]]] = {name: [] for name in CLASSES}
    changed = 0
    for one in cases:
        given = LabelInput(np.arange(len(one.spelling.roles)), one.spelling)
        (states,) = model.states([given])
        found = model.targets(given, states)
        judged = model.judge(given, states, found.spans[0] if found.spans else None)
        with torch.inference_mode():
            scores = network(collate([one]))
        for name, classes in CLASSES.items():
            changed += classes[int(scores.labels[name][0].argmax())] != judged[name].label
            label = one.case.labels[name]
            if label:
                pairs[name].append((label, judged[name].label))
    share = changed / (len(cases) * len(CLASSES))
    shown = [f"{name} {accuracy(own):.3f} {macro_f1(own):.3f}" for name, own in pairs.items()]
    print(f"int8:    {'; '.join(shown)}; {share:.4f} of the labels changed")
    return share


if __name__ == "__main__":
    main()
