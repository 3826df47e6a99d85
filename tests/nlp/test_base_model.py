"""The packaged base pipeline: what it promises to users' rules and to textacy."""

import functools
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations, subject_verb_object_triples

MODEL = Path(__file__).parents[2] / "service" / "nlp" / "model" / "base"

PARSER_LABELS = set(
    """ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj
    csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass
    nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl
    xcomp""".split()
)
TAGGER_LABELS = set(
    """$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS
    NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP
    ``""".split()
)
ENTITY_LABELS = set(
    """CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON
    PRODUCT QUANTITY TIME WORK_OF_ART""".split()
)
UNIVERSAL = set(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X".split()
)

pytestmark = pytest.mark.skipif(not MODEL.is_dir(), reason="the weights are not in this checkout")


@functools.cache
def pipeline() -> Language:
    return spacy.load(MODEL)


def texts(tokens: object) -> list[str]:
    return [token.text for token in tokens]  # type: ignore[attr-defined]


def quotations(text: str) -> list[tuple[str, str, str]]:
    return [
        (" ".join(texts(speaker)), " ".join(texts(cue)), content.text)
        for speaker, cue, content in direct_quotations(pipeline()(text))
    ]


def triples(text: str) -> list[tuple[str, str, str]]:
    found = subject_verb_object_triples(pipeline()(text))
    return [tuple(" ".join(texts(part)) for part in triple) for triple in found]  # type: ignore[misc]


def test_every_parser_label_is_one_of_the_public_pipelines() -> None:
    assert set(pipeline().get_pipe("parser").labels) <= PARSER_LABELS  # type: ignore[attr-defined]


def test_every_tag_is_one_of_the_public_pipelines() -> None:
    assert set(pipeline().get_pipe("tagger").labels) <= TAGGER_LABELS  # type: ignore[attr-defined]


def test_every_entity_label_is_one_of_the_public_pipelines() -> None:
    assert set(pipeline().get_pipe("ner").labels) <= ENTITY_LABELS  # type: ignore[attr-defined]


def test_the_components_declare_what_they_need() -> None:
    analysis = pipeline().analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"].values())


def test_the_package_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 25_000_000


QUOTES = [
    (
        '"We will not accept these cuts," Laura Benning said on Tuesday.',
        ("Laura Benning", "said", '"We will not accept these cuts,"'),
    ),
    (
        "“The bridge has been closed since March,” said Tom Okafor.",
        ("Tom Okafor", "said", "“The bridge has been closed since March,”"),
    ),
    (
        'The minister told reporters: "Nobody warned us about the flood."',
        ("minister", "told", '"Nobody warned us about the flood."'),
    ),
    (
        "“I never signed that letter,” she added.",
        ("she", "added", "“I never signed that letter,”"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_direct_quotations(text: str, expected: tuple[str, str, str]) -> None:
    assert quotations(text) == [expected]


TRIPLES = [
    ("The committee rejected the proposal.", ("committee", "rejected", "proposal")),
    ("Rachel Stone has sold her company.", ("Rachel Stone", "has sold", "company")),
    ("Police arrested two men in Dublin on Friday.", ("Police", "arrested", "men")),
    ("The governor did not sign the bill.", ("governor", "did not sign", "bill")),
]


@pytest.mark.parametrize(("text", "expected"), TRIPLES)
def test_subject_verb_object_triples(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(text)


def labels(doc: Doc) -> list[tuple[str, str, str, int]]:
    words = [token for token in doc if not token.is_punct or token.is_quote]
    return [(token.tag_, token.pos_, token.dep_, token.head.i) for token in words]


TYPOGRAPHY = [
    ('"We can\'t wait," said the mayor.', "“We can’t wait,” said the mayor."),
    (
        "They lost twice -- in May and in June.",
        "They lost twice — in May and in June.",
    ),
    pytest.param(
        "The company -- which employs 300 people -- didn't comment.",
        "The company — which employs 300 people — didn’t comment.",
        marks=pytest.mark.xfail(reason="a double hyphen after a subject is read as its end"),
    ),
    ("They don't know who sent the letter.", "They don’t know who sent the letter."),
]


@pytest.mark.parametrize(("ascii_text", "typographic"), TYPOGRAPHY)
def test_typographic_marks_are_read_as_ascii_ones(ascii_text: str, typographic: str) -> None:
    assert labels(pipeline()(typographic)) == labels(pipeline()(ascii_text))


def test_single_quotation_marks() -> None:
    doc = pipeline()("‘We won,’ said Jo Marsh.")
    assert [token.tag_ for token in doc if token.text in {"‘", "’"}] == ["``", "''"]


def test_a_paragraph_break_ends_a_sentence() -> None:
    doc = pipeline()("The talks ended without a deal.\n\nBoth sides blamed each other.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "The talks ended without a deal.",
        "Both sides blamed each other.",
    ]
    assert all((t.tag_, t.pos_) == ("_SP", "SPACE") for t in doc if t.is_space)


def test_entities() -> None:
    doc = pipeline()("President Emmanuel Macron met Olaf Scholz in Berlin on Monday.")
    found = {entity.text: entity.label_ for entity in doc.ents}
    assert found == {
        "Emmanuel Macron": "PERSON",
        "Olaf Scholz": "PERSON",
        "Berlin": "GPE",
        "Monday": "DATE",
    }


LEMMAS = [
    ("“We won,” she said.", "said", "say"),
    ("The ministers were told.", "told", "tell"),
    ("They have bought the companies.", "companies", "company"),
    ("He is running.", "is", "be"),
    ("She met Orbán yesterday.", "Orbán", "Orbán"),
]


@pytest.mark.parametrize(("text", "word", "lemma"), LEMMAS)
def test_lemmas(text: str, word: str, lemma: str) -> None:
    assert [token.lemma_ for token in pipeline()(text) if token.text == word] == [lemma]


def test_every_token_has_all_annotation() -> None:
    doc = pipeline()("Ms. Adeyemi, 41, said she’d resign — but not today.")
    assert all(t.tag_ and t.lemma_ and t.dep_ and t.pos_ in UNIVERSAL for t in doc)
