"""What a target's words that only refer to something are called in the article."""

import pytest
from spacy.language import Language

from service.nlp import pipeline
from service.nlp.extensions import LabelData
from service.nlp.target_names import TargetNames
from service.text import prepare


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(learned=False)


RUN = "Billionaire Tim Vos runs for mayor. Vos wants to win. Maria Brandt, his doctor, "
CASES = [
    ("Maria Brandt sold the port. Tim Vos said he trusts [her].", "Maria Brandt"),
    (
        "Maria Brandt sold the port. Tim Vos said [her decision] was wrong.",
        "Maria Brandt's decision",
    ),
    ("Maria Brandt sold the port. Tim Vos said that [the port] was cheap.", "the port"),
    ("Nothing was sold. Tim Vos said that [it] was wrong.", "it"),
    (
        "Maria Brandt sold the port. Tim Vos said [she sold the port] for nothing.",
        "Maria Brandt selling the port",
    ),
    (
        "President Donald Trump sold the port. Ann Lee said that [Trump’s port] was cheap.",
        "Donald Trump's port",
    ),
    ("“[We] need a bridge,” Mayor Maria Brandt said.", "We"),
    # What a claim would leave, since nobody is named who says it.
    ("Maria Brandt sold the port. It is widely said that [she] was right.", "Maria Brandt"),
    ("A lawyer met Maria Brandt and Ann Lee. Tim Vos said that [she] was right.", "she"),
    # The network leaves out the article before a noun.
    (
        "A bill to close the port failed. Tim Vos said the [bill] was bad.",
        "the bill to close the port",
    ),
    (RUN + "said that the [billionaire candidate] was well.", "Tim Vos"),
    (RUN + "said that the [billionaire candidate's wife] was well.", "Tim Vos's wife"),
    (RUN + "said that a [billionaire candidate] was well.", "billionaire candidate"),
    (RUN + "said that the [billionaire candidates] were well.", "billionaire candidates"),
    (RUN + "said: “The [billionaire candidate] is well.”", "billionaire candidate"),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_targets_are_named(nlp: Language, marked: str, expected: str) -> None:
    before, _, rest = marked.partition("[")
    target = rest.partition("]")[0]
    text = marked.replace("[", "").replace("]", "")
    doc = nlp.get_pipe("paragraph_boundaries")(pipeline.make_doc(nlp, prepare(text, max_chars=999)))
    for name, component in nlp.pipeline:
        if name == "target_names":
            doc._.labels = [label(target, len(before)) for _ in doc._.attributions]
        doc = component(doc)
    targets = {
        one["target"]
        for one, data in zip(doc._.labels, doc._.attributions, strict=True)
        if data["content"][0][0] <= len(before) < data["content"][-1][1]
    }
    assert targets == {expected}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("this measure", "ferry reform"), ("the measure", "measure"), ("this man", "man")],
)
def test_this_measure_is_what_was_spoken_of_before(
    nlp: Language, measure: str, expected: str
) -> None:
    text = f"Tim Vos called for a ferry reform. Maria Brandt said that {measure} was cheap."
    doc = nlp(pipeline.make_doc(nlp, prepare(text, max_chars=999)))
    targets = {"a ferry reform": "ferry reform", f"that {measure} was cheap": measure.split()[1]}
    contents = [text[slice(*data["content"][0])] for data in doc._.attributions]
    doc._.labels = [label(targets[one], text.index(targets[one])) for one in contents]
    assert TargetNames()(doc)._.labels[-1]["target"] == expected
    assert len(contents) == len(targets)


def label(target: str, start: int) -> LabelData:
    return LabelData(
        stance="neutral",
        target=target,
        target_at=(start, start + len(target)),
        commitment="asserted",
        act="statement",
        scores={},
        words={},
    )


def test_a_target_of_an_earlier_statement_is_named_as_there(nlp: Language) -> None:
    text = "Maria Brandt sold the port. Tim Vos said she was wrong. Ann Lee said that was true."
    at = text.index("she")
    doc = nlp.get_pipe("paragraph_boundaries")(pipeline.make_doc(nlp, prepare(text, max_chars=999)))
    for name, component in nlp.pipeline:
        if name == "target_names":
            doc._.labels = [label("she", at) for _ in doc._.attributions]
        doc = component(doc)
    assert [one["target"] for one in doc._.labels] == ["Maria Brandt", "Maria Brandt"]
