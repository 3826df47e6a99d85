"""Signs of whether a claim can be understood without its article, on parses made by hand."""

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from service.errors import PipelineUnavailable
from service.nlp import clarity
from service.nlp.claim_reading import Said
from service.nlp.claim_words import Put
from service.nlp.clarity_signs import Signs, signs_of
from service.nlp.clause_division import Proposition
from service.nlp.extensions import HolderData
from service.nlp.word_pieces import WordPieces
from tests.nlp.builders import attribution, doc_from

PLAN = """
He he PRON PRP nsubj 1
backed back VERB VBD ROOT 1
the the DET DT det 3
plan plan NOUN NN dobj 1
of of ADP IN prep 3
the the DET DT det 6
port port NOUN NN pobj 4
Aden Aden PROPN NNP appos 6
"""
HOLDER = HolderData(
    name="Oda Brandt",
    kind="person",
    role=None,
    score=0.9,
    also=[],
    evidence=[],
    alternatives=[],
    reason=None,
)


def signs(
    table: str,
    puts: dict[int, Put] | None = None,
    source: str | None = None,
    words: tuple[int, ...] | None = None,
) -> Signs:
    doc: Doc = doc_from(table)
    verb = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((t for t in doc if t.dep_ == "nsubj"), None)
    own = words or tuple(range(len(doc)))
    said = Said(attribution(doc.text, [doc.text], source=source), HOLDER, layout=False)
    proposition = Proposition(verb, subject, own)
    return signs_of(doc, proposition, puts or {}, said, reported=False)


@pytest.mark.parametrize(
    ("sign", "value"),
    [
        ("definite, named", 2),  # "the plan of the port Aden", "the port Aden"
        ("definite", None),
        ("pronouns", 1),
        ("subject: pronoun", 1),
        ("verb as VBD", 1),
        ("clause as ROOT", 1),
        ("begins with PRON", 1),
        ("by person", 1),
        ("speaker's score", 0.9),
        ("statement's score", 1),
        ("sourceless", 1),
        ("constant", 1),
        ("reported", None),
    ],
)
def test_signs_of_a_clause(sign: str, value: float | None) -> None:
    assert signs(PLAN).get(sign) == value


def test_what_is_put_in_is_no_pronoun_any_more() -> None:
    found = signs(PLAN, {0: Put(0, 1, "Oda Brandt", None, "pronoun")})
    assert found["subject: put in"] == found["put in by pronoun"] == 1
    assert "pronouns" not in found
    assert found["names"] > signs(PLAN)["names"]


def test_a_definite_noun_alone_is_bare() -> None:
    found = signs(PLAN, words=(0, 1, 2, 3))
    assert (found["definite"], found["definite, bare"]) == (1, 1)
    assert "definite, named" not in found
    assert "gap" not in found
    assert signs(PLAN, words=(0, 1, 6, 7))["gap"] == 1


def test_a_pronoun_as_the_source() -> None:
    assert signs(PLAN, source="He")["source is a pronoun"] == 1
    assert "source is a pronoun" not in signs(PLAN, source="plan")


def test_what_is_of_many_or_of_nothing() -> None:
    table = PLAN.replace("plan plan", "survey survey").replace("of of", "in in")
    assert signs(table)["the body"] == 1
    assert "the body" not in signs(PLAN)
    some = signs(PLAN.replace("He he PRON PRP", "Another another DET DT"), source="Another")
    assert some["source is some of many"] == 1
    assert signs(PLAN + '" " PUNCT `` punct 1')["mark without its other"] == 1


def test_the_chance_grows_with_what_speaks_for_it() -> None:
    pieces = WordPieces(["[UNK]", "port", "plan"])
    weights = {"constant": 0.5, "definite": -1.0}
    model = clarity.Clarity(weights, np.array([0, 1, -1], np.float32), 0.5, pieces)
    assert model.chance({}, "") == 0.5
    assert model.chance({"constant": 1.0, "definite": 1.0}, "") == pytest.approx(0.378, abs=0.001)
    assert model.chance({}, "Port, port!") == model.chance({"constant": 1.0}, "")
    assert model.chance({}, "plan") < model.chance({}, "port plan") < model.chance({}, "port")


def test_the_packaged_model_is_of_known_signs() -> None:
    model = clarity.shipped()
    assert 0.5 < model.least < 1
    assert {"constant", "definite", "names", "by person", "subject: named"} <= set(model.signs)
    assert len(model.pieces) == model.vocabulary.id_of("##～") + 1
    known = {"constant": 1.0, "names": 1.0, "by person": 1.0, "subject: named": 1.0}
    text = "Oda Brandt sold the port of Aden in May."
    assert model.chance({**known, "by unnamed": 1.0}, text) < model.chance(known, text)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PipelineUnavailable, match=r"lacks clarity\.npz, settings\.json"):
        clarity.load(tmp_path)
