"""The mean of the weights of two trainings that began alike, as a checkpoint of its own.

They lie in one basin, so that their mean keeps what each is good at (model soups, Wortsman et al.
2022).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

_BESIDE = "temperatures.json"


def main() -> None:
    """Average the weights of two trainings of the attribution model or of the label network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, nargs=2, required=True, help="folders")
    parser.add_argument("--share", type=float, required=True, help="of the second, 0 to 1")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    if not 0 <= options.share <= 1:
        parser.error(f"--share is {options.share}, not between 0 and 1")
    states = [torch.load(folder / "last.pt", weights_only=True) for folder in options.trained]
    part = "mean" if "mean" in states[0] else "network"
    first, second = (state[part] for state in states)
    mean = {
        name: (1 - options.share) * first[name] + options.share * second[name]
        if first[name].is_floating_point()
        else first[name]
        for name in first
    }
    options.output.mkdir(parents=True, exist_ok=True)
    torch.save({part: mean}, options.output / "last.pt")
    if (options.trained[0] / "vocab.txt").is_file():
        shutil.copy(options.trained[0] / "vocab.txt", options.output / "vocab.txt")
    if part == "network":
        told = [json.loads((folder / _BESIDE).read_text("utf-8")) for folder in options.trained]
        divisors = {
            name: round((1 - options.share) * told[0][name] + options.share * told[1][name], 3)
            for name in told[0]
        }
        (options.output / _BESIDE).write_text(json.dumps(divisors), "utf-8")


if __name__ == "__main__":
    main()
