"""Reading treebanks and parses, grouping sentences into texts, variants of typography."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from service.nlp.word_pieces import longest_first
from training.base.augment import create_augmenter, rebuild, typographic
from training.base.conllu import parse_conllu
from training.base.docs import Rows, group
from training.base.names import respell, respell_names
from training.base.silver import entity_rows_of, read_silver, syntax_rows
from training.base.treebanks import sentence_rows
from training.base.vectors import word_vectors

CONLLU = """\
# newdoc id = paper_1
# meta::genre = news
# newpar
# text = They can't.
1	They	they	PRON	PRP	_	2	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	SpaceAfter=No
2	ca	can	AUX	MD	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	go	go	VERB	VB	_	_	_	_	_
4	.	.	PUNCT	.	_	2	punct	_	_
"""


def rows(*words: str) -> Rows:
    count = len(words)
    return Rows(
        words=list(words),
        spaces=[True] * count,
        tags=["NN"] * count,
        pos=["NOUN"] * count,
        lemmas=list(words),
        heads=[0] * count,
        deps=["ROOT"] + ["dep"] * (count - 1),
        starts=[1] + [-1] * (count - 1),
    )


def test_conllu() -> None:
    (sentence,) = parse_conllu(CONLLU.splitlines())
    assert [node.form for node in sentence.tree] == ["They", "ca", "n't", "."]
    assert sentence.space_after == [True, False, False, True]
    assert (sentence.doc_id, sentence.genre) == ("paper_1", "news")
    assert sentence.new_document
    assert sentence.new_paragraph
    assert sentence_rows(sentence).deps == ["nsubj", "ROOT", "neg", "punct"]


def test_texts_keep_to_a_document_and_divide_paragraphs() -> None:
    sentences = [(rows("a", "b"), True, True), (rows("c"), False, True), (rows("d"), True, True)]
    texts = list(group(sentences, random.Random(1), most=100))  # noqa: S311
    assert [text.words for text in texts] == [["a", "b", "\n\n", "c"], ["d"]]
    doc = texts[0].doc(spacy.blank("en").vocab)
    assert doc.text.strip() == "a b\n\nc"
    assert (doc[2].tag_, doc[2].dep_, doc[2].head.i) == ("_SP", "dep", 1)
    assert [sent.start for sent in doc.sents] == [0, 3]


def quoted() -> Doc:
    words = ['"', "It", "'s", "late", ",", '"', "he", "said", "--", "twice", "."]
    tags = ["``", "PRP", "VBZ", "JJ", ",", "''", "PRP", "VBD", ":", "RB", "."]
    spaces = [False, False, True, False, False, True, True, True, True, False, False]
    heads = [2, 2, 7, 2, 7, 7, 7, 7, 7, 7, 7]
    return Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=["X"] * len(words),
        lemmas=words,
        heads=heads,
        deps=["ROOT" if i == head else "dep" for i, head in enumerate(heads)],
        ents=["O"] * len(words),
    )


def test_typography_changes_marks_only() -> None:
    doc = quoted()
    for seed in range(30):
        words = typographic(doc, random.Random(seed))  # noqa: S311
        assert [w for w in words if w.isalpha()] == [t.text for t in doc if t.text.isalpha()]
        opening, closing = words[0], words[5]
        assert (opening, closing) in {("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ('"', '"')}


def test_a_non_breaking_space_is_a_token_of_its_own() -> None:
    doc = quoted()
    new = rebuild(doc, [token.text for token in doc], [6])
    assert new.text == doc.text.replace("he said", "he\xa0said")
    assert [new[7].tag_, new[7].head.i] == ["_SP", 6]
    assert new[8].dep_ == "ROOT"


def test_the_augmenter_keeps_every_text_aligned() -> None:
    nlp = spacy.blank("en")
    augment = create_augmenter(level=1.0, case_level=0.5, seed=3)
    for _ in range(20):
        doc = quoted()
        for example in augment(nlp, Example(nlp.make_doc(doc.text), doc)):
            assert example.predicted.text == example.reference.text


def test_silver_parses(tmp_path: Path) -> None:
    text = "Ms. Poe, a one-time aide, quit.\n\nNobody cared."
    sentence = [
        [0, 3, "Ms.", "Ms.", "NNP", "O", 2, "compound"],
        [4, 7, "Poe", "Poe", "NNP", "PERSON", 8, "nsubj"],
        [7, 8, ",", ",", ",", "O", 2, "punct"],
        [9, 10, "a", "a", "DT", "O", 6, "det"],
        [11, 19, "one-time", "one-time", "JJ", "O", 6, "amod"],
        [20, 24, "aide", "aide", "NN", "O", 2, "appos"],
        [24, 25, ",", ",", ",", "O", 2, "punct"],
        [26, 30, "quit", "quit", "VBD", "O", 0, "root"],
        [30, 31, ".", ".", ".", "O", 8, "punct"],
    ]
    second = [
        [33, 39, "Nobody", "nobody", "NN", "O", 2, "nsubj"],
        [40, 45, "cared", "care", "VBD", "O", 0, "root"],
        [45, 46, ".", ".", ".", "O", 2, "punct"],
    ]
    articles, parses = tmp_path / "a.jsonl", tmp_path / "p.jsonl.gz"
    articles.write_text(json.dumps({"id": "x", "text": text}), encoding="utf-8")
    with gzip.open(parses, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "x", "sentences": [sentence, second]}))
    ((name, sentences),) = read_silver(parses, articles)
    assert name == "x"
    assert [s.new_paragraph for s in sentences] == [False, True]
    assert entity_rows_of(sentences[0]).ents[:3] == ["O", "B-PERSON", "O"]
    converted = syntax_rows(sentences[0], spacy.blank("en").tokenizer)
    assert converted is not None
    assert converted.words[4:7] == ["one", "-", "time"]
    assert converted.tags[4:7] == ["", "HYPH", "JJ"]
    assert converted.deps[4:7] == ["compound", "punct", "amod"]
    assert not any(converted.lemmas)
    doc = converted.doc(spacy.blank("en").vocab)
    assert doc.text.strip() == "Ms. Poe, a one-time aide, quit."


def test_word_vectors_are_means_of_pieces() -> None:
    pieces = ["re", "##port", "##s", "port"]
    matrix = np.array([[1, 0], [0, 1], [2, 2], [5, 5]], dtype=np.float32)
    index = {piece: i for i, piece in enumerate(pieces)}
    assert longest_first("reports", index) == [0, 1, 2]
    assert longest_first("xyz", index) == []
    words, vectors = word_vectors(["reports", "xyz", "port", "re"], pieces, matrix, 2)
    assert words == ["reports", "port", "re"]
    assert vectors.shape == (3, 2)
    assert abs(float(vectors.std()) - 1.0) < 0.2


def test_names_are_respelt_alike_throughout_a_text() -> None:
    words = ["Abiola", "met", "Abiola", "near", "Kano", "."]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        ents=["B-PERSON", "O", "B-PERSON", "O", "B-LOC", "O"],
    )
    seen = set()
    for seed in range(40):
        changed = respell_names(doc, words, random.Random(seed))  # noqa: S311
        assert changed[1] == "met"
        assert changed[3:] == words[3:]
        if changed[0] != "Abiola" and changed[2] != "Abiola":
            assert changed[0] == changed[2]
        seen.add(changed[0])
    assert len(seen) > 5


def test_a_respelt_word_keeps_its_shape() -> None:
    seen = {respell("McAdoo", random.Random(seed)) for seed in range(9)}  # noqa: S311
    assert len(seen) > 5
    assert all([c.isupper() for c in new] == [c.isupper() for c in "McAdoo"] for new in seen)
