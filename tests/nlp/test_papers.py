"""Papers that are cited for themselves, and what they are called."""

import pytest
from spacy.tokens import Doc

from service.nlp.issuers import issuer_of
from service.nlp.papers import is_paper, name_of, speaks_itself
from tests.nlp.article_builders import LEXICONS
from tests.nlp.builders import doc_from

# "research conducted by Hask"
CONDUCTED = """
research  research NOUN  NN  ROOT  0
conducted conduct  VERB  VBN acl   0
by        by       ADP   IN  agent 1
Hask_     hask     PROPN NNP pobj  2
"""

# "a report by Hask"
BY = """
a      a      DET   DT  det  1
report report NOUN  NN  ROOT 1
by     by     ADP   IN  prep 1
Hask_  hask   PROPN NNP pobj 2
"""

# "Lee 's letter"
OWNED = """
Lee_   lee    PROPN NNP poss 2
's     's     PART  POS case 0
letter letter NOUN  NN  ROOT 2
"""

# "Lee 's emails"
EMAILS = """
Lee_   lee   PROPN NNP poss 2
's     's    PART  POS case 0
emails email NOUN  NNS ROOT 2
"""


def head_of(doc: Doc, noun: str) -> int:
    return [token.text for token in doc].index(noun)


@pytest.mark.parametrize(
    ("table", "noun", "kind", "expected"),
    [
        (CONDUCTED, "research", "organisation", True),
        (
            CONDUCTED.replace("conducted conduct ", "written   write   "),
            "research",
            "person",
            False,
        ),
        (BY, "report", "organisation", False),
        (OWNED, "letter", "person", False),
        (OWNED, "letter", "organisation", True),
        (EMAILS, "emails", "person", True),
        (
            EMAILS.replace("emails email NOUN  NNS", "email  email NOUN  NN "),
            "email",
            "person",
            False,
        ),
        (OWNED.replace("letter letter", "poll   poll  "), "poll", "organisation", False),
    ],
)
def test_the_holder_is_the_paper_or_who_issued_it(
    table: str, noun: str, kind: str, expected: bool
) -> None:
    doc = doc_from(table)
    head = doc[head_of(doc, noun)]
    issuer = issuer_of(head, LEXICONS.titles)
    assert issuer is not None
    assert speaks_itself(head, issuer, kind) is expected


def test_the_owner_has_its_full_name() -> None:
    doc = doc_from(OWNED)
    head = doc[2]
    issuer = issuer_of(head, LEXICONS.titles)
    assert issuer is not None
    assert name_of(doc[0:3], head, issuer, "Ann Lee", LEXICONS.titles) == "Ann Lee's letter"


def test_who_conducted_it_stays_in_the_name() -> None:
    doc = doc_from(CONDUCTED)
    issuer = issuer_of(doc[0], LEXICONS.titles)
    assert issuer is not None
    found = name_of(doc[0:4], doc[0], issuer, "Hask", LEXICONS.titles)
    assert found == "research conducted by Hask"


def test_one_email_is_no_paper() -> None:
    assert is_paper(doc_from(EMAILS)[2])
    assert not is_paper(doc_from(EMAILS.replace("NNS", "NN "))[2])
