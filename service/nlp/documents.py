"""Reports and statements as sources: their issuer where the text names one, else the document."""

from spacy.tokens import Span, Token

from service.nlp import clauses, names
from service.nlp import holders as by_mention
from service.nlp.answers import again
from service.nlp.descriptions import description
from service.nlp.discourse import entities_in
from service.nlp.extensions import HolderData
from service.nlp.possessors import PRONOUNS
from service.nlp.pronouns import Pronouns
from service.nlp.reading import Reading, Resolve

_BACK = 120  # tokens in which "the statement" is looked for
_DEFINITE = frozenset({"the", "that", "this"})


class Documents:
    """Finds who speaks through a document; one that is met again keeps its issuer."""

    def __init__(self, reading: Reading, pronouns: Pronouns, resolve: Resolve) -> None:
        self._reading = reading
        self._pronouns = pronouns
        self._resolve = resolve
        self._met: dict[str, HolderData] = {}

    def holder(self, span: Span, head: Token) -> HolderData:
        """Give who speaks through "a report by the ministry", "the statement", "a poll"."""
        at = (span.start_char, span.end_char)
        word = head.lemma_.lower()
        issuer = self._issuer(span, head)
        if issuer is not None:
            found = again(issuer, at, "document", 0.75)
        elif span[0].lower_ in _DEFINITE and word in self._met:
            return again(self._met[word], at, "document", 0.7)
        elif span[0].lower_ == "the" and (issuer := self._who_issued(head)) is not None:
            found = again(issuer, at, "document", 0.7)
        else:
            name = description(span, head, self._reading.titles)
            found = by_mention.holder(name, "document", score=0.6, link="description", at=at)
        self._met[word] = found
        return found

    def _issuer(self, span: Span, head: Token) -> HolderData | None:
        """Give who issued a document: "Ann Lee's letter", "a Gallup poll", "a report by …"."""
        issuer = by_mention.issuer_of(head)
        if issuer is not None and span.start <= issuer.i < span.end:
            if issuer.lower_ in PRONOUNS:
                found = self._pronouns.holder(issuer)
            else:
                run = clauses.noun_phrase(issuer)
                found = self._resolve(clauses.char_span(span.doc, run), ())
            if found is not None and found["name"] and found["kind"] not in ("unnamed", "unknown"):
                return found
            return None
        for entity in entities_in(span.doc[span.start : head.i]):
            if entity.label_ == "ORG" and entity.end <= head.i:
                outlet = self._reading.outlets.find(names.clean(entity.text))
                if outlet is not None or entity.end == head.i:
                    name = outlet or names.clean(entity.text)
                    place = (entity.start_char, entity.end_char)
                    return by_mention.holder(name, "organisation", score=0.8, link="name", at=place)
        return None

    def _who_issued(self, head: Token) -> HolderData | None:
        """For "the statement": the subject of "… issued a statement" not long before."""
        for token in reversed(head.doc[max(0, head.i - _BACK) : head.left_edge.i]):
            if token.lemma_.lower() == head.lemma_.lower() and token.dep_ == "dobj":
                subject = clauses.subject_of(token.head)
                if subject is not None and subject.i < token.i:
                    run = clauses.noun_phrase(subject)
                    found = self._resolve(clauses.char_span(head.doc, run), ())
                    return found if found["name"] else None
        return None
