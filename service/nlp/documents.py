"""Reports and statements as sources: their issuer where the text names one, else the document."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from service.nlp import clauses, names, papers
from service.nlp import holders as by_mention
from service.nlp.answers import again
from service.nlp.body_names import is_paper
from service.nlp.descriptions import description
from service.nlp.extensions import HolderData
from service.nlp.headlines import in_headline
from service.nlp.issuers import Issuer, issuer_of, parts_of
from service.nlp.possessors import PRONOUNS
from service.nlp.pronouns import Pronouns
from service.nlp.reading import Chars, Reading, Resolve
from service.nlp.rules import OutletLexicon

_BACK = 300  # tokens in which what "the statement" takes up is looked for
_AHEAD = 200
_DEFINITE = frozenset({"the", "that", "this", "same"})
_SHORT = 4  # tokens of a mention that tells nothing of its own
_OPENING = 150  # tokens within which a document is announced before it is named
_OF_OUTLETS = frozenset("article piece story editorial column op-ed dispatch profile".split())
"""What the press writes."""
_KINDS = (
    _OF_OUTLETS | {"report", "investigation"},
    frozenset("poll survey polling questionnaire average results findings data study".split()),
    frozenset("statement release announcement letter communique".split()),
    frozenset("email e-mail message note".split()),
    frozenset("report analysis study review assessment audit summary memo".split()),
)
"""Nouns by which one document is called in turn."""


class Documents:
    """Finds who speaks through a document; one that is met again keeps its issuer."""

    def __init__(self, reading: Reading, pronouns: Pronouns, resolve: Resolve) -> None:
        self._reading = reading
        self._pronouns = pronouns
        self._resolve = resolve
        self._met: dict[str, HolderData] = {}
        self._like: dict[str, HolderData] = {}

    def holder(self, span: Span, head: Token) -> HolderData:
        """Give who speaks through "a report by the ministry", "the statement", "a poll"."""
        at = (span.start_char, span.end_char)
        word = head.lemma_.lower()
        paper = papers.is_paper(head)
        taken_up = self._paper_again if paper else self._taken_up
        found = self._issued(span, head, at) or taken_up(span, head, at)
        if found is None:
            name = description(span, head, self._reading.titles)
            found = by_mention.holder(name, "document", score=0.6, link="description", at=at)
        self._met[word] = found
        self._like.update(dict.fromkeys(_alike(word), found))
        return found

    def _issued(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """Give the issuer whom the mention itself names: "a Hask poll", "her letter"."""
        issuer = issuer_of(head, self._reading.titles) or self._short_name(span, head)
        if issuer is None or issuer.mention.start < span.start or issuer.mention.end > span.end:
            return None
        if issuer.named and self._is_no_issuer(names.clean(issuer.mention.text)):
            return None
        known = self._known(issuer)
        if known is None or known["kind"] in ("unknown", "unnamed", "document"):
            return None
        if papers.speaks_itself(head, issuer, known["kind"]):
            return self._of_paper(span, head, issuer, known)
        return again(known, at, "document", 0.75)

    def _of_paper(self, span: Span, head: Token, issuer: Issuer, known: HolderData) -> HolderData:
        """Give a paper under its own name, with that of who made it."""
        name = papers.name_of(span, head, issuer, known["name"] or "", self._reading.titles)
        at = (span.start_char, span.end_char)
        return by_mention.holder(name, "document", score=0.7, link="document", at=at)

    def _is_no_issuer(self, name: str) -> bool:
        """Say whether a name before a document tells where it is: "Riverside polls", a network."""
        outlet = self._reading.outlets.get(name)
        network = outlet is not None and outlet.kind == "network"
        return network or self._reading.is_place(name)

    def _short_name(self, span: Span, head: Token) -> Issuer | None:
        """Give the "Times" of "a Times article" where the text has the Hask Times."""
        before = head.doc[head.i - 1] if head.i > span.start else None
        if before is None or before.pos_ != "PROPN" or not before.text[:1].isupper():
            return None
        person = self._reading.discourse.bearers.called(names.words(before.text))
        if len(person) != 1 and self._reading.bodies.fuller(before.text) == before.text:
            return None
        return Issuer(head.doc[before.i : head.i], named=True)

    def _taken_up(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """Give whose document "the statement" or "a new poll" is, told elsewhere."""
        word = head.lemma_.lower()
        short = len(span) <= _SHORT
        definite = span[0].lower_ in _DEFINITE
        if definite and short and word in self._met:
            return again(self._met[word], at, "document", 0.7)
        if definite and short:
            known = self._told_before(head)
            if known is None:
                known = self._like.get(word)
            if known is not None:
                return again(known, at, "document", 0.7)
        if (
            short
            and head.tag_ != "NNS"
            and head.i < _OPENING
            and (not definite or in_headline(head.doc, head.idx))
        ):
            known = self._told_after(span, head)
            if known is not None:
                return again(known, at, "document", 0.6)
        if definite and short and word in _OF_OUTLETS:
            return self._last_outlet(at)
        if definite and short and word == "paper":
            return self._last_paper(span, at)
        return None

    def _paper_again(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """Give the paper that "the report" takes up: the last one that is told with its issuer.

        "Report: …" of a headline is the first one after it, and "a leaked letter" is the one that
        is "the Hask letter" further on.
        """
        doc, word = head.doc, head.lemma_.lower()
        found: Iterator[HolderData | None] = iter(())
        if span[0].lower_ in _DEFINITE and len(span) <= _SHORT:
            if word in self._met:
                return again(self._met[word], at, "document", 0.7)
            before = doc[max(0, head.i - _BACK) : span.start]
            found = (self._told(token, word) for token in reversed(before))
        elif span[0].lower_ not in _DEFINITE and head.tag_ != "NNS":
            headline = len(span) == 1 and in_headline(doc, head.idx)
            after = doc[span.end : span.end + _BACK]
            found = (self._told(t, word) for t in after if headline or _is_the_named(t))
        told = next((one for one in found if one is not None), None)
        return None if told is None else again(told, at, "document", 0.65)

    def _told(self, token: Token, word: str) -> HolderData | None:
        """Give the holder that a noun tells of with its issuer, if it is one of such documents."""
        if token.lemma_.lower() != word or token.tag_ not in ("NN", "NNP"):
            return None
        start, end = clauses.noun_phrase(token)
        span = token.doc[start:end]
        return self._issued(span, token, (span.start_char, span.end_char))

    def _known(self, issuer: Issuer) -> HolderData | None:
        mention = issuer.mention
        at = (mention.start_char, mention.end_char)
        if len(mention) == 1 and mention[0].lower_ in PRONOUNS:
            return self._pronouns.holder(mention[0])
        if not issuer.named:
            found = self._resolve(at, ())
            return found if found["name"] else None
        parts = parts_of(mention, self._reading.outlets)
        person = self._reading.discourse.bearers.called(names.words(parts[0]))
        named = self._reading.discourse.person_at(mention.start_char) is not None
        named = named or mention[-1].ent_type_ in ("PERSON", "")
        if len(person) == 1 and len(parts) == 1 and named:
            return by_mention.of_person(person[0], at, "surname", 0.8)
        full = [self._full(part) for part in parts]
        known = by_mention.holder(
            full[0],
            "group" if len(full) > 1 else "organisation",
            score=0.8,
            link="name",
            at=at,
            also=full[1:],
        )
        return known

    def _full(self, name: str) -> str:
        return (
            _leading_outlet(name, self._reading.outlets)
            or self._reading.discourse.acronyms.get(name)
            or self._reading.bodies.fuller(name)
        )

    def _told_before(self, head: Token) -> HolderData | None:
        """Give the issuer of the same document where the text had it last, if not as a source."""
        kinds = _alike(head.lemma_.lower())
        for token in reversed(head.doc[max(0, head.i - _BACK) : head.left_edge.i]):
            if token.lemma_.lower() not in kinds or token.pos_ not in ("NOUN", "PROPN"):
                continue
            if token.dep_ == "dobj" and token.lemma_.lower() == head.lemma_.lower():
                subject = clauses.subject_of(token.head)
                if subject is not None and subject.i < token.i:
                    run = clauses.noun_phrase(subject)
                    found = self._resolve(clauses.char_span(head.doc, run), ())
                    return found if found["name"] else None
            issuer = issuer_of(token, self._reading.titles)
            if issuer is not None and (issuer.named or issuer.mention.root.ent_type_ == "ORG"):
                return self._known(issuer)
        return None

    def _told_after(self, span: Span, head: Token) -> HolderData | None:
        """For "Poll: …" of a headline: the issuer of the first such document after it."""
        kinds = _alike(head.lemma_.lower())
        for token in head.doc[span.end : span.end + _AHEAD]:
            if token.lemma_.lower() in kinds and token.pos_ in ("NOUN", "PROPN"):
                issuer = issuer_of(token, self._reading.titles)
                if issuer is not None and (issuer.named or issuer.mention.root.ent_type_ == "ORG"):
                    return self._known(issuer)
        return None

    def _last_paper(self, span: Span, at: Chars) -> HolderData | None:
        """For "the paper": the newspaper that spoke last, or that the text is about."""
        for _, earlier in reversed(self._reading.discourse.holders):
            outlet = self._reading.outlets.get(earlier["name"] or "")
            known = outlet is not None and outlet.is_called("paper")
            if known or (earlier["kind"] == "organisation" and is_paper(earlier["name"] or "")):
                return again(earlier, at, "short name", 0.7)
        body = self._reading.bodies.again("paper", span)
        if body is None:
            return None
        return by_mention.holder(body[0], "organisation", score=0.6, link="short name", at=at)

    def _last_outlet(self, at: Chars) -> HolderData | None:
        """For "the piece": the outlet that was named, or spoke, last."""
        name = self._reading.bodies.last_outlet(at[0])
        if name is None:
            return None
        return by_mention.holder(name, "organisation", score=0.5, link="document", at=at)


def _is_the_named(noun: Token) -> bool:
    """Say whether a noun has an article and a name before it: "the Hask letter"."""
    before = noun.doc[noun.left_edge.i : noun.i]
    return len(before) > 1 and before[0].lower_ == "the" and before[-1].text[:1].isupper()


def _leading_outlet(name: str, outlets: OutletLexicon) -> str | None:
    """Give the outlet that a name is, or begins with: "Hask Times Hit" of a headline."""
    words = name.split()
    found = (outlets.find(" ".join(words[:end])) for end in range(len(words), 0, -1))
    return next((outlet for outlet in found if outlet is not None), None)


def _alike(word: str) -> frozenset[str]:
    """Give the nouns by which a document may have been called before."""
    found = {word}
    for kind in _KINDS:
        if word in kind:
            found |= kind
    return frozenset(found)
