"""The exported model into the package, if int8 costs next to nothing.

Exits with an error when a figure of the int8 model is more than half a point below the float32
one's, or when the files are too large to ship.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from service.nlp import onnx_network
from service.nlp.attribution_model import Decoding
from service.nlp.onnx_network import FILES
from service.nlp.word_pieces import WordPieces
from training.attribution import examples
from training.attribution.export import load
from training.attribution.judge import Figures, judge
from training.attribution.predictor import predictor

MOST_LOST = 0.005
MOST_BYTES = 35_000_000


def main() -> None:
    """Compare, then copy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--exported", type=Path, required=True)
    parser.add_argument("--judge", type=Path, required=True, help="examples to compare on")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    texts = list(examples.read(options.judge))
    words = [text.words for text in texts]
    pieces = WordPieces.read(options.exported / "vocab.txt")
    settings = json.loads((options.exported / "settings.json").read_text("utf-8"))
    whole = predictor(load(options.trained), pieces, Decoding(**settings["decoding"]))
    small = onnx_network.load(options.exported, threads=2).model
    before, after = (judge(texts, model.predict(words)) for model in (whole, small))
    print(f"float32: {before}\nint8:    {after}")
    lost = [name for name, drop in losses(before, after).items() if drop > MOST_LOST]
    size = sum((options.exported / name).stat().st_size for name in FILES)
    print(f"{size / 1e6:.1f} MB")
    if lost:
        sys.exit(f"int8 loses more than {MOST_LOST} of {', '.join(lost)}")
    if size > MOST_BYTES:
        sys.exit(f"{size} bytes are more than {MOST_BYTES}")
    options.output.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(options.exported / name, options.output / name)


def losses(before: Figures, after: Figures) -> dict[str, float]:
    """Give how much F1 each figure loses; below zero where it gains."""
    found = {role: before.roles[role].f1 - after.roles[role].f1 for role in before.roles}
    found["statements"] = before.statements.f1 - after.statements.f1
    found["attributed"] = before.attributed.f1 - after.attributed.f1
    return found


if __name__ == "__main__":
    main()
