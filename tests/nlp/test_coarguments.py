"""Whom a pronoun cannot be, by its verb; sentences built by hand."""

import pytest

from service.nlp.coarguments import barred
from service.nlp.discourse import Discourse
from tests.nlp.article_builders import person
from tests.nlp.builders import doc_from

TOLD = """
he    he    PRON  PRP nsubj 1
told  tell  VERB  VBD ROOT  1
Brandt_ brandt PROPN NNP dobj 1
.     .     PUNCT .   punct 1
"""
SPOKE_TO = """
she   she   PRON  PRP nsubj 1
spoke speak VERB  VBD ROOT  1
to    to    ADP   IN  prep  1
Brandt_ brandt PROPN NNP pobj 2
.     .     PUNCT .   punct 1
"""
WHOM = """
Brandt_ brandt PROPN NNP ROOT 0
,     ,     PUNCT ,   punct 0
whom  whom  PRON  WP  dobj  4
he    he    PRON  PRP nsubj 4
named name  VERB  VBD relcl 0
"""
TOLD_HIM = """
Brandt brandt PROPN NNP nsubj 1
told  tell  VERB  VBD ROOT  1
him   he    PRON  PRP dobj  1
"""
# another verb, somebody's things, "himself"
OTHER_VERB = """
Brandt brandt PROPN NNP nsubj 1
said  say   VERB  VBD ROOT  1
he    he    PRON  PRP nsubj 3
left  leave VERB  VBD ccomp 1
"""
ABOUT = """
he    he    PRON  PRP nsubj 1
spoke speak VERB  VBD ROOT  1
for   for   ADP   IN  prep  1
Brandt brandt PROPN NNP pobj 2
"""
HIMSELF = """
Brandt  brandt  PROPN NNP nsubj 1
told    tell    VERB  VBD ROOT  1
himself himself PRON  PRP dobj  1
"""


@pytest.mark.parametrize(
    ("table", "pronoun", "names"),
    [
        (TOLD, "he", {"Brandt"}),
        (SPOKE_TO, "she", {"Brandt"}),
        (WHOM, "he", {"Brandt"}),
        (TOLD_HIM, "him", {"Brandt"}),
        (OTHER_VERB, "he", set()),
        (ABOUT, "he", set()),
        (HIMSELF, "himself", set()),
    ],
)
def test_barred(table: str, pronoun: str, names: set[str]) -> None:
    doc = doc_from(table)
    people = [person(doc.text, "Brandt")]
    token = next(t for t in doc if t.text == pronoun)
    assert barred(token, Discourse(doc, people)) == names
