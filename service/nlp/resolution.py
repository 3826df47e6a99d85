"""From the words that name a source to its holder, with the article's help.

Exact rules come first (names, bodies, governments, documents with an issuer); who "he", "the
minister" or a shared surname is, the ranker of service.nlp.antecedents decides, or abstains.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from service.nlp import antecedents, clauses, names, rules
from service.nlp import holders as by_mention
from service.nlp.antecedents import Mention, Ranked, gender_of, modifiers_of
from service.nlp.bodies import Bodies
from service.nlp.descriptions import description, owned
from service.nlp.discourse import Discourse, entities_in, entity_of
from service.nlp.extensions import EvidenceData, HolderData, PersonData, text_of
from service.nlp.named_sources import (
    by_words,
    in_headline,
    name_words,
    named_person,
    segments,
)
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon

Chars = tuple[int, int]
Rank = Callable[[Mention, Discourse], Ranked]
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_THING = frozenset({"it", "its", "itself"})
_MANY = frozenset({"they", "them", "their", "themselves"})
_SELF = frozenset({"i", "we", "me", "us", "my", "our"})
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "whose"})
_CAMPAIGNS = frozenset({"campaign", "camp", "team", "staff", "office"})
_AUTHORITIES = frozenset({"authorities", "government"})
_PEOPLE = frozenset(
    "man woman boy girl guy lady gentleman person mother father wife husband son daughter brother "
    "sister".split()
)
_CERTAIN = 0.4
"""The chance from which on an antecedent is given; below, the mention is ambiguous."""
_OF_TWO = 0.75
"""The same for a surname that two people of the article share."""


@dataclass(frozen=True, slots=True)
class Lexicons:
    """What nouns and names tell."""

    titles: TitleLexicon = field(default_factory=rules.titles)
    places: PlaceLexicon = field(default_factory=rules.places)
    outlets: OutletLexicon = field(default_factory=rules.outlets)


class Resolver:
    """Resolves the sources of one article in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons, rank: Rank = antecedents.rank) -> None:
        self.doc = doc
        self.rank = rank
        self.discourse = Discourse(doc, doc._.people or [])
        self.titles, self.places, self.outlets = lexicons.titles, lexicons.places, lexicons.outlets
        self.bodies = Bodies(doc, self.titles, self.places, self.outlets)
        self._pronouns: dict[int, Ranked] = {}
        self._next = 0

    def read_to(self, offset: int) -> None:
        """Resolve the pronouns before an offset, so that later ones find them."""
        while self._next < len(self.doc) and self.doc[self._next].idx < offset:
            token = self.doc[self._next]
            self._next += 1
            if token.lower_ in antecedents.PRONOUNS and token.i not in self._pronouns:
                self._person_of(token, ())

    def resolve(self, at: Chars, own: Sequence[Chars] = ()) -> HolderData:
        """Find who a source mention stands for; own: the content that it is the source of."""
        span = by_mention.whole_span(self.doc, at)
        if span is None or not len(span):
            return nobody("no source in the text")
        self.read_to(span.start_char)
        span = _without_preposition(span)
        head = by_mention.head_of(segments(span)[0])
        at = (span.start_char, span.end_char)
        if len(span) == 1 and (found := self._pronoun(span, head, own)) is not None:
            return found
        return (
            self._group(span, head, at)
            or self._named(span, head, at, own)
            or self._body(span, head, at)
            or self._of_owner(span, head, at)
            or self._nominal(span, head, at, own)
        )

    def _group(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """ "Suh and Austin": the first by name, with the others; "the two leaders"."""
        together = coordinated(span, self.discourse) or self._several(span, head)
        if len(together) < 2:
            return None
        first = by_mention.of_person(together[0], at, "name", 0.85)
        others = [p["name"] for p in together[1:]]
        return HolderData(**{**first, "kind": "group", "role": None, "also": others})

    def _several(self, span: Span, head: Token) -> list[PersonData]:
        """ "the two", "both candidates", "the brothers": those who were named last, or bear it."""
        counted = span[0].lower_ == "both" or any(t.lower_ == "two" for t in span[:2])
        definite = span[0].lower_ in ("the", "both", "these", "those")
        if not definite or len(span) > _SHORT or (not counted and head.tag_ != "NNS"):
            return []
        role = head.lemma_.lower().rsplit("-", 1)[-1]  # "the vice-ministers"
        if not counted and not self.titles.is_role(role):
            return []
        latest: list[PersonData] = []
        for point in self.discourse.points_before(span.start_char, _LOOK_BACK):
            if point.person not in latest:
                latest.append(point.person)
        bearers = [p for p in latest if antecedents.bears(p, role)]
        if 1 < len(bearers) < _SHORT:
            return bearers[::-1]
        return latest[1::-1] if counted and len(latest) > 1 else []

    def _named(self, span: Span, head: Token, at: Chars, own: Sequence[Chars]) -> HolderData | None:
        person = named_person(span, self.discourse, self.titles)
        core = segments(span)[0]
        if person is not None:
            full = set(names.words(person["name"])) <= set(names.words(core.text))
            return by_mention.of_person(person, at, "name" if full else "surname", 0.95)
        words = name_words(core, self.titles)
        bearers = by_words(words, self.discourse)
        if len(bearers) == 1 and not self._is_body(core, bearers[0]):
            return by_mention.of_person(bearers[0], at, "surname", 0.9)
        if len(bearers) > 1:
            return self._shared(core, bearers, at, own)
        return None

    def _is_body(self, core: Span, person: PersonData) -> bool:
        """Say whether a word is a place or outlet, and a person's name only by chance."""
        text = names.clean(core.text)
        if self.outlets.find(text) is not None:
            return True
        if self.places.government(text) is None:
            return False
        as_place = rf"\b(?:in|to|from|of|with|across) {re.escape(text)}\b"
        named = len(names.words(person["name"])) > 1
        return not named or re.search(as_place, text_of(self.doc)) is not None

    def _shared(
        self, core: Span, bearers: list[PersonData], at: Chars, own: Sequence[Chars]
    ) -> HolderData:
        """A surname that several people of the article bear: by title, gender, salience."""
        genders = {self.titles.gender(t.lower_.rstrip(".")) for t in core} - {""}
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
        return self._ranked(ranked, at, "surname", "ambiguous", _CERTAIN if prominent else _OF_TWO)

    def _ranked(
        self, ranked: Ranked, at: Chars, link: str, reason: str, least: float = _CERTAIN
    ) -> HolderData:
        if ranked.person is None or ranked.score < least:
            others = ranked.others
            if ranked.person is not None:
                others = [(ranked.person["name"], ranked.score), *others]
                reason = "ambiguous"
            return by_mention.holder(
                None, "unknown", score=0.0, reason=reason, alternatives=others[:4]
            )
        found = by_mention.of_person(ranked.person, at, link, ranked.score)
        found["alternatives"] = ranked.others
        return found

    def _body(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        letters = head.text.replace(".", "")
        spelled_out = self.discourse.acronyms.get(letters) if letters.isupper() else None
        if spelled_out and len(letters) > 1 and self.places.government(head.text) is None:
            return by_mention.holder(spelled_out, "organisation", score=0.85, link="name", at=at)
        if head.lower_ in _AUTHORITIES and (country := self._country_before(head)):
            return by_mention.holder(country, "government", score=0.85, link="name", at=at)
        found = by_mention.of_place(span, head, self.places) or by_mention.of_body(
            span, head, self.titles, self.places, self.outlets
        )
        if found is None or self._owner(span, head) is not None:
            return None
        if head.ent_type_ == "NORP" and head.tag_ in ("NNPS", "NNS"):
            text = description(span, head, self.titles)
            return by_mention.holder(text, "group", score=0.8, link="name", at=at)
        name = found["name"] or ""
        initials = name.replace(".", "")
        spelled_out = self.discourse.acronyms.get(initials) if initials.isupper() else None
        if spelled_out is None and found["kind"] != "group" and head.pos_ == "PROPN":
            spelled_out = self._fuller(span, name)
        return HolderData(**{**found, "name": spelled_out}) if spelled_out else found

    def _fuller(self, span: Span, name: str) -> str | None:
        """Give the article's longer form of a body's name as the mention has it."""
        if self.places.government(name) is not None:
            return None
        written = names.clean(segments(span)[0].text)
        for article in ("the ", "The "):
            written = written.removeprefix(article)
        longer = self.bodies.fuller(written)
        return longer if longer != written else None

    def _country_before(self, head: Token) -> str | None:
        """ "the Azerbaijani authorities", "the government of Peru": the country."""
        named = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
        after = clauses.child_with(head, "prep")
        if not named and after is not None and after.lower_ == "of":
            named = [t for t in after.children if t.dep_ == "pobj"]
        if len(named) != 1:
            return None
        entity = entity_of(named[0])
        return self.places.government(entity.text if entity is not None else named[0].text)

    def _owner(self, span: Span, head: Token) -> tuple[Span, HolderData] | None:
        """Give the mention and holder of the person, body or country that a noun belongs to."""
        possessor = clauses.child_with(head, "poss")
        if possessor is not None and possessor.i >= span.start:
            if possessor.lower_ in _OWNERS:
                mention = self.doc[possessor.i : possessor.i + 1]
                found = self._pronoun(mention, possessor, ())
                return None if found is None else (mention, found)
            run = clauses.noun_phrase(possessor)
            mention = self.doc[max(run[0], span.start) : possessor.i + 1]
            return mention, self.resolve(clauses.char_span(self.doc, (mention.start, mention.end)))
        if head.lemma_.lower() in _CAMPAIGNS:
            for start, end, person in self.discourse.within(span.start_char, head.idx):
                mention = by_mention.whole_span(self.doc, (start, end)) or span
                if mention.end == head.i or self.doc[mention.end : head.i].text.islower():
                    return mention, by_mention.of_person(person, (start, end), "name", 0.9)
        return None

    def _owner_name(self, head: Token) -> str | None:
        """Give the person of "her husband" who is not the husband, sure or not."""
        possessor = clauses.child_with(head, "poss")
        if possessor is None:
            return None
        if possessor.lower_ in antecedents.PRONOUNS:
            ranked = self._person_of(possessor, ())
            if ranked.person is not None:
                return str(ranked.person["name"])
            return ranked.others[0][0] if ranked.others else None
        person = self.discourse.person_at(possessor.idx)
        return str(person["name"]) if person is not None else None

    def _of_owner(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """ "her campaign", "Lee's advisers", "Seoul's position", "Cornyn's statement"."""
        word = head.lemma_.lower()
        if self.titles.is_document(word):
            return self._document(span, head)
        owner = self._owner(span, head)
        if owner is None:
            return None
        mention, holder = owner
        if holder["name"] is None:
            return None if self._holds(head) else holder
        if not self._holds(head):
            return self._again(holder, at, "possessor", 0.7)
        if self.titles.is_role(word) and head.tag_ not in ("NNS", "NNPS"):
            return None  # "his spokesman": a person, who may have a name
        text = owned(span, mention, holder["name"], description(span, head, self.titles))
        kind = self.titles.organisation_kind(word) or self.titles.collective_kind(head.lower_)
        if word in _CAMPAIGNS and holder["kind"] == "person":
            kind = "organisation"
        return by_mention.holder(text, kind or "unnamed", score=0.75, link="possessor", at=at)

    def _holds(self, noun: Token) -> bool:
        """Say whether a noun can hold a view itself: a role, a body, a group, a document."""
        word = noun.lemma_.lower()
        return (
            self.titles.is_role(word)
            or self.titles.is_document(word)
            or self.titles.organisation_kind(word) is not None
            or self.titles.is_collective(noun.lower_)
            or noun.tag_ == "NNS"
            or word in _CAMPAIGNS
        )

    def _pronoun(self, span: Span, head: Token, own: Sequence[Chars]) -> HolderData | None:
        """Resolve a single word, None if it is no pronoun that takes something up."""
        word = head.lower_
        at = (span.start_char, span.end_char)
        if word in antecedents.PRONOUNS:
            ranked = self._person_of(head, own)
            return self._ranked(ranked, at, "pronoun", f"no person for '{span.text}' before it")
        if word in _RELATIVE and (found := self._antecedent_of_relative(head, at)) is not None:
            return found
        if word in _THING or word in ("which", "that"):
            return self._last_body(span) or nobody(f"'{span.text}' is not resolved")
        if word in _MANY:
            last = self.discourse.last_holder("group", "organisation", "unnamed", "government")
            if last is not None:
                return self._again(last, at, "pronoun", 0.6)
            return nobody(f"'{span.text}' is not resolved")
        if word in _SELF:
            return self._first_person(head, at)
        return None if word not in _RELATIVE else nobody(f"'{span.text}' is not resolved")

    def _person_of(self, token: Token, own: Sequence[Chars]) -> Ranked:
        """Rank the people that "he" or "her" can be, and note the best for what comes after."""
        if token.i in self._pronouns:
            return self._pronouns[token.i]
        mention = Mention(
            self.doc[token.i : token.i + 1],
            "possessive" if token.dep_ == "poss" else "pronoun",
            gender=gender_of(token.lower_),
            own=tuple(own),
        )
        ranked = self.rank(mention, self.discourse)
        self._pronouns[token.i] = ranked
        if ranked.person is not None and ranked.score >= _CERTAIN:
            self.discourse.add_pronoun(token, ranked.person)
        return ranked

    def _antecedent_of_relative(self, head: Token, at: Chars) -> HolderData | None:
        """ "Ann Lee, who said …": what the relative clause hangs on."""
        verb = head.head
        while verb.dep_ not in ("relcl", "acl", "ROOT") and verb.head != verb:
            verb = verb.head
        if verb.dep_ not in ("relcl", "acl"):
            return None
        if head.lower_ in ("who", "whom", "whose") and (person := self._person_above(verb.head)):
            return by_mention.of_person(person, at, "relative clause", 0.85)
        run = clauses.noun_phrase(_whole(verb.head))
        antecedent = clauses.char_span(self.doc, (run[0], min(run[1], head.i)))
        return self.resolve(antecedent) if antecedent[1] <= at[0] else None

    def _person_above(self, noun: Token) -> PersonData | None:
        """ "Ann Lee, an aide at the ministry, who …" is about her, wherever it hangs."""
        for _ in range(_CLIMB):
            person = self.discourse.person_at(noun.idx)
            if person is not None or noun.tag_ in ("NNS", "NNPS"):
                return person
            if noun.dep_ not in ("appos", "pobj", "prep", "conj", "compound", "nmod"):
                return None
            noun = noun.head
        return None

    def _first_person(self, head: Token, at: Chars) -> HolderData:
        """ "I" in somebody's words is that person, else the text's author."""
        around = self.discourse.content_around(head.idx)
        if around is not None and around.holder is not None and around.direct:
            person = next((p for p in self.discourse.people if p["name"] == around.holder), None)
            if person is not None:
                return by_mention.of_person(person, at, "first person", 0.85)
        return by_mention.holder(
            None, "author", score=0.5, link="first person", at=at, reason="the text's author"
        )

    def _last_body(self, span: Span) -> HolderData | None:
        """The organisation or government that "it" takes up: the nearest subject, else mention."""
        at = (span.start_char, span.end_char)
        sentence = span.root.sent
        start = self.doc[sentence.start - 1].sent.start if sentence.start else 0
        best: tuple[int, HolderData] | None = None
        for entity in entities_in(self.doc[start : span.start]):
            if entity.label_ not in ("ORG", "GPE"):
                continue
            found = self._body(entity, entity.root, (entity.start_char, entity.end_char))
            if found is None:
                continue
            weight = (2 if entity.root.dep_ in clauses.SUBJECTS else 0) + (
                1 if entity.start >= sentence.start else 0
            )
            if best is None or weight >= best[0]:
                best = (weight, found)
        if best is not None:
            return self._again(best[1], at, "pronoun", 0.6)
        last = self.discourse.last_holder("organisation", "government")
        return self._again(last, at, "pronoun", 0.5) if last is not None else None

    def _again(self, earlier: HolderData, at: Chars, link: str, score: float) -> HolderData:
        evidence = [EvidenceData(start=at[0], end=at[1], link=link), *earlier["evidence"][:1]]
        return HolderData(
            **{**earlier, "score": score, "evidence": evidence, "alternatives": [], "reason": None}
        )

    def _document(self, span: Span, head: Token) -> HolderData:
        """A report or statement: its issuer where the text names one, else the document."""
        at = (span.start_char, span.end_char)
        word = head.lemma_.lower()
        holder = self._issuer(span, head)
        if holder is not None:
            result = self._again(holder, at, "document", 0.75)
        elif span[0].lower_ in ("the", "that", "this") and word in self.discourse.documents:
            return self._again(self.discourse.documents[word], at, "document", 0.7)
        elif span[0].lower_ == "the" and (earlier := self._who_issued(head)) is not None:
            result = self._again(earlier, at, "document", 0.7)
        else:
            name = description(span, head, self.titles)
            result = by_mention.holder(name, "document", score=0.6, link="description", at=at)
        self.discourse.documents[word] = result
        return result

    def _issuer(self, span: Span, head: Token) -> HolderData | None:
        """Give who issued a document: "Ann Lee's letter", "a Gallup poll", "a report by …"."""
        issuer = by_mention.issuer_of(head)
        if issuer is not None and span.start <= issuer.i < span.end:
            if issuer.lower_ in _OWNERS:
                found = self._pronoun(self.doc[issuer.i : issuer.i + 1], issuer, ())
            else:
                run = clauses.noun_phrase(issuer)
                found = self.resolve(clauses.char_span(self.doc, run))
            if found is not None and found["name"] and found["kind"] not in ("unnamed", "unknown"):
                return found
            return None
        for entity in entities_in(self.doc[span.start : head.i]):
            if entity.label_ == "ORG" and entity.end <= head.i:
                outlet = self.outlets.find(names.clean(entity.text))
                if outlet is not None or entity.end == head.i:
                    name = outlet or names.clean(entity.text)
                    place = (entity.start_char, entity.end_char)
                    return by_mention.holder(name, "organisation", score=0.8, link="name", at=place)
        return None

    def _who_issued(self, head: Token) -> HolderData | None:
        """For "the statement": the subject of "… issued a statement" not long before."""
        for token in reversed(self.doc[max(0, head.i - 120) : head.left_edge.i]):
            if token.lemma_.lower() == head.lemma_.lower() and token.dep_ == "dobj":
                subject = clauses.subject_of(token.head)
                if subject is not None and subject.i < token.i:
                    run = clauses.noun_phrase(subject)
                    found = self.resolve(clauses.char_span(self.doc, run))
                    return found if found["name"] else None
        return None

    def _nominal(self, span: Span, head: Token, at: Chars, own: Sequence[Chars]) -> HolderData:
        """ "the minister", "the envoy": the person of the article who is called so."""
        text = description(span, head, self.titles)
        word = head.lemma_.lower()
        kind = self.titles.organisation_kind(word)
        definite = _definite(span)
        singular = head.tag_ in ("NN", "NNP") and not self.titles.is_collective(head.lower_)
        if singular and kind is None and (definite or self.titles.is_role(word)):
            bearer = self._only_bearer(span, word) if definite else None
            if bearer is not None:
                return by_mention.of_person(bearer, at, "title", 0.85)
            mention = Mention(
                span,
                "nominal",
                gender=self.titles.gender(word),
                role=word,
                modifiers=modifiers_of(span, word),
                definite=definite,
                personal=self.titles.is_role(word) or word in _PEOPLE,
                headline=in_headline(self.doc, span.start_char),
                own=tuple(own),
                besides=self._owner_name(head),
            )
            ranked = self.rank(mention, self.discourse)
            if ranked.person is not None and ranked.score >= _CERTAIN:
                return self._ranked(ranked, at, "title", "")
        if definite and (body := self._same_body(word)) is not None:
            return self._again(body, at, "short name", 0.7)
        short = span[0].lower_ == "the" and len(span) <= _SHORT and kind is not None
        if short and (again := self.bodies.again(word, span)) is not None:
            name, label = again
            known = "government" if label == "GPE" else kind or "organisation"
            return by_mention.holder(name, known, score=0.6, link="short name", at=at)
        if self._is_name(head, word):
            words = [t.text for t in segments(span)[0] if t.pos_ == "PROPN"]
            if name := names.clean(" ".join(words)):  # one that the recogniser does not know
                return by_mention.holder(name, "person", score=0.4, link="name", at=at)
        collective = self.titles.collective_kind(head.lower_)
        if kind is not None and definite:
            return by_mention.holder(text, kind, score=0.5, link="description", at=at)
        if head.ent_type_ == "NORP" or collective == "group":
            return by_mention.holder(text, "group", score=0.7, link="description", at=at)
        return by_mention.holder(
            text, collective or "unnamed", score=0.7, link="description", at=at
        )

    def _is_name(self, head: Token, word: str) -> bool:
        known = self.titles.is_role(word) or self.titles.is_collective(head.lower_)
        return (
            head.pos_ == "PROPN"
            and head.text[:1].isupper()
            and head.tag_ != "NNPS"
            and not head.ent_type_
            and not known
        )

    def _only_bearer(self, span: Span, word: str) -> PersonData | None:
        """Give the one person of the article so far who bears a title, by country if need be.

        "the South Korean vice-minister" is the one of "South Korea's first vice foreign minister".
        """
        if not self.titles.is_role(word) or word in antecedents.PUBLIC_ROLES:
            return None
        points = self.discourse.points_before(span.start_char, _TITLES_BACK)
        if not points and in_headline(self.doc, span.start_char):
            points = self.discourse.points_after(span.end_char, _TITLES_BACK)
        known: list[PersonData] = []
        for point in points:
            if point.person not in known:
                known.append(point.person)
        found = [p for p in known if word in p["role_words"]]
        if not found:  # "the defence chief" for "Defence Secretary Lloyd Austin"
            others = modifiers_of(span, word)
            found = [
                p
                for p in known
                if antecedents.bears(p, word)
                and (not others or others & set(" ".join(p["roles"]).lower().split()))
            ]
        if len(found) < 2:
            return found[0] if found else None
        country = self._country_before(span.root)
        fitting = [p for p in found if country and any(country in role for role in p["roles"])]
        return fitting[0] if len(fitting) == 1 else None

    def _same_body(self, word: str) -> HolderData | None:
        """For "the office", "the outlet": the last holder named so, or the last outlet."""
        for _, earlier in reversed(self.discourse.holders):
            if earlier["kind"] in ("organisation", "government") and earlier["name"]:
                if names.words(earlier["name"])[-1:] == (word,):
                    return earlier
                if self.titles.is_outlet_noun(word) and self.outlets.find(earlier["name"]):
                    return earlier
        return None


def coordinated(span: Span, discourse: Discourse) -> list[PersonData]:
    """Give the persons of "President Obama and Hillary Clinton", in order; [] if it is no list."""
    core = span.doc[span.start : span.end]
    inside = discourse.within(core.start_char, core.end_char)
    if len(inside) < 2:
        return []
    text = text_of(span.doc)
    between = [text[a[1] : b[0]].strip() for a, b in pairwise(inside)]
    joined = all(_JOINT.fullmatch(part) for part in between)
    joined = joined and any("and" in part or "&" in part for part in between)
    before = text[core.start_char : inside[0][0]].strip()
    after = text[inside[-1][1] : core.end_char].strip(" '’s,")
    if not joined or after or (before and not before[:1].isupper()):
        return []
    found: list[PersonData] = []
    for _, _, person in inside:
        if person not in found:
            found.append(person)
    return found


def nobody(reason: str) -> HolderData:
    """Give the holder that is not known, for a reason."""
    return by_mention.holder(None, "unknown", score=0.0, reason=reason)


def _without_preposition(span: Span) -> Span:
    """Leave out "by" and "from" at the beginning of a source."""
    start = span.start
    while start + 1 < span.end and span.doc[start].pos_ == "ADP":
        start += 1
    return span.doc[start : span.end]


def _whole(noun: Token) -> Token:
    """Climb from "voters" to "chunk" in "a big chunk of voters who …"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ == "of" and prep.head.lower_ in _PARTS:
        return prep.head
    return noun


_SHORT = 4
_TITLES_BACK = 200
_CLIMB = 6
_LOOK_BACK = 20
_JOINT = re.compile(r"(?:,|and|&|, and)(?: (?:[A-Z][\w.]*))*")
_PARTS = frozenset(
    "chunk lot number majority some many most few group handful dozens hundreds thousands "
    "percent half several all both one two three".split()
)


def _definite(span: Span) -> bool:
    first = span[0]
    return first.lower_ in ("the", "that", "this", "his", "her", "its") or first.pos_ not in (
        "DET",
        "NUM",
    )
