"""Step 3b: average the weights of trainings that went on from one another.

``python -m training.base.average --output DIR PIPELINE PIPELINE …``

The mean of fine-tuned weights is often better than each of them, and never slower (Wortsman et al.
2022, Model soups). It is sound only for trainings with a common beginning, whose units still
correspond.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model


def average(pipelines: Sequence[Language]) -> Language:
    """Give the first pipeline with all weights replaced by the mean over the pipelines.

    Raises ValueError if the pipelines differ in components or in the shape of a weight.
    """
    first, *others = pipelines
    for other in others:
        if other.pipe_names != first.pipe_names:
            raise ValueError(f"{other.pipe_names} are not the components {first.pipe_names}")
    for name in first.pipe_names:
        models = [_model(nlp, name) for nlp in pipelines]
        for nodes in zip(*(model.walk() for model in models if model is not None), strict=True):
            _average_node(nodes)
    return first


def _model(nlp: Language, name: str) -> Model[Any, Any] | None:
    return getattr(nlp.get_pipe(name), "model", None)


def _average_node(nodes: Sequence[Model[Any, Any]]) -> None:
    for name in nodes[0].param_names:
        if not nodes[0].has_param(name):
            continue
        weights = [node.get_param(name) for node in nodes]
        shapes = {weight.shape for weight in weights}
        if len(shapes) != 1:
            raise ValueError(f"{nodes[0].name}.{name} has the shapes {sorted(shapes)}")
        nodes[0].set_param(name, np.mean([np.asarray(weight) for weight in weights], axis=0))


def main() -> None:
    """Write the average of some pipelines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipelines", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    average([spacy.load(path) for path in options.pipelines]).to_disk(options.output)


if __name__ == "__main__":
    main()
