"""Contents that nobody claims, on Docs built by hand."""

import pytest

from service.nlp import unsaid
from tests.nlp.builders import attribution, doc_from

WORDS = """
Roos    Roos    PROPN NNP nsubj 2
{word}  {word}  {pos} {tag} {dep} 2
{verb}  {lemma} VERB  {verb_tag} ROOT 2
Aden    Aden    PROPN NNP nsubj 4
sank    sink    VERB  VBD ccomp 2
"""
SEEMED = """
Roos    Roos    PROPN NNP nsubj 1
seemed  seem    VERB  VBD ROOT  1
to      to      PART  TO  aux   3
say     say     VERB  VB  xcomp 1
Aden    Aden    PROPN NNP nsubj 5
sank    sink    VERB  VBD ccomp 3
"""


@pytest.mark.parametrize(
    ("word", "pos", "tag", "dep", "verb", "unsaid_"),
    [
        ("would", "AUX", "MD", "aux", "show", True),
        ("would", "AUX", "MD", "aux", "say", False),
        ("originally", "ADV", "RB", "advmod", "said", True),
        ("also", "ADV", "RB", "advmod", "said", False),
        ("also", "ADV", "RB", "advmod", "demanded", True),
    ],
)
def test_not_said(word: str, pos: str, tag: str, dep: str, verb: str, *, unsaid_: bool) -> None:
    lemma = {"said": "say", "demanded": "demand"}.get(verb, verb)
    verb_tag = "VB" if verb == lemma else "VBD"
    doc = doc_from(
        WORDS.format(
            word=word, pos=pos, tag=tag, dep=dep, verb=verb, lemma=lemma, verb_tag=verb_tag
        )
    )
    given = attribution(doc.text, ["Aden sank"], cue=verb, source="Roos")
    given["cue_lemma"] = lemma
    assert unsaid.is_not_said(doc, given) == unsaid_


def test_what_somebody_seemed_to_say() -> None:
    doc = doc_from(SEEMED)
    assert unsaid.is_not_said(doc, attribution(doc.text, ["Aden sank"], cue="say", source="Roos"))


def test_what_somebody_maybe_says_is_supposed() -> None:
    table = WORDS.format(
        word="perhaps", pos="ADV", tag="RB", dep="advmod", verb="said", lemma="say", verb_tag="VBD"
    )
    doc = doc_from(table)
    given = attribution(doc.text, ["Aden sank"], cue="said", source="Roos")
    assert unsaid.is_supposed(doc, given)
