"""Whose words they are by grammar: "Lee met the envoys and said …", "is called so by Lee".

The learned model reads a cue's window word by word, and leaves a statement without a source now and
then where that is far before the cue; the parse leads there.
"""

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.extensions import AttributionData
from service.nlp.misplaced_sources import without

_JOINED = 4  # verbs, one joined to the other
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_BESIDE = frozenset(
    {"after", "before", "by", "despite", "in", "on", "since", "upon", "while", "without"}
)
"""What makes of a participle something that the subject of its clause does."""
_OF_CLAUSES = frozenset({"despite"})
"""Of these, what never belongs to the noun before ("made no mention of the pact despite …")."""


def with_shared_subject(doc: Doc, statement: AttributionData) -> AttributionData:
    """Give a statement without a source the subject that its cue shares with the verb before.

    A verb joined to another has that one's subject, and so has a participle that goes on ("…,
    saying"). The source of a passive is who does it ("has been called a quack by his colleagues").
    Nobody is taken who is spoken of in the statement itself.
    """
    if statement["source"] is not None or statement["cue"] is None:
        return statement
    span = doc.char_span(*statement["cue"], alignment_mode="expand")
    if span is None or span.root.pos_ not in _VERBS:
        return statement
    passive = clauses.is_passive(span.root)
    subject = clauses.agent_of(span.root) if passive else _shared(span.root)
    if subject is None:
        return statement
    source = clauses.char_span(doc, clauses.noun_phrase(subject))
    if passive:
        by = (subject.head.idx, source[1])  # "is called a quack | by his colleagues | at work"
        content = [part for span in statement["content"] for part in without(doc, span, by)]
        return {**statement, "source": source, "content": content} if content else statement
    if subject.head != span.root and source[1] > statement["cue"][0] > subject.idx:
        head = clauses.trim(doc, subject.left_edge.i, span.start)  # "a note | announcing the pick"
        source = clauses.char_span(doc, head) if head is not None else source
    if any(start <= subject.idx < end for start, end in statement["content"]):
        return statement
    return {**statement, "source": source}


def _shared(verb: Token) -> Token | None:
    if clauses.own_subject(verb) is not None:
        return None
    participle = verb.tag_ == "VBG"
    if participle and verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
        return verb.head
    beside = participle and verb.dep_ == "pcomp" and verb.head.lower_ in _BESIDE
    goes_on = participle and verb.dep_ == "advcl"
    if not goes_on and not beside and verb.dep_ != "conj":
        return None
    token = verb.head.head if beside else verb.head
    if beside and verb.head.lower_ in _OF_CLAUSES:
        token = next((t for t in (token, *token.ancestors) if t.pos_ in _VERBS), token)
    for _ in range(_JOINED):
        subject = clauses.own_subject(token)
        if subject is not None:
            return subject
        if token.dep_ != "conj":
            return None
        token = token.head
    return None
