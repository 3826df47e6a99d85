"""Step 2: ``spacy train`` with one of the configurations beside this file.

``python -m training.base.train parser --work WORK``
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.cli.train import train

from training.base import augment as _augment  # noqa: F401  (registers the augmenter)

CONFIGS = Path(__file__).parent / "configs"


def main() -> None:
    """Train one configuration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", help="name of a file in configs/, without .cfg")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument(
        "overrides", nargs="*", help="values of the configuration, as section.key=value"
    )
    options = parser.parse_intermixed_args()
    overrides: dict[str, object] = {"paths.work": str(options.work)}
    for item in options.overrides:
        key, _, value = item.partition("=")
        overrides[key] = _number(value)
    output = options.output or options.work / "models" / options.config
    train(CONFIGS / f"{options.config}.cfg", output, overrides=overrides)


def _number(text: str) -> object:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


if __name__ == "__main__":
    main()
