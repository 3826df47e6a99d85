"""Weights that tell clear claims from others, and the chance from which on enough are clear."""

import json
from pathlib import Path

import numpy as np
import pytest

from training.claims.fit import chances, fit, held_out, main, threshold
from training.claims.record import Case


def case(number: int, verdict: str, *signs: str) -> Case:
    return Case(f"article {number}", verdict, dict.fromkeys(("constant", *signs), 1.0))


CASES = [
    *[case(n, "yes" if n % 10 else "no", "name") for n in range(100)],
    *[case(n, "no" if n % 5 else "yes", "it") for n in range(100)],
]


def test_chances_follow_frequencies() -> None:
    weights = fit(CASES, 0.01)
    named, it = chances([case(0, "yes", "name"), case(0, "yes", "it")], weights)
    assert named == pytest.approx(0.9, abs=0.02)
    assert it == pytest.approx(0.2, abs=0.02)


def test_a_penalty_holds_weights_down_but_not_the_constant() -> None:
    weights = fit(CASES, 1e6)
    assert abs(weights["name"]) < 0.01
    assert chances([CASES[0]], weights)[0] == pytest.approx(0.55, abs=0.02)


def test_a_rare_sign_is_not_learned() -> None:
    assert "once" not in fit([*CASES, case(1, "yes", "once")], 1.0)


def test_chances_are_of_other_articles() -> None:
    # each article is the only one that has its sign, so that nothing can be learnt of it
    alone = [
        Case(f"article {n}", "yes" if n % 2 else "no", {"constant": 1.0, f"only {n}": 1.0})
        for n in range(40)
        for _ in range(15)
    ]
    assert held_out(alone, 0.01) == pytest.approx(0.5, abs=0.2)


def test_the_threshold_keeps_as_many_as_it_may() -> None:
    found = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    clear = np.array([True, True, False, True, False])
    assert threshold(found, clear, 0.75) == (0.6, 0.8)
    assert threshold(found, clear, 0.9) == (0.8, 0.4)
    with pytest.raises(ValueError, match=r"share of 0\.9"):
        threshold(found, ~clear, 0.9)


def test_weights_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases, output = tmp_path / "cases.jsonl", tmp_path / "clarity.json"
    rows = [{"article": c.article, "verdict": c.verdict, "signs": c.signs} for c in CASES]
    cases.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    monkeypatch.setattr("sys.argv", ["fit", "--cases", str(cases), "--output", str(output)])
    main()
    content = json.loads(output.read_text("utf-8"))
    assert content["weights"]["name"] > 0 > content["weights"]["it"]
    assert 0.5 < content["least"] <= 0.9
