"""Sources that may be others than their holders, on Docs built by hand."""

import pytest
from spacy.tokens import Doc

from service.nlp.claim_reading import Said
from service.nlp.doubtful_speakers import is_doubtful
from service.nlp.extensions import BlockData, EvidenceData, HolderData, PersonData
from service.records import SpeakerKind
from tests.nlp.builders import attribution, doc_from

PRONOUN = """
Brandt  Brandt  PROPN NNP nsubj 1
left    leave   VERB  VBD ROOT  1
.       .       PUNCT .   punct 1
A       a       DET   DT  det   4
woman   woman   NOUN  NN  nsubj 5
came    come    VERB  VBD ROOT  5
.       .       PUNCT .   punct 5
She     she     PRON  PRP nsubj 8
said    say     VERB  VBD ROOT  8
Aden    Aden    PROPN NNP nsubj 10
sank    sink    VERB  VBD ccomp 8
"""
ALONE = """
Brandt  Brandt  PROPN NNP nsubj 1
left    leave   VERB  VBD ROOT  1
.       .       PUNCT .   punct 1
She     she     PRON  PRP nsubj 4
said    say     VERB  VBD ROOT  4
Aden    Aden    PROPN NNP nsubj 6
sank    sink    VERB  VBD ccomp 4
"""
HEARD = """
Brandt  Brandt  PROPN NNP nsubjpass 2
was     be      AUX   VBD auxpass 2
told    tell    VERB  VBN ROOT  2
Aden    Aden    PROPN NNP nsubj 4
sank    sink    VERB  VBD ccomp 2
"""
MANY = """
They    they    PRON  PRP nsubj 1
said    say     VERB  VBD ROOT  1
Aden    Aden    PROPN NNP nsubj 3
sank    sink    VERB  VBD ccomp 1
"""
BODY = """
The     the     DET   DT  det   1
company company NOUN  NN  nsubj 2
said    say     VERB  VBD ROOT  2
Aden    Aden    PROPN NNP nsubj 4
sank    sink    VERB  VBD ccomp 2
"""
ROLE = """
The      the      DET   DT  det   1
director director NOUN  NN  nsubj 2
said     say      VERB  VBD ROOT  2
Brandt   Brandt   PROPN NNP nsubj 4
sank     sink     VERB  VBD ccomp 2
"""
CUT = """
The     the     DET   DT  det   1
crew    crew    NOUN  NN  nsubj 4
of      of      ADP   IN  prep  4
which   which   PRON  WDT pobj  2
said    say     VERB  VBD ROOT  4
Aden    Aden    PROPN NNP nsubj 6
sank    sink    VERB  VBD ccomp 4
"""

TITLED = """
Ms.     Ms.     PROPN NNP compound 1
Brandt  Brandt  PROPN NNP nsubj 2
said    say     VERB  VBD ROOT  2
Aden    Aden    PROPN NNP nsubj 4
sank    sink    VERB  VBD ccomp 2
"""


def said(
    doc: Doc,
    source: str,
    cue: str,
    content: str,
    *,
    kind: SpeakerKind = "person",
    score: float = 0.97,
    link: str = "name",
    name: str = "Oda Brandt",
) -> Said:
    evidence = [EvidenceData(start=0, end=1, link=link)]
    holder = HolderData(
        name=name,
        kind=kind,
        role=None,
        score=score,
        also=[],
        evidence=evidence,
        alternatives=[],
        reason=None,
    )
    return Said(attribution(doc.text, [content], cue=cue, source=source), holder, layout=False)


def person(doc: Doc, name: str, word: str, times: int = 1) -> PersonData:
    at = doc.text.index(word)
    mentions = [(at, at + len(word))] * times
    return PersonData(name=name, roles=[], role_words=[], gender="", mentions=mentions)


def test_somebody_told_of_since_the_holder_was_named() -> None:
    doc = doc_from(PRONOUN)
    doc._.people = [person(doc, "Oda Brandt", "Brandt")]
    assert is_doubtful(doc, said(doc, "She", "said", "Aden sank"))
    doc = doc_from(ALONE)
    doc._.people = [person(doc, "Oda Brandt", "Brandt")]
    assert not is_doubtful(doc, said(doc, "She", "said", "Aden sank"))
    assert is_doubtful(doc, said(doc, "She", "said", "Aden sank", score=0.9))


