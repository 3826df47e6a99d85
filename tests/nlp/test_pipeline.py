"""The assembled pipeline: what it consists of, and that its results travel."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from service.errors import PipelineUnavailable
from service.nlp import extract, pipeline
from service.nlp.extensions import DOC_EXTENSIONS
from service.text import prepare

TEXT = (
    "Talks are near their end: envoy\n\n"
    "SEOUL, May 3 — The talks are nearly over, Ambassador Bora Tamm said on Monday.\n\n"
    "“We will sign,” she told reporters. She has called for patience."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


def test_components_follow_the_base_pipeline_in_order(nlp: Language) -> None:
    assert nlp.pipe_names[0] == "paragraph_boundaries"
    assert tuple(nlp.pipe_names[-len(pipeline.COMPONENTS) :]) == pipeline.COMPONENTS


def test_what_each_component_requires_is_assigned_before_it(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {name: [] for name in nlp.pipe_names}


def test_results_are_plain_data_that_survive_serialisation(nlp: Language) -> None:
    prepared = prepare(TEXT, max_chars=10_000)
    doc = nlp(pipeline.make_doc(nlp, prepared))
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in DOC_EXTENSIONS:
        assert copy._.get(name) is not None, name
    assert extract.statements(copy, prepared, "a") == extract.statements(doc, prepared, "a")


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    prepared = prepare(TEXT, max_chars=10_000)
    docs = list(nlp.pipe([pipeline.make_doc(nlp, prepared) for _ in range(4)], n_process=2))
    one = extract.statements(nlp(pipeline.make_doc(nlp, prepared)), prepared, "a")
    assert one
    assert [extract.statements(doc, prepared, "a") for doc in docs] == [one] * 4


def test_an_unknown_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(PipelineUnavailable, match="'en_no_such_pipeline' cannot be loaded"):
        pipeline.load("en_no_such_pipeline")
