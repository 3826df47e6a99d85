"""The mean of the weights of two stages of one training, as a checkpoint of its own.

Stages that start from each other lie in one basin, so that their mean keeps what each is good at
(model soups, Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Average the running means of the weights of two trainings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trained", type=Path, nargs=2, required=True, help="folders")
    parser.add_argument("--share", type=float, required=True, help="of the second, 0 to 1")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    if not 0 <= options.share <= 1:
        parser.error(f"--share is {options.share}, not between 0 and 1")
    first, second = (
        torch.load(folder / "last.pt", weights_only=True)["mean"] for folder in options.trained
    )
    mean = {
        name: (1 - options.share) * first[name] + options.share * second[name]
        if first[name].is_floating_point()
        else first[name]
        for name in first
    }
    options.output.mkdir(parents=True, exist_ok=True)
    torch.save({"mean": mean}, options.output / "last.pt")
    shutil.copy(options.trained[0] / "vocab.txt", options.output / "vocab.txt")


if __name__ == "__main__":
    main()
