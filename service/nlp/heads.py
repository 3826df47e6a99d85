"""The noun that a source is about: "poll" of "a Hask University poll released last week"."""

from spacy.tokens import Span, Token

from service.nlp.clauses import SUBJECTS, child_with
from service.nlp.rules import TitleLexicon

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_HEADS = _NOMINAL | {"NUM"}
_FIRST = frozenset({"CCONJ", "ADV", "SCONJ", "INTJ", "ADP", "PUNCT"})
PARTS = frozenset({"one", "many", "some", "most", "several", "half", "all", "none", "few"})
_AMOUNTS = frozenset(
    "batch series set number dozens hundreds thousands pages trove cache pair handful".split()
)
_ENDS = frozenset({"ADP", "SCONJ", "AUX", "PART", "PUNCT"})


def head_of(core: Span, titles: TitleLexicon) -> Token:
    """Give the noun that heads a source, whatever the parser made of what surrounds it.

    Of sources that the parser takes for a clause ("a poll released last week") it is the last noun
    before the first verb or preposition; "many" of "many of his colleagues" stays the head.
    """
    if is_aged(core[-1]):
        return core[-1]
    root = core.root
    if root.tag_[:2] == "RB":  # a name that is misread as an adverb
        subject = next((t for t in core if t.dep_ in SUBJECTS and t.head == root.head), None)
        if subject is not None:
            return subject
    nominal = root.pos_ in _NOMINAL and (root.tag_ != "PRP$" or len(core) == 1)
    described = root.pos_ == "ADJ" and root.dep_ in SUBJECTS and root.i > core.start
    if nominal or described:  # "the Oregon native"
        return _document_after(root, core, titles)
    if root.lower_ in PARTS and _is_followed(root, core, "of"):
        return root
    return _by_surface(core, titles) or root


def measured(head: Token) -> Token:
    """Give the noun of an amount: "emails" of "a new batch of emails", else the same."""
    of = child_with(head, "prep") if head.lower_ in _AMOUNTS else None
    noun = child_with(of, "pobj") if of is not None and of.lower_ == "of" else None
    return head if noun is None else noun


def role_of(head: Token, titles: TitleLexicon) -> str:
    """Give the noun by which a description calls somebody, in lower case.

    "front-runner" is one word, whatever the tokens; "the 46-year-old" is a person, and "the Ohio
    Republican" a Republican.
    """
    if is_aged(head):
        return "person"
    word = head.lemma_.lower()
    joined = head.i > 1 and head.nbor(-1).text == "-" and not head.nbor(-1).whitespace_
    if joined and not titles.is_role(word):
        whole = f"{head.nbor(-2).lower_}-{word}"
        if titles.is_role(whole):
            return whole
    return head.lower_ if is_one_of_many(head) else word


def is_aged(head: Token) -> bool:
    """Say whether a word ends "the 46-year-old", which stands for a person."""
    return head.lower_.endswith("year-old") or (
        head.lower_ == "old" and head.i > 1 and head.nbor(-1).text == "-"
    )


def is_one_of_many(head: Token) -> bool:
    """Say whether a name of a people or party stands for one of them: "the Ohio Republican"."""
    article = any(t.lower_ in ("the", "a", "an") for t in head.lefts)
    return head.ent_type_ == "NORP" and head.tag_ in ("NNP", "NN", "JJ") and article


def _document_after(root: Token, core: Span, titles: TitleLexicon) -> Token:
    """Give the document's noun that follows a name without a break: "a Hask University | poll"."""
    last = root
    for token in core.doc[root.i + 1 : core.end]:
        if token.pos_ not in ("NOUN", "PROPN"):
            break
        last = token
    named = root.pos_ == "PROPN" or bool(root.ent_type_)
    return last if named and titles.is_document(last.lemma_.lower()) else root


def _by_surface(core: Span, titles: TitleLexicon) -> Token | None:
    tokens = list(core)
    while len(tokens) > 1 and tokens[0].pos_ in _FIRST:
        tokens = tokens[1:]
    found: Token | None = None
    for token in tokens:
        if found is not None and _begins_contact_clause(token, found):
            break
        document = token.pos_ == "VERB" and titles.is_document(token.lower_)
        if token.pos_ in _HEADS or (document and found is not None and found.ent_type_):
            found = token
        elif token.ent_iob_ == "I" and token.ent_type_ == "ORG":
            continue  # "University of New Hampshire"
        elif token.text == "-" and not token.whitespace_:
            continue  # "her 72-year-old mother"
        elif (
            found is not None
            and (token.pos_ in _ENDS or (token.pos_ == "VERB" and not _joins(token)))
        ) or (found is not None and token.pos_ in ("DET", "PRON") and found.pos_ != "NUM"):
            break
    return found


def _begins_contact_clause(token: Token, noun: Token) -> bool:
    """Say whether a clause without "who" begins: "several people | Republicans have hired"."""
    subjects = token.dep_ in SUBJECTS and noun.dep_ in SUBJECTS and token.head == noun.head
    return subjects and noun.tag_ == "NNS" and token.pos_ == "PROPN"


def _joins(token: Token) -> bool:
    """Say whether a verb form is the part of a compound: "coal-producing states"."""
    hyphen_before = token.i > 0 and token.nbor(-1).text == "-"
    return hyphen_before or token.dep_ in ("amod", "compound")


def _is_followed(token: Token, core: Span, word: str) -> bool:
    return token.i + 1 < core.end and token.nbor().lower_ == word
