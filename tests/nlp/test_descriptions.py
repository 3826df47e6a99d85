"""What holders without a name are called."""

import pytest

from service.nlp.descriptions import description, owned
from tests.nlp.article_builders import LEXICONS, article, part
from tests.nlp.builders import doc_from

# "By people briefed on the plan, who left on Friday"
BRIEFED = """
By       by     ADP   IN  prep   0
people   people NOUN  NNS pobj   0
briefed  brief  VERB  VBN acl    1
on       on     ADP   IN  prep   2
the      the    DET   DT  det    5
plan_    plan   NOUN  NN  pobj   3
,        ,      PUNCT ,   punct  1
who      who    PRON  WP  nsubj  8
left     leave  VERB  VBD relcl  1
on       on     ADP   IN  prep   8
Friday   friday PROPN NNP pobj   9
"""

# "a poll released on Friday"
POLL = """
a        a       DET  DT  det  1
poll     poll    NOUN NN  ROOT 1
released release VERB VBN acl  1
on       on      ADP  IN  prep 2
Friday   friday  PROPN NNP pobj 3
"""

# "judges handling lawsuits seeking emails"
NESTED = """
judges   judge   NOUN NNS ROOT 0
handling handle  VERB VBG acl  0
lawsuits lawsuit NOUN NNS dobj 1
seeking  seek    VERB VBG acl  2
emails   email   NOUN NNS dobj 3
"""

# "a batch of emails released"
BATCH = """
a        a       DET  DT  det  1
batch    batch   NOUN NN  ROOT 1
of       of      ADP  IN  prep 1
emails_  email   NOUN NNS pobj 2
released release VERB VBN acl  3
"""

# "articles in peer - reviewed journals"
REVIEWED = """
articles article NOUN  NNS  ROOT     0
in       in      ADP   IN   prep     0
peer     peer    NOUN  NN   npadvmod 4
-        -       PUNCT HYPH punct    4
reviewed review  VERB  VBN  amod     5
journals journal NOUN  NNS  pobj     1
"""

# "polls there"
THERE = """
polls poll  NOUN NNS ROOT   0
there there ADV  RB  advmod 0
"""

# "artists, writers and actors, some of them young"
ENUMERATION = """
artists_ artist NOUN  NNS ROOT  0
,        ,      PUNCT ,   punct 0
writers  writer NOUN  NNS conj  0
and      and    CCONJ CC  cc    2
actors_  actor  NOUN  NNS conj  2
,        ,      PUNCT ,   punct 0
some     some   DET   DT  appos 0
of       of     ADP   IN  prep  6
them     they   PRON  PRP pobj  7
young    young  ADJ   JJ  amod  6
"""

# "a man wearing gloves"
WEARING = """
a       a     DET  DT  det  1
man     man   NOUN NN  ROOT 1
wearing wear  VERB VBG acl  1
gloves  glove NOUN NNS dobj 2
"""

# "officials on Friday"
DATED = """
officials official NOUN  NNS ROOT 0
on        on       ADP   IN  prep 0
Friday    friday   PROPN NNP pobj 1
"""


@pytest.mark.parametrize(
    ("table", "head", "entities", "text"),
    [
        (BRIEFED, 1, {}, "people briefed on the plan"),
        (POLL, 1, {}, "a poll"),
        (ENUMERATION, 0, {}, "artists, writers and actors"),
        (WEARING, 1, {}, "a man wearing gloves"),
        (DATED, 0, {"Friday": "DATE"}, "officials"),
        (DATED, 0, {}, "officials on Friday"),
        (NESTED, 0, {}, "judges handling lawsuits"),
        (BATCH, 1, {}, "a batch of emails"),
        (REVIEWED, 0, {}, "articles in peer - reviewed journals"),
        (THERE, 0, {}, "polls"),
    ],
    ids="briefed poll enumeration wearing dated undated nested batch reviewed there".split(),
)
def test_description(table: str, head: int, entities: dict[str, str], text: str) -> None:
    doc = doc_from(table, entities)
    assert description(doc[:], doc[head], LEXICONS.titles) == text


@pytest.mark.parametrize(
    ("mention", "owner", "described", "called"),
    [
        ("her advisers", "her", "her advisers", "Ann Lee's advisers"),
        ("Lee's advisers", "Lee", "Lee's advisers", "Ann Lee's advisers"),
        ("Lee’s advisers", "Lee", "Lee’s advisers", "Ann Lee's advisers"),
        ("the Lee campaign", "Lee", "the Lee campaign", "Ann Lee's campaign"),
        ("some of her advisers", "her", "some of her advisers", "some of Ann Lee's advisers"),
        # what does not belong to the description
        ("her advisers, all old", "her", "her advisers", "Ann Lee's advisers"),
    ],
)
def test_owned(mention: str, owner: str, described: str, called: str) -> None:
    doc = article(mention)
    assert owned(doc[:], part(doc, owner), "Ann Lee", described) == called
