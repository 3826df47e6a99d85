"""The weighted mean of two trainings' weights (model soup, Wortsman et al. 2022)."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Write a checkpoint that export takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="folder of a training")
    parser.add_argument("second", type=Path, help="folder of a training that went on from it")
    parser.add_argument("--share", type=float, default=0.5, help="of the second, 0 to 1")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    one, other = (
        torch.load(folder / "last.pt", weights_only=True)["mean"]
        for folder in (options.first, options.second)
    )
    mean = {name: torch.lerp(one[name], other[name], options.share) for name in one}
    options.output.mkdir(parents=True, exist_ok=True)
    torch.save({"mean": mean}, options.output / "last.pt")
    shutil.copy(options.second / "vocab.txt", options.output / "vocab.txt")


if __name__ == "__main__":
    main()
