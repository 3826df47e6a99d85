"""Lemma tables counted in treebanks, and the rules that tags give."""

import pytest
import spacy
from spacy.lookups import Lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from training.base.lemmas import count_lemmas, exceptions, lemma_tables
from training.base.morphology import add_rules


def docs() -> list[Doc]:
    vocab = spacy.blank("en").vocab
    words = ["Is", "n't", "Ann", "late", "mice"]
    return [
        Doc(
            vocab,
            words=words,
            pos=["AUX", "PART", "PROPN", "ADJ", "NOUN"],
            lemmas=["be", "not", "Ann", "late", "mouse"],
        )
    ] * 3


def test_exceptions_are_listed_by_class_and_form() -> None:
    listed = exceptions(count_lemmas(docs()))
    assert listed == {
        "aux": {"is": ["be"]},
        "part": {"n't": ["not"], "n’t": ["not"]},
        "noun": {"mice": ["mouse"]},
    }


def test_rare_and_divided_forms_are_not_listed() -> None:
    assert not exceptions(count_lemmas(docs()[:2]))


def public() -> Lookups:
    """Tables in the form of the public ones, with a few words."""
    rules = [["s", ""], ["es", "e"], ["es", ""], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]]
    tables = Lookups()
    tables.add_table("lemma_rules", {"verb": rules})
    tables.add_table("lemma_exc", {"verb": {"said": ["say"], "hopping": ["hop"]}})
    tables.add_table("lemma_index", {"verb": ["say", "hop", "hope", "walk"]})
    return tables


def verb_docs() -> list[Doc]:
    vocab = spacy.blank("en").vocab
    return [Doc(vocab, words=["hopes"], pos=["VERB"], lemmas=["hope"])] * 3


@pytest.mark.parametrize(
    ("word", "pos", "lemma"),
    [
        ("said", "VERB", "say"),  # a public exception
        ("walked", "VERB", "walk"),  # a rule
        ("hopes", "VERB", "hope"),  # counted, though a rule leads to "hop" as well
        ("hops", "VERB", "hop"),
        ("hopping", "VERB", "hop"),
        ("Orbán", "PROPN", "Orbán"),
        ("n’t", "PART", "not"),
        ("mice", "NOUN", "mouse"),
    ],
)
def test_the_rule_lemmatizer_reads_the_tables(word: str, pos: str, lemma: str) -> None:
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(lookups=lemma_tables([*docs(), *verb_docs()], public()))
    doc = lemmatizer(Doc(nlp.vocab, words=[word], pos=[pos]))
    assert doc[0].lemma_ == lemma


def test_tags_give_morphology_and_white_space_its_class() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    add_rules(ruler)  # type: ignore[arg-type]
    doc = Doc(nlp.vocab, words=["she", "’re", "\n\n", "ran"], tags=["PRP", "VBP", "", "VBD"])
    doc = ruler(doc)
    assert doc[0].morph.to_dict()["Gender"] == "Fem"
    assert doc[1].lemma_ == "be"
    assert (doc[2].tag_, doc[2].pos_) == ("_SP", "SPACE")
    assert doc[3].morph.to_dict()["Tense"] == "Past"
