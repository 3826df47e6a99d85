"""Training and packing of the label network on a few made-up cases."""

from pathlib import Path

import numpy as np
import pytest

from service.nlp.label_input import CONTENT, CONTEXT, CUE

pytest.importorskip("torch", reason="torch is installed for training alone")

import torch

from service.nlp.label_model import load
from training.attribution.model import Shape
from training.labels import package
from training.labels.cases import Case, read, write
from training.labels.judge import accuracy, figures, macro_f1
from training.labels.network import CLASSES, LabelNetwork
from training.labels.tensors import collate
from training.labels.train import class_weights, divergence, divide, pairs, temperatures

SHAPE = Shape(width=24, heads=2, inner=32)


def case(number: int, act: str | None = "call", part: str = "own") -> Case:
    """Five words around one content; states differ with the number."""
    roles = np.array([CONTEXT, CUE, CONTENT, CONTENT, CONTEXT], np.int64)
    states = np.random.default_rng(number).normal(size=(5, SHAPE.width)).astype(np.float16)
    words = ["we", "urged", "the", "plan", "now"]
    labels = {"stance": "support", "commitment": None, "act": act}
    return Case(part, number, words, roles, states, labels, "plan", (3, 3))


def test_cases_are_read_as_they_were_written(tmp_path: Path) -> None:
    cases = [case(1), case(2, None)]
    write(tmp_path / "train", cases)
    for one, other in zip(cases, read(tmp_path / "train"), strict=True):
        assert (one.words, one.labels, one.stretch) == (other.words, other.labels, other.stretch)
        assert (one.states == other.states).all()
        assert (one.roles == other.roles).all()


def test_every_twentieth_text_is_kept_apart() -> None:
    cases = [*map(case, range(40)), case(20, part="claims")]
    learned, apart = divide([(one, one) for one in cases])
    assert [one.text for one, _ in apart] == [0, 20]
    assert len(learned) == 39


def test_only_what_is_said_with_both_names_is_consistent() -> None:
    same = torch.tensor([[2.0, 0.0], [0.0, 1.0]] * 2)
    assert divergence(same).item() == pytest.approx(0)
    assert divergence(torch.cat([same[:2], same[:2].flip(1)])).item() > 0.5


def test_pairs_of_other_statements_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "train", [case(1), case(2)])
    write(tmp_path / "renamed", [case(1), case(2, "threat")])
    with pytest.raises(ValueError, match="not of the same statements"):
        pairs(tmp_path)


def test_rare_labels_weigh_more() -> None:
    cases = [*(case(i) for i in range(9)), case(9, "threat")]
    weights = dict(zip(CLASSES["act"], class_weights(cases, "act").tolist(), strict=True))
    assert weights["threat"] == pytest.approx(3 * weights["call"])
    assert (9 * weights["call"] + weights["threat"]) / 10 == pytest.approx(1)


@pytest.fixture
def network() -> LabelNetwork:
    torch.manual_seed(0)
    made = LabelNetwork(SHAPE)
    made.eval()
    return made


def test_company_changes_nothing(network: LabelNetwork) -> None:
    short, long = case(1), case(2)
    longer = Case(
        *("own", 2, long.words * 2, np.tile(long.roles, 2), np.tile(long.states, (2, 1))),
        *(long.labels, None, None),
    )
    with torch.inference_mode():
        alone = collate([short])
        both = collate([short, longer])
        one = network(alone.states, alone.roles).labels["act"][0]
        beside = network(both.states, both.roles).labels["act"][0]
    assert one.tolist() == pytest.approx(beside.tolist(), abs=1e-4)


def test_stretches_are_of_the_content(network: LabelNetwork) -> None:
    batch = collate([case(1)])
    with torch.inference_mode():
        chances = network(batch.states, batch.roles).stretches[0].exp()
    assert chances[2:4, 2:4].sum().item() == pytest.approx(1, abs=1e-3)


def test_temperatures_and_figures(network: LabelNetwork) -> None:
    cases = [case(i) for i in range(4)]
    found = temperatures(network, [case(i, "call") for i in range(4)])
    assert all(0.5 <= one <= 3 for one in found.values())
    assert "act" in figures(network, cases)


def test_what_is_packed_says_the_same(network: LabelNetwork, tmp_path: Path) -> None:
    package.export(network, tmp_path / "labels.onnx")
    np.savez_compressed(tmp_path / "heads.npz", allow_pickle=False, **package.heads(network))
    package.settings(tmp_path, "7", dict.fromkeys(CLASSES, 1.0))
    assert load(tmp_path).version == "7"
    assert package.compare(network, tmp_path, [case(i) for i in range(20)]) <= 0.1


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("b", "a")], (2 / 3 + 0) / 2),
        ([*[("a", "a")] * 10, ("b", "a")], 20 / 21),
    ],
)
def test_macro_f1_leaves_out_rare_labels(pairs: list[tuple[str, str]], expected: float) -> None:
    assert macro_f1(pairs) == pytest.approx(expected)
    assert accuracy(pairs) == sum(a == b for a, b in pairs) / len(pairs)
