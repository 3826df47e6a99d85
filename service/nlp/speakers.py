"""Pipeline component: the holder of each statement, by full name where the article gives one."""

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from service.nlp import clauses, names, rules
from service.nlp import holders as by_mention
from service.nlp.discourse import Discourse, entities_in
from service.nlp.extensions import (
    AttributionData,
    EvidenceData,
    HolderData,
    HolderLink,
    PersonData,
)
from service.nlp.rules.related import related_roles
from service.nlp.salience import gender_of, person_for

_SINGULAR_PERSON = frozenset({"he", "she", "him", "her"})
_THING = frozenset({"it", "which", "that"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_SALIENT = 0.5  # share of the salience that one person must have to be "the billionaire"
_PUBLIC_ROLES = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "official", "judge"})
_SELF = frozenset({"i", "we"})


@Language.factory(
    "speakers",
    requires=["doc._.attributions", "doc._.people", "doc.ents", "token.dep"],
    assigns=["doc._.holders"],
    default_config={},
)
def make_speakers(nlp: Language, name: str) -> "Speakers":
    """Build the component (spaCy factory)."""
    return Speakers()


class Speakers:
    """Resolves source mentions to holders."""

    def __init__(self) -> None:
        self.titles = rules.titles()
        self.places = rules.places()
        self.outlets = rules.outlets()

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.holders and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def set_annotations(self, doc: Doc, holders: list[HolderLink]) -> None:
        """Put the holders on the Doc."""
        doc._.holders = holders

    def predict(self, doc: Doc) -> list[HolderLink]:
        """Give one holder for each of doc._.attributions, in the same order."""
        discourse = Discourse(doc, doc._.people or [])
        attributions: list[AttributionData] = doc._.attributions or []
        order = sorted(range(len(attributions)), key=lambda i: _position(attributions[i]))
        result: dict[int, HolderLink] = {}
        for i in order:
            attribution = attributions[i]
            resolved = self._holder(doc, attribution, discourse)
            result[i] = HolderLink(holder=resolved, via=[])
            discourse.holders.append((_position(attribution), resolved))
        return [result[i] for i in range(len(attributions))]

    def _holder(self, doc: Doc, attribution: AttributionData, discourse: Discourse) -> HolderData:
        if attribution["source"] is not None:
            return self.resolve(doc, attribution["source"], discourse)
        if attribution["cue"] is None and attribution["detail"].startswith("quotation"):
            return self._continued(doc, attribution, discourse)
        return by_mention.holder(None, "unknown", score=0.0, reason="no source in the text")

    def _continued(
        self, doc: Doc, attribution: AttributionData, discourse: Discourse
    ) -> HolderData:
        """A quotation without a cue goes on with who spoke or acted just before."""
        start = attribution["content"][0][0]
        earlier = [h for at, h in discourse.holders if at < start and start - at < 1500]
        if earlier and earlier[-1]["name"] is not None:
            last = earlier[-1]
            return HolderData(
                name=last["name"],
                kind=last["kind"],
                role=last["role"],
                score=round(last["score"] * 0.7, 2),
                also=last["also"],
                evidence=[
                    EvidenceData(start=e["start"], end=e["end"], link="previous speaker")
                    for e in last["evidence"][:1]
                ],
                alternatives=[],
                reason=None,
            )
        span = by_mention.whole_span(doc, (start, start + 1))
        if span is not None:
            person, score, others = person_for(span, discourse, "")
            if person is not None and score >= 0.5:
                nearest = max(m for m in person["mentions"] if m[0] < start)
                found = by_mention.of_person(person, nearest, "nearest person", score * 0.6)
                found["alternatives"] = others
                return found
        return by_mention.holder(None, "unknown", score=0.0, reason="no source in the text")

    def resolve(self, doc: Doc, at: tuple[int, int], discourse: Discourse) -> HolderData:
        """Find who a source mention stands for."""
        span = by_mention.whole_span(doc, at)
        if span is None or not len(span):
            return by_mention.holder(None, "unknown", score=0.0, reason="no source in the text")
        head = by_mention.head_of(span)
        pronoun = head.is_stop and head.pos_ in ("PRON", "DET", "SCONJ")
        if len(span) == 1 and (pronoun or head.lower_ in _RELATIVE):
            return self._pronoun(doc, span, head, discourse)
        together = by_mention.coordinated(head, discourse)
        if len(together) > 1 and all(t.i < span.end for t in head.conjuncts):
            first = by_mention.of_person(together[0], at, "name", 0.85)
            return HolderData(
                **{
                    **first,
                    "kind": "group",
                    "role": None,
                    "also": [p["name"] for p in together[1:]],
                }
            )
        person = by_mention.person_in(span, head, discourse)
        if person is not None:
            bare = names.words(span.text)
            full = set(names.words(person["name"])) <= set(bare)
            return by_mention.of_person(person, at, "name" if full else "surname", 0.95)
        if shared := self._sharers(span, head, discourse):
            return by_mention.holder(
                None,
                "unknown",
                score=0.3,
                reason="ambiguous",
                alternatives=[(p["name"], round(1 / len(shared), 2)) for p in shared[:4]],
            )
        found = by_mention.of_place(span, head, self.places) or by_mention.of_body(
            span, head, self.titles, self.places, self.outlets
        )
        if found is not None:
            spelled_out = discourse.acronyms.get(found["name"] or "")
            return HolderData(**{**found, "name": spelled_out}) if spelled_out else found
        possessor = clauses.child_with(head, "poss")
        if possessor is not None and head.pos_ == "NOUN" and not self._holds(head):
            run = clauses.noun_phrase(possessor)  # "Seoul's position": Seoul holds it
            return self.resolve(doc, clauses.char_span(doc, run), discourse)
        if self.titles.is_document(head.lemma_.lower()):
            return self._document(doc, span, head, discourse)
        return self._nominal(span, head, discourse)

    def _holds(self, noun: Token) -> bool:
        """Say whether a noun can hold a view itself: a role, a body, a group, a document."""
        word = noun.lemma_.lower()
        return (
            self.titles.is_role(word)
            or self.titles.is_document(word)
            or self.titles.organisation_kind(word) is not None
            or self.titles.is_collective(noun.lower_)
        )

    def _sharers(self, span: Span, head: Token, discourse: Discourse) -> list[PersonData]:
        """The people of the article who share the surname that stands alone in a mention."""
        if not head.text[:1].isupper() or len(span) > 3:
            return []
        words = names.words(head.text)
        found = discourse.sharers.get(words[0], []) if words else []
        return found if len(found) > 1 else []

    def _pronoun(self, doc: Doc, span: Span, head: Token, discourse: Discourse) -> HolderData:
        word = head.lower_
        at = (span.start_char, span.end_char)
        if word in _RELATIVE:
            verb = head.head
            while verb.dep_ not in ("relcl", "acl", "ROOT") and verb.head != verb:
                verb = verb.head
            if verb.dep_ in ("relcl", "acl"):
                run = clauses.noun_phrase(verb.head)
                antecedent = clauses.char_span(doc, (run[0], min(run[1], head.i)))
                if antecedent[1] <= at[0]:
                    return self.resolve(doc, antecedent, discourse)
        if word in _SINGULAR_PERSON:
            person, score, others = person_for(span, discourse, gender_of(word))
            if person is None:
                return by_mention.holder(
                    None, "unknown", score=0.0, reason=f"no person for '{span.text}' before it"
                )
            if score < 0.4:
                return by_mention.holder(
                    None,
                    "unknown",
                    score=score,
                    reason="ambiguous",
                    alternatives=[(person["name"], score), *others],
                )
            found = by_mention.of_person(person, at, "pronoun", round(0.5 + score / 2, 2))
            found["alternatives"] = others
            return found
        if word in _THING:
            earlier = self._last_body(doc, span, discourse)
            if earlier is not None:
                return earlier
        if word == "they":
            last = discourse.last_holder("group", "organisation", "unnamed", "government")
            if last is not None:
                return self._again(last, at, "pronoun", 0.6)
        if word in _SELF:
            return by_mention.holder(
                None, "author", score=0.5, link="first person", at=at, reason="the text's author"
            )
        return by_mention.holder(
            None, "unknown", score=0.0, reason=f"'{span.text}' is not resolved"
        )

    def _last_body(self, doc: Doc, span: Span, discourse: Discourse) -> HolderData | None:
        """The organisation or government that "it" takes up: the nearest subject, else mention."""
        at = (span.start_char, span.end_char)
        sentence = span.root.sent
        start = doc[sentence.start - 1].sent.start if sentence.start else 0
        best: tuple[int, HolderData] | None = None
        for entity in entities_in(doc[start : span.start]):
            if entity.label_ not in ("ORG", "GPE"):
                continue
            root = entity.root
            found = by_mention.of_place(entity, root, self.places) or by_mention.of_body(
                entity, root, self.titles, self.places, self.outlets
            )
            if found is None:
                continue
            weight = (2 if root.dep_ in clauses.SUBJECTS else 0) + (
                1 if entity.start >= sentence.start else 0
            )
            if best is None or weight >= best[0]:
                best = (weight, found)
        if best is not None:
            return self._again(best[1], at, "pronoun", 0.6)
        last = discourse.last_holder("organisation", "government")
        return self._again(last, at, "pronoun", 0.5) if last is not None else None

    def _again(
        self, earlier: HolderData, at: tuple[int, int], link: str, score: float
    ) -> HolderData:
        evidence = [EvidenceData(start=at[0], end=at[1], link=link), *earlier["evidence"][:1]]
        return HolderData(
            **{**earlier, "score": score, "evidence": evidence, "alternatives": [], "reason": None}
        )

    def _document(self, doc: Doc, span: Span, head: Token, discourse: Discourse) -> HolderData:
        """A report or statement: its issuer where the text names one, else the document."""
        at = (span.start_char, span.end_char)
        issuer = by_mention.issuer_of(head)
        if issuer is not None:
            run = clauses.noun_phrase(issuer)
            found = self.resolve(doc, clauses.char_span(doc, run), discourse)
            if found["name"] is not None and found["kind"] not in ("unnamed", "unknown"):
                return found
        elif any(t.lower_ == "the" for t in head.lefts):
            earlier = self._who_issued(doc, head, discourse)
            if earlier is not None:
                return self._again(earlier, at, "document", 0.7)
        name = by_mention.description(span, head)
        return by_mention.holder(name, "document", score=0.6, link="description", at=at)

    def _who_issued(self, doc: Doc, head: Token, discourse: Discourse) -> HolderData | None:
        """For "the statement": the subject of "… issued a statement" not long before."""
        for token in reversed(doc[max(0, head.i - 120) : head.left_edge.i]):
            if token.lemma_.lower() == head.lemma_.lower() and token.dep_ == "dobj":
                subject = clauses.subject_of(token.head)
                if subject is not None and subject.i < token.i:
                    at = clauses.char_span(doc, clauses.noun_phrase(subject))
                    found = self.resolve(doc, at, discourse)
                    return found if found["name"] else None
        return None

    def _nominal(self, span: Span, head: Token, discourse: Discourse) -> HolderData:
        """ "the minister", "the envoy": the person of the article who bears that title."""
        at = (span.start_char, span.end_char)
        text = by_mention.description(span, head)
        word = head.lemma_.lower()
        if _definite(span) and self.titles.is_role(word) and head.tag_ not in ("NNS", "NNPS"):
            person, reason, others = self._bearer(span, word, discourse)
            if person is not None:
                return by_mention.of_person(person, at, "title", 0.85)
            if reason == "ambiguous":
                return by_mention.holder(
                    None, "unknown", score=0.3, reason=reason, alternatives=others
                )
        if span[0].lower_ == "the" and self.titles.is_role(word) and head.tag_ == "NN":
            person, score, others = person_for(span, discourse, self.titles.gender(word))
            if person is not None and score >= _SALIENT and not _is_public(word):
                found = by_mention.of_person(person, at, "salience", round(score * 0.7, 2))
                found["alternatives"] = others
                return found
        if _definite(span) and (body := self._same_body(word, discourse)) is not None:
            return self._again(body, at, "short name", 0.7)
        if head.pos_ == "PROPN" and head.text[:1].isupper() and not head.ent_type_:
            name = names.clean(" ".join(t.text for t in span if t.pos_ == "PROPN"))
            if names.words(name):  # a name that the recogniser does not know
                return by_mention.holder(name, "person", score=0.4, link="name", at=at)
        kind_of = self.titles.organisation_kind(word)
        if kind_of is not None and _definite(span):
            return by_mention.holder(text, kind_of, score=0.5, link="description", at=at)
        return by_mention.holder(text, "unnamed", score=0.7, link="description", at=at)

    def _same_body(self, word: str, discourse: Discourse) -> HolderData | None:
        """For "the office", "the outlet": the last holder named so, or the last outlet."""
        for _, earlier in reversed(discourse.holders):
            if earlier["kind"] in ("organisation", "government") and earlier["name"]:
                if names.words(earlier["name"])[-1:] == (word,):
                    return earlier
                if self.titles.is_outlet_noun(word) and self.outlets.find(earlier["name"]):
                    return earlier
        return None

    def _bearer(
        self, span: Span, word: str, discourse: Discourse
    ) -> tuple[PersonData | None, str, list[tuple[str, float]]]:
        bearers = list(discourse.bearers.get(word, ()))
        for other in related_roles().get(word, ()):
            bearers += [p for p in discourse.bearers.get(other, ()) if p not in bearers]
        modifiers = {
            t.lower_ for t in span if t.pos_ in ("ADJ", "PROPN", "NOUN") and t.lower_ != word
        }
        if len(bearers) > 1:
            exact = [p for p in bearers if word in p["role_words"]]
            bearers = exact or bearers
        if len(bearers) > 1 and modifiers:
            closer = [
                p
                for p in bearers
                if any(
                    modifiers & set(role.lower().replace("-", " ").split()) for role in p["roles"]
                )
            ]
            bearers = closer or bearers
        if len(bearers) > 1:
            recent = [p for _, p in discourse.before(span.start_char, 8) if p in bearers]
            if recent:
                return recent[0], "", []
            if not discourse.before(span.start_char, 1):  # a headline speaks of who comes first
                return min(bearers, key=lambda p: p["mentions"][0]), "", []
            return None, "ambiguous", [(p["name"], 0.3) for p in bearers[:4]]
        return (bearers[0], "", []) if bearers else (None, "", [])


def _definite(span: Span) -> bool:
    first = span[0]
    return first.lower_ in ("the", "that", "this", "his", "her", "its") or first.pos_ != "DET"


def _position(attribution: AttributionData) -> int:
    """Where a reader meets the source: its offset, else that of the content."""
    at = attribution["source"] or attribution["cue"]
    return at[0] if at is not None else attribution["content"][0][0]


def _is_public(word: str) -> bool:
    """Say whether a role is one that articles leave unnamed: no name before it stands for it."""
    return word in _PUBLIC_ROLES
