"""Signs of whether a claim can be understood without its article, on parses made by hand."""

import pytest
from spacy.tokens import Doc

from service.nlp import clarity
from service.nlp.claim_reading import Said
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.extensions import HolderData
from service.nlp.rules.load import load
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
) -> clarity.Signs:
    doc: Doc = doc_from(table)
    verb = next(t for t in doc if t.dep_ == "ROOT")
    subject = next((t for t in doc if t.dep_ == "nsubj"), None)
    own = words or tuple(range(len(doc)))
    said = Said(attribution(doc.text, [doc.text], source=source), HOLDER, layout=False)
    proposition = Proposition(verb, subject, own)
    return clarity.signs_of(doc, proposition, puts or {}, said, reported=False)


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


def test_the_chance_grows_with_what_speaks_for_it() -> None:
    plain = {"constant": 1.0, "definite": 1.0}
    assert clarity.chance({}) == 0.5
    assert 0 < clarity.chance(plain) < clarity.chance({**plain, "definite": 0.0}) < 1


def test_the_packaged_weights_are_of_known_signs() -> None:
    content = load("clarity.json")
    assert 0.5 < content["least"] < 1
    heads = {name.partition(" as ")[0].partition(":")[0] for name in content["weights"]}
    known = {name.partition(" as ")[0].partition(":")[0] for name in signs(PLAN)}
    assert {"constant", "definite", "verb", "clause", "subject"} <= heads & (known | {"definite"})
