"""Lemma tables counted in treebanks, and the rules that tags give."""

import spacy
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


def test_the_rule_lemmatizer_reads_the_tables() -> None:
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemma_tables(docs()))  # type: ignore[attr-defined]
    doc = Doc(
        nlp.vocab,
        words=["They", "said", "Orbán", "isn", "n’t", "running"],
        pos=["PRON", "VERB", "PROPN", "AUX", "PART", "VERB"],
    )
    lemmas = [token.lemma_ for token in lemmatizer(doc)]
    assert lemmas[1:3] + lemmas[4:] == ["say", "Orbán", "not", "run"]


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
