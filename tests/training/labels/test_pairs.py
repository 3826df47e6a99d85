"""Arguments with what they are for or against."""

import csv
import json
from pathlib import Path

import pytest

from service.nlp.label_input import CONTENT, CONTEXT
from training.labels.cases import Case
from training.labels.pairs import pairs

ROWS = [
    ("Zoos are cruel.", "We should abolish zoos", "1", "1"),
    ("Animals are safe there.", "We should abolish zoos", "-1", "1"),
    ("It pays for itself.", "We should subsidize art", "1", "0.9"),
    ("Nobody is sure of this.", "We should subsidize art", "1", "0.5"),
    ("A draw.", "We should subsidize art", "0", "1"),
    ("Some keep it.", "The vow of celibacy should be abandoned", "-1", "1"),
]


@pytest.fixture
def found(tmp_path: Path) -> dict[tuple[str, str | None], Case]:
    with (tmp_path / "ibm_rank_30k.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["argument", "topic", "stance_WA", "stance_WA_conf"])
        writer.writerows(ROWS)
    pool = [{"pId": i, "text": f"Wording {i}."} for i in range(4)]
    (tmp_path / "perspective_pool_v1.0.json").write_text(json.dumps(pool))
    perspectives = [
        {"pids": [0, 1, 2], "stance_label_3": "UNDERMINE"},
        {"pids": [3, 9], "stance_label_3": "not-a-perspective"},
    ]
    claim = {"text": "Ports must close", "perspectives": perspectives}
    (tmp_path / "perspectrum_with_answers_v1.0.json").write_text(json.dumps([claim]))
    cases: dict[tuple[str, str | None], Case] = {}
    for seed in range(20):  # a topic is asked about in two ways, by chance
        for one in pairs(tmp_path, seed):
            argument = " ".join(one.words).partition(" | ")[0]
            cases[argument, one.target] = one
    return cases


@pytest.mark.parametrize(
    ("argument", "target", "stance"),
    [
        ("Zoos are cruel .", "zoos", "oppose"),
        ("Zoos are cruel .", "we should abolish zoos", "support"),
        ("Animals are safe there .", "zoos", "support"),
        ("It pays for itself .", "art", "support"),
        ("Some keep it .", "the vow of celibacy should be abandoned", "oppose"),
        ("Wording 0 .", "Ports must close", "oppose"),
        ("Wording 1 .", "Ports must close", "oppose"),
    ],
)
def test_stance_toward_what_is_asked(
    found: dict[tuple[str, str | None], Case], argument: str, target: str, stance: str
) -> None:
    one = found[argument, target]
    assert one.labels == {"stance": stance, "commitment": None, "act": None}
    assert one.asked
    assert one.stretch is not None
    first, last = one.stretch
    assert " ".join(one.words[first : last + 1]).lower() == target.lower()
    assert all(one.roles[place] == CONTENT for place in range(first, last + 1))


def test_a_target_without_words_of_its_own_stands_behind(
    found: dict[tuple[str, str | None], Case],
) -> None:
    inside = found["Zoos are cruel .", "zoos"]
    assert inside.words == ["Zoos", "are", "cruel", "."]
    behind = found["Animals are safe there .", "zoos"]
    assert behind.words == ["Animals", "are", "safe", "there", ".", "|", "zoos"]
    assert behind.roles == [*[CONTENT] * 5, CONTEXT, CONTENT]


def test_only_what_judges_agree_on_is_learned(
    found: dict[tuple[str, str | None], Case],
) -> None:
    arguments = {argument for argument, _ in found}
    assert not arguments & {"Nobody is sure of this .", "A draw .", "Wording 2 .", "Wording 3 ."}
