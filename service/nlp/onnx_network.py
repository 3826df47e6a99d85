"""The packaged networks, run by onnxruntime on the processor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from service.errors import PipelineUnavailable
from service.nlp.attribution_model import AttributionModel, Decoding, Encoded
from service.nlp.encoder_input import EncoderInput
from service.nlp.processor import exact_and_fast
from service.nlp.tagging import Floats
from service.nlp.word_features import Ints
from service.nlp.word_pieces import WordPieces

FILES = ("encoder.onnx", "linker.onnx", "settings.json", "vocab.txt")
ENCODER_OUTPUTS = ("states", "cue_scores", "role_scores")
LAYOUT = 2
_EXACT_PRODUCTS = "session.x64quantprecision"
_SLOW_FUSION = "SkipLayerNormFusion"
"""The fused operator takes twice the time of the two that it stands for."""


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model and what its package says of it.

    about: version, licence, sources, figures. weights: of the logistic regression that turns a
    statement's signs into its score.
    """

    model: AttributionModel
    about: dict[str, Any]
    weights: tuple[float, ...]


def load(folder: Path, threads: int) -> PackagedModel:
    """Load a packaged model; threads: how many an encoding may use.

    Raises PipelineUnavailable when a file is missing or the package is of another layout.
    """
    require(folder, FILES, "attribution model")
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    if settings.get("layout") != LAYOUT:
        raise PipelineUnavailable(
            f"The attribution model in '{folder}' has layout {settings.get('layout')!r}; "
            f"this version reads layout {LAYOUT}."
        )
    encoder = session(folder / "encoder.onnx", threads)
    linker = session(folder / "linker.onnx", threads)

    def encode(arrays: EncoderInput) -> Encoded:
        inputs = {
            "pieces": arrays.pieces,
            "owners": arrays.owners,
            "firsts": arrays.firsts,
            "features": arrays.features,
        }
        return Encoded(*encoder.run(list(ENCODER_OUTPUTS), inputs))

    def link(states: Floats, roles: Floats, cues: Ints, relations: Ints) -> Floats:
        inputs = {"states": states, "role_scores": roles, "cues": cues, "relations": relations}
        scores: Floats = linker.run(None, inputs)[0]
        return scores

    return PackagedModel(
        model=AttributionModel(
            encode,
            link,
            WordPieces.read(folder / "vocab.txt"),
            _array(settings["cue_transitions"]),
            _array(settings["link_transitions"]),
            Decoding(**settings["decoding"]),
        ),
        about=settings["about"],
        weights=tuple(settings["calibration"]),
    )


def require(folder: Path, names: Sequence[str], what: str) -> None:
    """Check that a package is whole. Raises PipelineUnavailable, naming what is missing."""
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise PipelineUnavailable(
            f"The {what} in '{folder}' lacks {', '.join(missing)}; needed are {', '.join(names)}."
        )


def session(path: Path, threads: int) -> Any:
    """Open a network for runs of many sizes on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # texts differ in length, and a plan of memory for each length would only add up
    options.enable_mem_pattern = False
    if not exact_and_fast():
        # signed weights become unsigned, of which products do not overflow: slower, not otherwise
        options.add_session_config_entry(_EXACT_PRODUCTS, "1")
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=[_SLOW_FUSION],
    )


def _array(rows: Sequence[Sequence[float]]) -> Floats:
    return np.array(rows, np.float32)
