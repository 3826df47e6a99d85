"""A product taken apart says the same; in int8 it says it more exactly."""

# ruff: noqa: E402 - what needs onnx is imported where there is onnx
from pathlib import Path
from typing import Any

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'training'")

import onnxruntime
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.outliers import large_part, take_apart

ROWS, CHANNELS, COLUMNS = 40, 64, 24
LARGE = [3, 17, 50]


@pytest.fixture
def states() -> Any:
    chance = np.random.default_rng(1)
    made = chance.normal(size=(1, ROWS, CHANNELS)).astype(np.float32)
    made[..., LARGE] *= 40
    return made


@pytest.fixture
def model() -> Any:
    chance = np.random.default_rng(2)
    weight = chance.normal(size=(CHANNELS, COLUMNS)).astype(np.float32)
    shapes = {"x": [1, None, CHANNELS], "y": [1, None, COLUMNS]}
    ends = {
        n: helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, s) for n, s in shapes.items()
    }
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"], "/layers.0/down/MatMul")],
        "product",
        [ends["x"]],
        [ends["y"]],
        [numpy_helper.from_array(weight, "w")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def product(model: Any, states: Any) -> Any:
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": states})[0]


def in_int8(model: Any, folder: Path, spared: tuple[str, ...] = ()) -> Any:
    onnx.save(model, str(folder / "whole.onnx"))
    quantize_dynamic(
        str(folder / "whole.onnx"),
        str(folder / "small.onnx"),
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=list(spared),
        per_channel=True,
        weight_type=QuantType.QInt8,
    )
    return onnx.load(str(folder / "small.onnx"))


def test_the_product_is_the_same(model: Any, states: Any) -> None:
    whole = product(model, states)
    take_apart(model, ["/layers.0/down/"], [{"x": states}], channels=3)
    np.testing.assert_allclose(product(model, states), whole, rtol=1e-4, atol=1e-3)


def test_the_largest_channels_are_taken(model: Any, states: Any) -> None:
    weight = numpy_helper.to_array(model.graph.initializer[0])
    take_apart(model, ["/layers.0/down/"], [{"x": states[:, :9]}, {"x": states[:, 9:]}], channels=3)
    found = large_part(model.graph, "/layers.0/down/MatMul")
    assert found is not None
    assert found[0].tolist() == LARGE
    assert np.array_equal(found[1], weight[LARGE])


def test_int8_loses_less(model: Any, states: Any, tmp_path: Path) -> None:
    whole = product(model, states)
    together = product(in_int8(model, tmp_path), states)
    spared = take_apart(model, ["/layers.0/down/"], [{"x": states}], channels=3)
    apart = product(in_int8(model, tmp_path, spared), states)
    assert np.abs(apart - whole).mean() < np.abs(together - whole).mean() / 5


def test_a_name_that_no_product_has_is_refused(model: Any, states: Any) -> None:
    with pytest.raises(ValueError, match=r"No product of matrices .*'/layers\.7/'"):
        take_apart(model, ["/layers.7/"], [{"x": states}])


def test_a_product_in_one_piece_has_no_large_part(model: Any) -> None:
    assert large_part(model.graph, "/layers.0/down/MatMul") is None
