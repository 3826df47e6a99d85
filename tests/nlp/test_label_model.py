"""The label network's heads on states made by hand: who decides, and which stretches are likely."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from service.errors import PipelineUnavailable
from service.nlp.label_input import CONTENT, CONTEXT, CUE, PADDING, LabelInput, Spelling
from service.nlp.label_model import LONGEST_TARGET, LabelModel, Task, load, side_by_side
from service.nlp.word_features import Ints
from service.nlp.word_pieces import WordPieces

Floats = NDArray[np.float32]
WIDTH = 3


def task(parts: int, *, temperature: float = 1.0) -> Task:
    """Two labels: the first number of a state speaks for "yes", the second for "no"."""
    weights = np.zeros((parts, WIDTH, 2), np.float32)
    weights[:, 0, 0] = weights[:, 1, 1] = 5
    query = np.zeros(WIDTH, np.float32)
    return Task(("yes", "no"), query, weights, np.zeros(2, np.float32), temperature)


YES, NO, SILENT = range(3)
STATES = np.eye(WIDTH, dtype=np.float32)


def encode(arrays: Mapping[str, Ints]) -> Floats:
    """The state of a word: one number for each of YES, NO and SILENT, which its shape tells."""
    told = np.take_along_axis(arrays["shapes"], arrays["firsts"], axis=1)
    return STATES[told]


def model(temperature: float = 1.0) -> LabelModel:
    """A target begins where the first number is high and ends where the second is."""
    heads = {
        "start": np.array([9, 0, 0], np.float32),
        "end": np.array([0, 9, 0], np.float32),
        "first": np.zeros((WIDTH, 1), np.float32),
        "last": np.zeros((WIDTH, 1), np.float32),
    }
    tasks = {"stance": task(4, temperature=temperature), "act": task(3, temperature=temperature)}
    return LabelModel(encode, tasks, heads, WordPieces(["[UNK]"]), "test")


def read(*words: tuple[int, int]) -> LabelInput:
    """Words of one piece: role, and what each says."""
    roles = np.array([role for role, _ in words], np.int64)
    said = np.array([0, *(one for _, one in words), 0], np.int64)
    places = np.arange(len(words))
    return LabelInput(places, Spelling(said + 5, said, said, places + 1, roles))


def states_of(given: LabelInput) -> Floats:
    (states,) = model().states([given])
    return states


def test_the_words_that_say_most_decide() -> None:
    given = read((CONTENT, SILENT), (CONTENT, YES), (CUE, SILENT))
    found = model().judge(given, states_of(given), None)["act"]
    assert (found.label, found.words) == ("yes", (1,))
    assert 0.5 < found.score < 1


def test_words_around_do_not_speak() -> None:
    given = read((CONTEXT, NO), (CONTENT, YES), (CONTEXT, NO))
    assert model().judge(given, states_of(given), None)["act"].label == "yes"


def test_the_stance_hears_its_target() -> None:
    words = [(CONTENT, SILENT)] * 8
    given = read((CONTENT, NO), *words, (CONTENT, YES))
    states = states_of(given)
    assert model().judge(given, states, (9, 9))["stance"].label == "yes"
    assert model().judge(given, states, (0, 0))["stance"].label == "no"


def test_a_temperature_makes_scores_modest() -> None:
    given = read((CONTENT, YES))
    scores = [model(t).judge(given, states_of(given), None)["act"].score for t in (1, 3)]
    assert scores[0] > scores[1] > 0.5


def test_stretches_begin_and_end_in_the_content() -> None:
    given = read((CUE, YES), (CONTENT, YES), (CONTENT, SILENT), (CONTENT, NO), (CONTEXT, NO))
    found = model().targets(given, states_of(given))
    assert found.spans[0] == (1, 3)
    assert list(found.scores) == sorted(found.scores, reverse=True)


@given(st.lists(st.sampled_from((CONTENT, CONTEXT, CUE)), min_size=1, max_size=30))
def test_every_stretch_is_one_of_content(roles: list[int]) -> None:
    given = read(*((role, SILENT) for role in roles))
    found = model().targets(given, states_of(given))
    assert bool(found.spans) == (CONTENT in roles)
    for first, last in found.spans:
        assert set(roles[first : last + 1]) == {CONTENT}
        assert 0 <= last - first < LONGEST_TARGET


def test_a_stretch_ends_where_the_content_is_interrupted() -> None:
    given = read((CONTENT, YES), (CONTENT, SILENT), (CUE, SILENT), (CONTENT, NO))
    assert set(model().targets(given, states_of(given)).spans) == {(0, 0), (0, 1), (1, 1), (3, 3)}


def test_statements_are_read_side_by_side() -> None:
    given = [read(*[(CONTENT, (YES, NO)[i % 2])] * (1 + i % 7), (CUE, SILENT)) for i in range(20)]
    for one, states in zip(given, model().states(given), strict=True):
        assert states.tolist() == states_of(one).tolist()
        assert len(states) == len(one.tokens)


def test_shorter_statements_are_filled_up() -> None:
    arrays = side_by_side([read((CONTENT, YES)).spelling, read(*[(CUE, NO)] * 3).spelling])
    assert {name: own.shape for name, own in arrays.items()} == {
        **dict.fromkeys(("pieces", "piece_roles", "shapes"), (2, 5)),
        **dict.fromkeys(("firsts", "roles"), (2, 3)),
    }
    assert arrays["roles"].tolist() == [[CONTENT, PADDING, PADDING], [CUE] * 3]
    assert arrays["pieces"][0, 3:].tolist() == [0, 0]


def test_a_package_that_lacks_a_file(tmp_path: Path) -> None:
    with pytest.raises(PipelineUnavailable, match=r"lacks labels\.onnx, heads\.npz"):
        load(tmp_path)
