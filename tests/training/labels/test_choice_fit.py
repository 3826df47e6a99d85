"""Weights that prefer what the right candidates have."""

from pathlib import Path

import numpy as np
import orjson
import pytest

from service.nlp.target_choice import Weighed
from training.labels.choice_fit import fit, held_out, main
from training.labels.choices import Case, Table, load, save, tabulate

TABLE = [{"score": -0.5}, {"score": -1.0, "near": 1.0}, {"score": -2.0, "near": 1.0}]
RIGHT = [False, True, False]


def table(number: int = 60) -> Table:
    weighed = Weighed([], TABLE, np.eye(3))
    cases = [Case(weighed, np.array(RIGHT), text) for text in range(number)]
    return tabulate([*cases, Case(weighed, np.zeros(3, bool), number)])


def test_a_table_has_what_can_be_learned_from() -> None:
    found = table()
    assert found.names == ["near", "score"]
    assert len(found.texts) == len(found.starts) == 60
    assert found.values[:3].tolist() == [[0.0, -0.5], [1.0, -1.0], [1.0, -2.0]]


def test_the_network_is_kept_and_what_it_lacks_is_learned() -> None:
    near, score = fit(table(), 1.0)
    assert near > 1
    assert score > 1
    held_near, held_score = fit(table(), 1e6)
    assert held_near == pytest.approx(0, abs=0.01)
    assert held_score == pytest.approx(1, abs=0.01)


def test_texts_kept_apart() -> None:
    loss, right = held_out(table(), 1.0)
    assert loss < 0.3
    assert right == 60


def test_cases_to_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases, output = tmp_path / "cases.npz", tmp_path / "targets.json"
    save(cases, table())
    assert load(cases).names == ["near", "score"]
    monkeypatch.setattr("sys.argv", ["fit", "--cases", str(cases), "--output", str(output)])
    main()
    assert orjson.loads(output.read_bytes())["weights"]["near"] > 0
