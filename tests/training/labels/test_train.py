"""Training and packing of the label network on a few made-up cases."""

from pathlib import Path

import numpy as np
import pytest

from service.nlp.label_input import BEGIN, CONTENT, CONTEXT, CUE, END, NAMES
from service.nlp.word_pieces import WordPieces

pytest.importorskip("torch", reason="torch is installed for training alone")

import torch

from service.nlp.label_model import load, side_by_side
from training.attribution.model import Shape
from training.labels import package
from training.labels.cases import Case, Read, read, spelled, write
from training.labels.judge import accuracy, figures, macro_f1
from training.labels.network import CLASSES, LabelNetwork
from training.labels.tensors import collate
from training.labels.train import class_weights, divide, heads, inner, temperatures

VOCABULARY = ["[PAD]", "[UNK]", BEGIN, END, "[MASK]", *NAMES]
VOCABULARY += ["we", "urged", "the", "plan", "now", *(f"##{digit}" for digit in range(10))]
PIECES = WordPieces(VOCABULARY)
SHAPE = Shape(pieces=len(VOCABULARY), width=24, layers=2, heads=2, inner=32, places=64)


def case(
    number: int, act: str | None = "call", part: str = "own", *, asked: bool = False, times: int = 1
) -> Case:
    """Five words around one content, which differ with the number."""
    words = ["we", "urged", "the", f"plan{number}", "now"] * times
    labels = {"stance": "support", "commitment": None, "act": act}
    roles = [CONTEXT, CUE, CONTENT, CONTENT, CONTEXT] * times
    named = [False] * len(words)
    return Case(part, number, words, roles, named, labels, "plan", (3, 3), asked)


def ready(*cases: Case) -> list[Read]:
    return spelled(cases, PIECES)


def test_cases_are_read_as_they_were_written(tmp_path: Path) -> None:
    cases = [case(1), case(2, None), case(3, asked=True)]
    write(tmp_path / "train", cases)
    assert read(tmp_path / "train") == cases


def test_every_twentieth_text_is_kept_apart() -> None:
    learned, apart = divide(ready(*map(case, range(40)), case(20, part="claims")))
    assert [one.case.text for one in apart] == [0, 20]
    assert len(learned) == 39


def test_of_pairs_every_twentieth_is_kept_apart() -> None:
    learned, apart = divide(ready(*(case(0, asked=True) for _ in range(40))))
    assert (len(learned), len(apart)) == (38, 2)


def test_rare_labels_weigh_more() -> None:
    cases = [*(case(i) for i in range(9)), case(9, "threat")]
    weights = dict(zip(CLASSES["act"], class_weights(cases, "act").tolist(), strict=True))
    assert weights["threat"] == pytest.approx(3 * weights["call"])
    assert (9 * weights["call"] + weights["threat"]) / 10 == pytest.approx(1)


def test_what_nothing_is_labelled_with_weighs_nothing_of_its_own() -> None:
    assert class_weights([case(1)], "commitment").tolist() == [1.0] * 5
    support, *others = class_weights([case(1)], "stance").tolist()
    assert support == pytest.approx(1)
    assert others == [pytest.approx(2)] * 3


@pytest.fixture
def network() -> LabelNetwork:
    torch.manual_seed(0)
    made = LabelNetwork(SHAPE)
    made.eval()
    return made


def test_every_weight_has_one_rate(network: LabelNetwork) -> None:
    published = [one for own, _ in inner(network) for one in own]
    every = [*published, *heads(network)]
    assert len({id(one) for one in every}) == len(every) == len(list(network.parameters()))
    shares = [share for _, share in inner(network)]
    assert shares == sorted(shares, reverse=True)


def test_company_changes_nothing(network: LabelNetwork) -> None:
    short, longer = ready(case(1), case(22, times=3))
    with torch.inference_mode():
        one = network(collate([short])).labels["act"][0]
        beside = network(collate([short, longer])).labels["act"][0]
    assert one.tolist() == pytest.approx(beside.tolist(), abs=1e-4)


def test_stretches_are_of_the_content(network: LabelNetwork) -> None:
    with torch.inference_mode():
        chances = network(collate(ready(case(1)))).stretches[0].exp()
    assert chances[2:4, 2:4].sum().item() == pytest.approx(1, abs=1e-3)


def test_the_stance_hears_its_target(network: LabelNetwork) -> None:
    batch = collate(ready(case(1)))
    with torch.inference_mode():
        one, other = (
            network(batch, torch.tensor([[place, place]])).labels["stance"][0].tolist()
            for place in (2, 3)
        )
    assert one != pytest.approx(other)


def test_words_are_hidden_whole() -> None:
    np.random.seed(0)
    cases = ready(*(case(i) for i in range(10, 60)))
    mask = VOCABULARY.index("[MASK]")
    batch = collate(cases, 0.5, mask)
    hidden = (batch.pieces == mask).numpy()
    for row, one in enumerate(cases):
        ends = [*one.spelling.firsts[1:], one.size - 1]
        parts = [hidden[row, a:b] for a, b in zip(one.spelling.firsts, ends, strict=True)]
        assert all(part.all() or not part.any() for part in parts)
        assert not hidden[row, 0]
        assert not hidden[row, one.size - 1 :].any()
    assert 0.3 < np.mean([hidden[row, 1] for row in range(50)]) < 0.7


def test_temperatures_and_figures(network: LabelNetwork) -> None:
    cases = ready(*(case(i) for i in range(4)))
    found = temperatures(network, cases)
    assert all(0.5 <= one <= 3 for one in found.values())
    assert "act" in figures(network, cases)


def test_what_is_packed_says_the_same(network: LabelNetwork, tmp_path: Path) -> None:
    shown = [side_by_side([one.spelling]) for one in ready(*(case(i) for i in range(8)))]
    package.export(network, tmp_path / "labels.onnx", shown)
    np.savez_compressed(tmp_path / "heads.npz", allow_pickle=False, **package.heads(network))
    package.settings(tmp_path, "7", dict.fromkeys(CLASSES, 1.0))
    (tmp_path / "vocab.txt").write_text("\n".join(VOCABULARY), "utf-8")
    assert load(tmp_path).version == "7"
    assert package.compare(network, tmp_path, ready(*(case(i) for i in range(20)))) <= 0.1


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
