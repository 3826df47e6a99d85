"""Weights that prefer what the right candidates have."""

import json
from pathlib import Path

import orjson
import pytest

from service.nlp.antecedents import probabilities
from training.speakers.fit import fit, main, read, validate
from training.speakers.record import Case

NEAR, FAR = {"near": 1.0, "person": 1.0}, {"far": 1.0, "person": 1.0}
CASES = [Case("pronoun", [NEAR, FAR], 0)] * 20 + [Case("pronoun", [FAR, NEAR], 1)] * 20


def test_an_obvious_preference_is_recovered() -> None:
    weights = fit(CASES, 1.0)
    assert weights["near"] > 1 > -1 > weights["far"]
    assert weights["person"] == pytest.approx(0.0, abs=1e-4)  # all have it
    assert probabilities([FAR, NEAR], weights)[1] > 0.9


def test_a_mixed_preference_is_weaker() -> None:
    mixed = [*CASES, *[Case("pronoun", [NEAR, FAR], 1)] * 10]
    assert 0 < fit(mixed, 1.0)["near"] < fit(CASES, 1.0)["near"]


def test_a_penalty_holds_weights_down() -> None:
    assert 0 < fit(CASES, 100.0)["near"] < fit(CASES, 1.0)["near"]


def test_chances_follow_frequencies() -> None:
    three_of_four = [Case("pronoun", [NEAR, FAR], int(i % 4 == 0)) for i in range(400)]
    chances = probabilities([NEAR, FAR], fit(three_of_four, 0.01))
    assert chances[0] == pytest.approx(0.75, abs=0.01)


def test_validation_is_on_other_articles() -> None:
    grouped = [[case] for case in CASES]
    loss, counts = validate(grouped, 1.0)
    assert loss < 0.2
    assert counts == {"pronoun": (40, 40)}
    # each article is the only one that has its sign, so that nothing can be learnt of it
    alone = [[Case("nominal", [{}, {str(i): 1.0}], 1)] for i in range(10)]
    loss, counts = validate(alone, 1.0)
    assert loss == pytest.approx(0.693, abs=0.001)
    assert counts == {"nominal": (0, 10)}


def test_cases_to_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[{"kind": "pronoun", "table": [NEAR, FAR], "right": 0}]] * 10 + [[]]
    cases, output = tmp_path / "cases.jsonl", tmp_path / "antecedents.json"
    cases.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert read(cases) == [[Case("pronoun", [NEAR, FAR], 0)]] * 10 + [[]]
    monkeypatch.setattr("sys.argv", ["fit", "--cases", str(cases), "--output", str(output)])
    main()
    weights = orjson.loads(output.read_bytes())["weights"]
    assert weights["near"] > 0 > weights["far"]
    assert "person" not in weights  # too near to zero
