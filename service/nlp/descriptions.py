"""What a holder without a name is called: by the words of the article, owners by full name."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from service.nlp import names
from service.nlp.rules import TitleLexicon

_SET_OFF = frozenset(",–—―([;:")
_CLAUSES = frozenset({"relcl", "advcl"})
_LEADING = frozenset({"by", "from", "to", "for", "with", "among", "of"})


def description(span: Span, head: Token, titles: TitleLexicon) -> str:
    """Give a mention as a description: without clauses and what commas set off.

    "people briefed on the plan" stays whole, "a poll released on Friday" is the poll; a comma in
    an enumeration does not end it.
    """
    doc = span.doc
    start = span.start
    while start < head.i and doc[start].lower_ in _LEADING:
        start += 1
    end = _end(span, head, titles)
    last = max((t.i for t in _joined(head) if t.i < end), default=head.i)
    for token in doc[head.i + 1 : end]:
        if token.text[:1] in _SET_OFF and token.i > last:
            end = token.i
            break
    return names.clean(doc[start : max(end, head.i + 1)].text)


def _end(span: Span, head: Token, titles: TitleLexicon) -> int:
    """Give where clauses, and dates, that follow the head begin."""
    end = span.end
    document = titles.is_document(head.lemma_.lower())
    for token in span:
        if token.i <= head.i:
            continue
        clause = token.dep_ in _CLAUSES or (
            token.dep_ == "acl" and (document or token.tag_ != "VBN")
        )
        if clause and token.left_edge.i > head.i:
            end = min(end, token.left_edge.i)
    for token in span.doc[head.i + 1 : end]:
        following = span.doc[token.i + 1] if token.i + 1 < end else None
        if token.pos_ == "ADP" and following is not None and following.ent_type_ == "DATE":
            return token.i
        if token.ent_type_ == "DATE" and token.dep_ == "npadvmod":
            return token.i
    return end


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
    whole = span.text
    cut = len(whole) - len(text) if whole.endswith(text) else None
    if cut is None and text and text in whole:  # the description ends before the span does
        end = whole.index(text) + len(text)
        kept = tail[: max(0, len(tail) - (len(whole) - end))]
    before = "" if before.lower() in ("the", "a", "an") else before
    return names.clean(" ".join(part for part in (before, f"{name}'s", kept.strip()) if part))
