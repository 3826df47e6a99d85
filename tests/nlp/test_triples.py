"""Who does what to whom, on parses built by hand, beside textacy's triples."""

import pytest
from spacy.tokens import Doc
from textacy.extract.triples import subject_verb_object_triples

from service.nlp.clause_division import Proposition
from service.nlp.propositions import propositions
from service.nlp.triples import Triple, triple
from tests.nlp.builders import doc_from

PASSIVE = """
The    the    DET   DT  det       1
pact   pact   NOUN  NN  nsubjpass 4
was    be     AUX   VBD auxpass   4
not    not    PART  RB  neg       4
signed sign   VERB  VBN ROOT      4
by     by     ADP   IN  agent     4
Lee_   Lee    PROPN NNP pobj      5
.      .      PUNCT .   punct     4
"""
COPULA = """
Aden  Aden PROPN NNP nsubj 2
may   may  AUX   MD  aux   2
be    be   AUX   VB  ROOT  2
a     a    DET   DT  det   4
port_ port NOUN  NN  attr  2
.     .    PUNCT .   punct 2
"""
PREPOSITION = """
Lee    Lee    PROPN NNP nsubj 1
called call   VERB  VBD ROOT  1
for    for    ADP   IN  prep  1
a      a      DET   DT  det   4
truce_ truce  NOUN  NN  pobj  2
.      .      PUNCT .   punct 1
"""
CONDITION = """
Lee    Lee    PROPN NNP nsubj 2
will   will   AUX   MD  aux   2
sign   sign   VERB  VB  ROOT  2
the    the    DET   DT  det   4
pact   pact   NOUN  NN  dobj  2
if     if     SCONJ IN  mark  7
Aden   Aden   PROPN NNP nsubj 7
pays_  pay    VERB  VBZ advcl 2
.      .      PUNCT .   punct 2
"""
TWO_VERBS = """
Lee    Lee    PROPN NNP nsubj 1
signed sign   VERB  VBD ROOT  1
the    the    DET   DT  det   3
pact   pact   NOUN  NN  dobj  1
and    and    CCONJ CC  cc    1
left   leave  VERB  VBD conj  1
Aden_  Aden   PROPN NNP dobj  5
.      .      PUNCT .   punct 1
"""
EITHER = TWO_VERBS.replace("and    and    CCONJ", "or     or     CCONJ")
RELATIVE = """
Lee_   Lee    PROPN NNP nsubj 6
,      ,      PUNCT ,   punct 0
who    who    PRON  WP  nsubj 3
left   leave  VERB  VBD relcl 0
Aden_  Aden   PROPN NNP dobj  3
,      ,      PUNCT ,   punct 0
signed sign   VERB  VBD ROOT  6
it_    it     PRON  PRP dobj  6
.      .      PUNCT .   punct 6
"""
QUESTION = TWO_VERBS.replace(".      .      PUNCT", "?      ?      PUNCT")


def found(table: str) -> tuple[Doc, list[Proposition]]:
    doc = doc_from(table)
    return doc, propositions(doc, [(0, len(doc.text))])


def words(doc: Doc, indices: frozenset[int] | tuple[int, ...]) -> str:
    return " ".join(doc[i].text for i in sorted(indices))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (TWO_VERBS, ["Lee signed the pact", "Lee left Aden"]),
        (EITHER, ["Lee signed the pact or left Aden"]),
        (RELATIVE, ["Lee left Aden", "Lee , , signed it"]),
        (QUESTION, []),
    ],
    ids=["and", "or", "relative", "question"],
)
def test_clauses(table: str, expected: list[str]) -> None:
    doc, clauses = found(table)
    assert [words(doc, clause.words) for clause in clauses] == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (PASSIVE, ("Lee", "sign", "The pact", True, None, "")),
        (COPULA, ("Aden", "be", "a port", False, "possible", "")),
        (PREPOSITION, ("Lee", "call for", "a truce", False, None, "")),
        (CONDITION, ("Lee", "sign", "the pact", False, "future", "if Aden pays")),
    ],
    ids=["passive", "copula", "preposition", "condition"],
)
def test_parts(table: str, expected: tuple[object, ...]) -> None:
    doc, (clause, *_) = found(table)
    one: Triple = triple(clause)
    assert (
        words(doc, one.subject),
        one.predicate,
        words(doc, one.object),
        one.negated,
        one.modality,
        words(doc, one.condition),
    ) == expected


@pytest.mark.parametrize("table", [TWO_VERBS, EITHER, CONDITION])
def test_what_textacy_finds_is_found(table: str) -> None:
    doc, clauses = found(table)
    ours = [triple(clause) for clause in clauses]
    first = next(iter(subject_verb_object_triples(doc)))
    assert first.subject[0].i in ours[0].subject
    assert first.verb[-1].lemma_ == ours[0].predicate
    assert {token.i for token in first.object} <= ours[0].object