def test_who_is_told_something_does_not_say_it() -> None:
    doc = doc_from(HEARD)
    doc._.people = []
    assert is_doubtful(doc, said(doc, "Brandt", "told", "Aden sank"))


@pytest.mark.parametrize(
    ("table", "source", "kind", "score", "link", "doubtful"),
    [
        (MANY, "They", "group", 0.97, "pronoun", True),
        (BODY, "The company", "organisation", 0.6, "short name", True),
        (BODY, "The company", "organisation", 0.9, "short name", False),
        (CUT, "The crew of which", "unnamed", 0.7, "description", True),
    ],
)
def test_words_that_name_nobody_surely(
    table: str, source: str, kind: SpeakerKind, score: float, link: str, doubtful: bool
) -> None:
    doc = doc_from(table)
    doc._.people = []
    given = said(doc, source, "said", "Aden sank", kind=kind, score=score, link=link, name="Lenne")
    assert is_doubtful(doc, given) == doubtful


def test_a_role_of_somebody_who_is_named_in_the_words() -> None:
    doc = doc_from(ROLE)
    doc._.people = []
    assert is_doubtful(doc, said(doc, "The director", "said", "Brandt sank", link="title"))
    other = said(doc, "The director", "said", "Brandt sank", link="title", name="Jan Roos")
    assert not is_doubtful(doc, other)


def test_a_surname_of_two() -> None:
    doc = doc_from(HEARD.replace("nsubjpass", "nsubj").replace("tell", "say"))
    here = person(doc, "Oda Brandt", "Brandt", times=4)
    doc._.people = [here, person(doc, "Jan Brandt", "Brandt", times=2)]
    assert is_doubtful(doc, said(doc, "Brandt", "told", "Aden sank"))
    doc._.people = [here, person(doc, "Jan Brandt", "Brandt", times=1)]
    assert not is_doubtful(doc, said(doc, "Brandt", "told", "Aden sank"))


def test_a_role_that_the_article_gives_nobody() -> None:
    doc = doc_from(
        """
        The       the       DET   DT  det   2
        Lenne     Lenne     PROPN NNP nmod  2
        candidate candidate NOUN  NN  nsubj 3
        said      say       VERB  VBD ROOT  3
        Aden      Aden      PROPN NNP nsubj 5
        sank      sink      VERB  VBD ccomp 3
        """
    )
    given = said(doc, "The Lenne candidate", "said", "Aden sank", score=0.72, link="title")
    here = person(doc, "Oda Brandt", "Lenne")
    doc._.people = [here]
    assert is_doubtful(doc, given)
    doc._.people = [{**here, "role_words": ["candidate"]}]
    assert not is_doubtful(doc, given)


def test_a_body_of_one_of_two_of_a_surname() -> None:
    doc = doc_from(HEARD.replace("nsubjpass", "nsubj").replace("tell", "say"))
    here = person(doc, "Oda Brandt", "Brandt", times=4)
    given = said(doc, "Brandt", "told", "Aden sank", kind="organisation", name="Oda Brandt's team")
    doc._.people = [here]
    assert not is_doubtful(doc, given)
    doc._.people = [here, person(doc, "Jan Brandt", "Brandt", times=1)]
    assert is_doubtful(doc, given)


def test_a_title_of_the_other_gender_is_of_another() -> None:
    doc = doc_from(TITLED)
    here = person(doc, "Oda Brandt", "Brandt", times=4)
    doc._.people = [{**here, "gender": "m"}]
    assert is_doubtful(doc, said(doc, "Ms. Brandt", "said", "Aden sank"))
    doc._.people = [{**here, "gender": "f"}, person(doc, "Jan Brandt", "Brandt", times=1)]
    assert not is_doubtful(doc, said(doc, "Ms. Brandt", "said", "Aden sank"))


def test_a_name_that_only_a_headline_has() -> None:
    doc = doc_from(HEARD.replace("nsubjpass", "nsubj").replace("tell", "say"))
    doc._.people = []
    end = len(doc.text)
    doc._.blocks = [
        BlockData(kind="headline", start=0, end=end),
        BlockData(kind="paragraph", start=end, end=end),
    ]
    given = said(doc, "was", "told", "Aden sank", kind="organisation", name="Was Aden Brandt")
    assert is_doubtful(doc, given)
