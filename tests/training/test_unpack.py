"""Weights come back from a packaged network as they were, but for the steps of int8."""

# ruff: noqa: E402 - what needs torch is imported where there is torch
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'training'")
pytest.importorskip("onnx", reason="onnx comes with the extra 'training'")

from service.nlp.word_features import FEATURES
from training.attribution.export import export_encoder, export_linker, quantize
from training.attribution.model import Network, Shape
from training.unpack import weights

SMALL = Shape(pieces=40, places=30, width=24, layers=4, heads=3, inner=32)


@pytest.fixture(scope="module")
def network() -> Any:
    torch.manual_seed(1)
    made = Network(SMALL).eval()
    with torch.no_grad():
        for weight in made.parameters():
            weight.normal_()  # what is alike, as all is zero at first, is written once
    return made


def test_the_linker_comes_back_exactly(network: Any, tmp_path: Path) -> None:
    export_linker(network, tmp_path / "linker.onnx")
    found = weights(tmp_path / "linker.onnx")
    own = network.linker.state_dict()
    assert set(found) == set(own)
    assert all(torch.equal(found[name], own[name]) for name in own)


def test_what_is_packed_comes_back_within_a_step(network: Any, tmp_path: Path) -> None:
    export_encoder(network, tmp_path / "whole.onnx")
    read = np.arange(12)[None]
    shown = {"pieces": read + 1, "owners": read, "firsts": read}
    shown["features"] = np.ones((1, 12, len(FEATURES)), np.int64)
    quantize(tmp_path / "whole.onnx", tmp_path / "encoder.onnx", [shown])
    found = weights(tmp_path / "encoder.onnx")
    own = network.encoder.state_dict()
    assert set(found) == set(own)
    assert not torch.equal(found["layers.0.qkv.weight"], own["layers.0.qkv.weight"])
    for name, weight in own.items():
        step = float(weight.max() - weight.min()) / 255 if weight.numel() else 0.0
        assert torch.allclose(found[name], weight, atol=step), name
