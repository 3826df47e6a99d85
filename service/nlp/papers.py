"""Papers that speak in their own name, whoever made them: "the ministry's report", "her brief".

A poll, a statement or a news story tells what its issuer says. A report or a court paper is cited
for itself: its name has the issuer's in it, unless an author is told with "by" or "from".
"""

from spacy.tokens import Span, Token

from service.nlp.descriptions import description, owned
from service.nlp.issuers import Issuer
from service.nlp.rules import TitleLexicon

_PAPERS = frozenset(
    "report memo memorandum brief submission filing complaint lawsuit suit petition affidavit "
    "indictment dossier study research".split()
)
_LETTERS = frozenset({"letter"})
"""What somebody writes as a person, but a body as a paper."""
_FOUND_IN_NUMBERS = frozenset({"email", "emails", "e-mail", "e-mails"})
"""Messages that are cited for themselves where they are many, and not one that somebody wrote."""


def is_paper(head: Token) -> bool:
    """Say whether a noun stands for a document that is cited for itself."""
    word = head.lemma_.lower()
    many = head.tag_ in ("NNS", "NNPS") and head.lower_ in _FOUND_IN_NUMBERS
    return word in _PAPERS | _LETTERS or many


def speaks_itself(head: Token, issuer: Issuer, kind: str) -> bool:
    """Say whether a document is the holder, and not its issuer of a kind ("person" …)."""
    written = kind == "person" and head.lemma_.lower() in _LETTERS
    return is_paper(head) and not issuer.author and not written


def name_of(span: Span, head: Token, issuer: Issuer, name: str, titles: TitleLexicon) -> str:
    """Give what a paper is called; its owner by full name: "Ann Lee's brief" for "her brief"."""
    text = description(span, head, titles)
    owner = issuer.mention
    if issuer.named or owner.start > head.i:
        return text
    last = owner.end - 1
    return owned(span, owner[:-1] if owner.doc[last].tag_ == "POS" else owner, name, text)
