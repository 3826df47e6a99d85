"""From the words that name a source to its holder, with the article's help.

Exact rules come first (names, bodies, governments, documents with an issuer); who "he", "the
minister" or a shared surname is, the ranker of service.nlp.antecedents decides, or abstains.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp import antecedents, clauses, names
from service.nlp import holders as by_mention
from service.nlp.answers import CERTAIN, best, nobody
from service.nlp.antecedents import Ranked
from service.nlp.discourse import Discourse, entity_of
from service.nlp.documents import Documents
from service.nlp.extensions import HolderData, PersonData, text_of
from service.nlp.groups import group
from service.nlp.heads import head_of, measured
from service.nlp.lexicons import Lexicons
from service.nlp.mentions import Mention
from service.nlp.named_bodies import named_body
from service.nlp.named_sources import name_words, named_person, segments
from service.nlp.nominals import nominal
from service.nlp.owners import Owners
from service.nlp.pronouns import Pronouns
from service.nlp.reading import Chars, Rank, Reading

_OF_TWO = 0.8
"""The chance from which on one of several bearers of a surname is given."""
_BEFORE = frozenset("by from of to with for according even also".split())
"""Words before a source that are none of its own."""
_ANSWER = frozenset({"A", "A:"})
_VERBS = frozenset({"VERB", "AUX"})
_DEEPEST = 8  # owners of owners: "the mayor's aide's lawyer's …"


class Resolver:
    """Resolves the sources of one article in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons, rank: Rank = antecedents.rank) -> None:
        self.doc = doc
        self.rank = rank
        self._reading = Reading(doc, lexicons, rank)
        self._pronouns = Pronouns(self._reading, self.resolve)
        self._owners = Owners(self._reading, self._pronouns, self.resolve)
        self._documents = Documents(self._reading, self._pronouns, self.resolve)
        self._places: dict[str, bool] = {}
        self._depth = 0

    @property
    def discourse(self) -> Discourse:
        """What the article has said so far."""
        return self._reading.discourse

    def read_to(self, offset: int) -> None:
        """Resolve the pronouns before an offset, so that later ones find them."""
        self._pronouns.read_to(offset)

    def rank_pronoun(self, token: Token, own: Sequence[Chars], besides: str | None) -> Ranked:
        """Rank the people that "he" or "her" can be; besides: one that it cannot be."""
        self.read_to(token.idx)
        return self._pronouns.rank(token, own, besides)

    def resolve(self, at: Chars, own: Sequence[Chars] = ()) -> HolderData:
        """Find who a source mention stands for; own: the content that it is the source of."""
        span = by_mention.whole_span(self.doc, at)
        if span is None or not len(span):
            return nobody("no source in the text")
        if self._depth == _DEEPEST:
            return nobody("the source belongs to too many others")
        self._depth += 1
        try:
            self.read_to(span.start_char)
            return self._holder(_without_lead(span), own)
        finally:
            self._depth -= 1

    def _holder(self, span: Span, own: Sequence[Chars]) -> HolderData:
        head = head_of(segments(span)[0], self._reading.titles)
        at = (span.start_char, span.end_char)
        subject = clauses.subject_of(head) if _is_said(head, span) else None
        if subject is not None:
            return self._holder(span.doc[slice(*clauses.noun_phrase(subject))], own)
        if (owned := _owned_at_end(span)) is not None:
            return self._holder(owned, own)
        if span.text in _ANSWER and (person := self._reading.interview.answers) is not None:
            return by_mention.of_person(person, at, "title", 0.8)
        described = _described_by(span)
        if (
            described is not None
            and named_person(span, self.discourse, self._reading.titles) is None
        ):
            return self._holder(described, own)
        if (named := self._named_before(span)) is not None:
            return named
        if len(span) == 1 and (found := self._pronouns.holder(head, own)) is not None:
            return found
        return (
            group(self._reading, span, head, at)
            or self._named(span, at, own)
            or named_body(self._reading, span, head, at)
            or self._belonging(span, head, at)
            or nominal(self._reading, span, head, at, own, self._owners.name(head))
        )

    def _named_before(self, span: Span) -> HolderData | None:
        """Give whom a description tells of: "Hask and Lenne, | the coast's rivals | , which"."""
        doc, after = span.doc, span.end
        if span.start < 1 or after + 1 >= len(doc) or span[0].pos_ not in ("DET", "PRON"):
            return None
        set_off = doc[span.start - 1].text == "," and doc[after].text == ","
        if not set_off or doc[after + 1].lower_ not in ("who", "which"):
            return None
        found = self._pronouns.holder(doc[after + 1])
        if found is None or found["kind"] not in ("person", "group", "organisation"):
            return None
        return found if found["evidence"][-1]["start"] < span.start_char else None

    def _belonging(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        word = measured(head).lemma_.lower()
        plural = word.removesuffix("s") if head.tag_ in ("NNP", "NNPS") else word
        if any(self._reading.titles.is_document(one) for one in (word, plural)):
            return self._documents.holder(span, head)
        return self._owners.holder(span, head, at)

    def _named(self, span: Span, at: Chars, own: Sequence[Chars]) -> HolderData | None:
        """Give the person whom a source names: in full, or by what the article's people share."""
        person = named_person(span, self.discourse, self._reading.titles)
        core = segments(span)[0]
        if person is not None:
            full = set(names.words(person["name"])) <= set(names.words(core.text))
            return by_mention.of_person(person, at, "name" if full else "surname", 0.95)
        bearers = self.discourse.bearers.called(name_words(core, self._reading.titles))
        if len(bearers) == 1 and not self._is_no_person(core, bearers[0]):
            return by_mention.of_person(bearers[0], at, "surname", 0.9)
        return self._shared(core, bearers, at, own) if len(bearers) > 1 else None

    def _is_no_person(self, core: Span, person: PersonData) -> bool:
        """Say whether a word is a place or outlet, and a person's name only by chance."""
        text = names.clean(core.text)
        if self._reading.outlets.find(text) is not None:
            return True
        if self._reading.places.government(text) is None:
            return False
        return len(names.words(person["name"])) < 2 or self._is_place(text)

    def _is_place(self, name: str) -> bool:
        """Say whether the article goes to a place, or is in or from it."""
        if name not in self._places:
            pattern = rf"\b(?:in|to|from|of|with|across) {re.escape(name)}\b"
            self._places[name] = re.search(pattern, text_of(self.doc)) is not None
        return self._places[name]

    def _shared(
        self, core: Span, bearers: list[PersonData], at: Chars, own: Sequence[Chars]
    ) -> HolderData:
        """A surname that several people of the article bear: by title, gender, salience."""
        genders = {self._reading.titles.gender(t.lower_.rstrip(".")) for t in core} - {""}
        mention = Mention(
            core,
            "surname",
            gender=genders.pop() if len(genders) == 1 else "",
            own=tuple(own),
            among=tuple(p["name"] for p in bearers),
        )
        ranked = self.rank(mention, self.discourse)
        counts = sorted((len(p["mentions"]) for p in bearers), reverse=True)
        prominent = (
            ranked.person is not None
            and len(ranked.person["mentions"]) == counts[0]
            and counts[0] >= 2 * counts[1]
        )
        return best(ranked, at, "surname", "ambiguous", CERTAIN if prominent else _OF_TWO)


def _is_said(head: Token, span: Span) -> bool:
    """Say whether a source is nothing but a verb: who said it is its subject."""
    return head.pos_ == "VERB" and span[0] == head and head.tag_ in ("VBD", "VBZ", "VBP")


def _owned_at_end(span: Span) -> Span | None:
    """Give what ends a source and belongs to who begins it: "Ann Lee, | whose office | said"."""
    owner = next((t for t in span[1:] if t.lower_ == "whose"), None)
    owned = None if owner is None else span.doc[owner.i : span.end]
    return owned if owned is not None and all(t.pos_ not in _VERBS for t in owned) else None


def _described_by(span: Span) -> Span | None:
    """Give the name that a source only describes: "Hask | , the town's only ally | , said"."""
    doc = span.doc
    before, after = span.start - 1, span.end
    if before < 1 or after + 1 >= len(doc) or doc[before].text != "," or doc[after].text != ",":
        return None
    name = entity_of(doc[before - 1])
    verb = doc[after + 1]
    named = name is not None and name.label_ in ("PERSON", "ORG", "GPE")
    free = name is not None and name.root.dep_ not in ("pobj", "dobj", "conj")
    return name if named and free and verb.tag_ in ("VBD", "VBZ", "VBP") else None


def _without_lead(span: Span) -> Span:
    """Leave out "by", "even" and the like at the beginning of a source."""
    start = span.start
    while start + 1 < span.end and (
        span.doc[start].lower_ in _BEFORE or _joins_clause(span.doc[start], span)
    ):
        start += 1
    return span.doc[start : span.end]


def _joins_clause(token: Token, span: Span) -> bool:
    """Say whether "that" only joins the clause of a source: "that | polls"."""
    following = span.doc[token.i + 1]
    return token.lower_ == "that" and (token.tag_ == "IN" or following.tag_ in ("NNS", "NNPS"))
