"""The label network's heads on states made by hand: who decides, and which stretches are likely."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.errors import PipelineUnavailable
from service.nlp.label_input import CONTENT, CONTEXT, CUE, LabelInput
from service.nlp.label_model import LONGEST_TARGET, LabelModel, Task, load

Floats = NDArray[np.float32]
WIDTH = 3


def task(parts: int, *, temperature: float = 1.0) -> Task:
    """Two labels: the first number of a state speaks for "yes", the second for "no"."""
    weights = np.zeros((parts, WIDTH, 2), np.float32)
    weights[:, 0, 0] = weights[:, 1, 1] = 5
    query = np.zeros(WIDTH, np.float32)
    return Task(("yes", "no"), query, weights, np.zeros(2, np.float32), temperature)


def model(temperature: float = 1.0) -> LabelModel:
    """A target begins where the first number is high and ends where the second is."""
    heads = {
        "start": np.array([9, 0, 0], np.float32),
        "end": np.array([0, 9, 0], np.float32),
        "first": np.zeros((WIDTH, 1), np.float32),
        "last": np.zeros((WIDTH, 1), np.float32),
    }
    tasks = {"stance": task(4, temperature=temperature), "act": task(3, temperature=temperature)}
    return LabelModel(lambda states, _: states, tasks, heads, "test")


def read(*words: tuple[int, tuple[float, float, float]]) -> LabelInput:
    roles = np.array([role for role, _ in words], np.int64)
    states = np.array([state for _, state in words], np.float16)
    return LabelInput(np.arange(len(words)), roles, states)


YES, NO, SILENT = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def test_the_words_that_say_most_decide() -> None:
    given = read((CONTENT, SILENT), (CONTENT, YES), (CUE, SILENT))
    found = model().judge(given, model().states(given), None)["act"]
    assert (found.label, found.words) == ("yes", (1,))
    assert 0.5 < found.score < 1


def test_words_around_do_not_speak() -> None:
    given = read((CONTEXT, NO), (CONTENT, YES), (CONTEXT, NO))
    assert model().judge(given, model().states(given), None)["act"].label == "yes"


def test_the_stance_hears_its_target() -> None:
    words = [(CONTENT, SILENT)] * 8
    given = read((CONTENT, NO), *words, (CONTENT, YES))
    states = model().states(given)
    assert model().judge(given, states, (9, 9))["stance"].label == "yes"
    assert model().judge(given, states, (0, 0))["stance"].label == "no"


def test_a_temperature_makes_scores_modest() -> None:
    given = read((CONTENT, YES))
    scores = [model(t).judge(given, model().states(given), None)["act"].score for t in (1, 3)]
    assert scores[0] > scores[1] > 0.5


def test_stretches_begin_and_end_in_the_content() -> None:
    given = read((CUE, YES), (CONTENT, YES), (CONTENT, SILENT), (CONTENT, NO), (CONTEXT, NO))
    found = model().targets(given, model().states(given))
    assert found.spans[0] == (1, 3)
    assert list(found.scores) == sorted(found.scores, reverse=True)


@given(st.lists(st.sampled_from((CONTENT, CONTEXT, CUE)), min_size=1, max_size=30))
def test_every_stretch_is_one_of_content(roles: list[int]) -> None:
    given = read(*((role, SILENT) for role in roles))
    found = model().targets(given, model().states(given))
    assert bool(found.spans) == (CONTENT in roles)
    for first, last in found.spans:
        assert roles[first] == roles[last] == CONTENT
        assert 0 <= last - first < LONGEST_TARGET


def test_a_package_that_lacks_a_file(tmp_path: Path) -> None:
    with pytest.raises(PipelineUnavailable, match=r"lacks labels\.onnx, heads\.npz"):
        load(tmp_path)
