"""An encoder says the same when its attention is one operator."""

# ruff: noqa: E402 - what needs torch is imported where there is torch
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'training'")
onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'training'")

import onnxruntime

from service.nlp.word_features import FEATURES
from training.attribution.export import export_encoder, fuse_attention
from training.attribution.model import Network, Shape

SMALL = Shape(pieces=40, places=30, width=24, layers=4, heads=3, inner=32)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(1)
    path = tmp_path_factory.mktemp("exported") / "encoder.onnx"
    export_encoder(Network(SMALL).eval(), path)
    return path


def answers(path: Path, size: int) -> list[Any]:
    chance = np.random.default_rng(size)
    inputs = {
        "pieces": chance.integers(1, 40, (1, size)),
        "owners": np.arange(size)[None] // 2,
        "firsts": np.arange(0, size, 2)[None],
        "features": np.ones((1, (size + 1) // 2, len(FEATURES)), np.int64),
    }
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return list(session.run(None, inputs))


@pytest.mark.parametrize("size", [1, 2, 7, 30])
def test_the_fused_encoder_says_the_same(exported: Path, tmp_path: Path, size: int) -> None:
    fused = tmp_path / "fused.onnx"
    fused.write_bytes(exported.read_bytes())
    fuse_attention(fused, SMALL)
    kinds = [node.op_type for node in onnx.load(str(fused)).graph.node]
    assert kinds.count("MultiHeadAttention") == SMALL.layers
    assert "Softmax" not in kinds
    for before, after in zip(answers(exported, size), answers(fused, size), strict=True):
        np.testing.assert_allclose(after, before, atol=2e-5)


def test_a_network_of_another_make_is_refused(exported: Path) -> None:
    with pytest.raises(ValueError, match=r"Layer 4 has no /layers\.4/qkv/Add_output_0"):
        fuse_attention(exported, Shape(layers=5))
