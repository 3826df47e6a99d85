"""What a holder without a name is called: by the words of the article, owners by full name."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from service.nlp import names
from service.nlp.clauses import SUBJECTS
from service.nlp.discourse import entity_of
from service.nlp.heads import measured
from service.nlp.rules import TitleLexicon

_SET_OFF = frozenset(",–—―([;:")
_RELEASED = frozenset(
    "release publish post issue make air broadcast date see obtain review view comb".split()
)
"""What is done with a document after it is written; none of it tells which one it is."""
_THERE = frozenset({"here", "there"})
_SPEAKING = frozenset({"speak", "talk"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_LEADING = frozenset({"by", "from", "to", "for", "with", "among", "of"})


def description(span: Span, head: Token, titles: TitleLexicon) -> str:
    """Give a mention as a description: without what commas set off and what dates it.

    "people briefed on the plan" and "voters who stay at home" stay whole, "a poll released on
    Friday" is the poll; a comma in an enumeration does not end it.
    """
    doc = span.doc
    start = span.start
    while start < head.i and doc[start].lower_ in _LEADING:
        start += 1
    end = _end(span, head, titles)
    last = max((t.i for t in _joined(head) if t.i < end), default=head.i)
    for token in doc[head.i + 1 : end]:
        if (token.text[:1] in _SET_OFF or token.text == "--") and (
            token.i > last or not _enumerates(token)
        ):
            end = token.i
            break
    return names.clean(doc[start : max(end, head.i + 1)].text)


def _enumerates(mark: Token) -> bool:
    """Say whether a comma goes on with the enumeration of the head, not with an apposition."""
    following = mark.nbor() if mark.i + 1 < len(mark.doc) else None
    return (
        mark.text == ","
        and following is not None
        and following.lower_ not in ("a", "an", "the", "who", "which", "including", "like")
        and following.tag_ != "VBN"  # "the wing of the party, led by Ann Lee and Jan Roos"
    )


def _end(span: Span, head: Token, titles: TitleLexicon) -> int:
    """Give where dates, asides and the clauses that do not tell who it is begin, after the head."""
    end = span.end
    document = titles.is_document(measured(head).lemma_.lower())
    clause = False
    for token in span.doc[head.i + 1 : span.end]:
        if clause and token.tag_ == "VBG" and token.dep_ == "acl":
            return token.i  # "judges handling lawsuits | seeking emails"
        clause = clause or (token.tag_ in ("VBG", "VBN") and token.pos_ == "VERB")
        following = span.doc[token.i + 1] if token.i + 1 < end else None
        released = document and _is_released(token)
        speaking = token.tag_ == "VBG" and token.lemma_ in _SPEAKING
        particle = document and token.tag_ == "RP" and token.lower_ == "out"
        if token.lower_ in _THERE and token.i == head.i + 1:
            return token.i
        if released or speaking or particle:
            future = span.doc[max(head.i + 1, token.i - 2) : token.i]
            return future.start if future.text.lower() == "to be" else token.i
        if token.dep_ == "advcl" and token.left_edge.i > head.i and not document:
            end = min(end, token.left_edge.i)
        if token.pos_ == "ADP" and following is not None and _is_date(following):
            before = token.nbor(-1)
            taken = before.tag_ in ("VBN", "VBD") and before.i == head.i + 1
            return min(end, before.i if taken else token.i)
        if token.ent_type_ == "DATE" and token.dep_ == "npadvmod" and _is_bare_clause(token, head):
            return min(end, token.i)
        if token.i == head.i + 1 and _is_contact_clause(token, head):
            return token.i
    return end


def _is_released(token: Token) -> bool:
    """Say whether a participle tells what became of a document; not so "peer-reviewed"."""
    participle = token.tag_ in ("VBN", "VBD") and token.dep_ != "amod"
    return participle and token.lemma_ in _RELEASED and token.nbor(-1).text != "-"


def _is_date(token: Token) -> bool:
    """Say whether a date begins, and not "Thursday's summit"."""
    if token.ent_type_ != "DATE":
        return False
    date = entity_of(token)
    after = token.doc[date.end] if date is not None and date.end < len(token.doc) else None
    return after is None or after.tag_ != "POS"


def _is_bare_clause(date: Token, head: Token) -> bool:
    """Say whether a date stands right beside the noun: "the poll Friday", not in its clause."""
    return date.head == head or all(t.pos_ != "VERB" for t in date.doc[head.i + 1 : date.i])


def _is_contact_clause(token: Token, head: Token) -> bool:
    """Say whether a clause without "who" begins: "several people | the party has hired"."""
    return (
        token.dep_ in SUBJECTS
        and token.head.i > token.i
        and token.head.pos_ in ("VERB", "AUX")
        and token.lower_ not in _RELATIVE
        and not token.is_punct
        and head.tag_ in ("NNS", "NN")
        and token.pos_ in ("PRON", "PROPN", "NOUN")
        and token.tag_ not in ("NN", "WP", "WDT")
    )


def _joined(head: Token) -> Iterable[Token]:
    """Give the members of the enumerations under the head: "artists, writers and actors"."""
    return (t for t in head.subtree if t.dep_ == "conj" and t.head.i < t.i)


def owned(span: Span, owner: Span, name: str, text: str) -> str:
    """Give a description with its owner by full name: "Ann Lee's advisers" for "her advisers".

    owner: the mention of the owner without "'s". text: the description as it stands.
    """
    before = span.doc[span.start : owner.start].text.strip()
    after = span.doc[owner.end :]
    first = owner.end
    if len(after) and after[0].text in ("'s", "’s", "'", "’"):
        first += 1
    tail = span.doc[first : span.end].text
    kept = tail
    whole = span.text.replace("’", "'")
    cut = len(whole) - len(text) if whole.endswith(text) else None
    if cut is None and text and text in whole:  # the description ends before the span does
        end = whole.index(text) + len(text)
        kept = tail[: max(0, len(tail) - (len(whole) - end))]
    before = "" if before.lower() in ("the", "a", "an") else before
    return names.clean(" ".join(part for part in (before, f"{name}'s", kept.strip()) if part))
