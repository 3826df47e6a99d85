"""Words that a reader of one sentence cannot know the meaning of, and what they stand for.

Pronouns, surnames, "the minister", "the talks": each is read once, with the article before it, and
gets a name or a fuller phrase of the article where one is sure, else the reason why it has none.
"""

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses, mentions, names
from service.nlp import holders as by_mention
from service.nlp.description_references import POINTING, DescriptionReferences, is_told
from service.nlp.extensions import AttributionData, HolderData
from service.nlp.first_person import is_first
from service.nlp.full_names import FullNames
from service.nlp.holder_names import SURE_SOURCE, HolderNames, evidence, is_possessive
from service.nlp.lexicons import Lexicons
from service.nlp.name_references import NameReferences
from service.nlp.pronoun_references import IT, THEY, PronounReferences
from service.nlp.reading import Chars
from service.nlp.reference import Reference, Speaking, unknown
from service.nlp.resolution import Resolver
from service.nlp.things import Things

_SURE_PERSON = 0.8
"""The score from which on a person takes the place of "the mayor" as the source."""
_LOOKED_AT = 12  # mentions of persons before a pronoun
_YOU = frozenset({"you", "your", "yours", "yourself"})
_FAR = frozenset({"here", "there"})
_STYLES = frozenset("highness majesty excellency holiness honour honor eminence grace".split())
_POSSESSIVE = frozenset({"his", "her", "hers", "their", "its", "my", "our", "whose"})


class References:
    """Reads the references of one article; to be asked in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons) -> None:
        self.resolver = Resolver(doc, lexicons)
        self._doc = doc
        self._lexicons = lexicons
        self._things = things = Things(doc)
        full_names = FullNames(doc)
        discourse = self.resolver.discourse
        self._holders = HolderNames(doc, lexicons.titles, discourse, full_names)
        self._pronouns = PronounReferences(doc, self.resolver, things, self._holders, full_names)
        self._descriptions = DescriptionReferences(
            doc, lexicons, self.resolver, things, self._holders
        )
        self._names = NameReferences(doc, lexicons, discourse, full_names)

    def heard(self, attribution: AttributionData, holder: HolderData, *, direct: bool) -> None:
        """Note a statement, so that what follows and what it says is read with it in mind."""
        content = attribution["content"]
        self.resolver.read_to(content[0][0])
        at = attribution["source"] or content[0]
        self.resolver.discourse.add_statement(at[0], holder, content, direct=direct)

    def gender(self, name: str | None) -> str:
        """Give the gender of a person of the article, '' where it is not known."""
        person = None if name is None else self.resolver.discourse.named(name)
        return "" if person is None else person["gender"]

    def is_person(self, name: str) -> bool:
        """Say whether a name is that of a person of the article."""
        return self.resolver.discourse.named(name) is not None

    def name_at(self, offset: int) -> str | None:
        """Give the name of the person whom the article mentions at an offset."""
        person = self.resolver.discourse.person_at(offset)
        return None if person is None else person["name"]

    def of_source(self, token: Token, source: Chars, speaking: Speaking) -> Reference | None:
        """Give the reference of the source of a statement: its holder, unless it names it."""
        span = by_mention.whole_span(self._doc, source)
        holder = speaking.holder
        if is_first(token):
            return unknown(token)  # the writer's: "my father said"
        if span is None or holder["name"] is None or token.i != span.start:
            return self.of(token, speaking)
        if token.dep_ == "poss" and len(span) > 1:
            return self._owner_of_source(token, span, speaking)
        described = holder["kind"] == "person" and token.lower_ not in mentions.PRONOUNS
        if token.lower_ in mentions.PRONOUNS and (
            self._is_of_somebody(token, holder) or self._is_of_another(token, holder)
        ):
            return unknown(token)
        if (
            not speaking.direct
            and not any(t.pos_ == "PROPN" for t in span)
            and self._names_himself(speaking)
        ):
            return unknown(token)
        named = any(t.pos_ == "PROPN" for t in span) and holder["kind"] == "person"
        if (
            holder["kind"] == "group"
            or named
            or not self._holders.is_told(holder)
            or (described and not self._holders.is_role(span.root.lemma_.lower()))
            or holder["score"] < (_SURE_PERSON if described else SURE_SOURCE)
            or set(names.words(holder["name"])) & set(names.words(span.text))
        ):
            return self.of(token, speaking)
        return Reference(
            span.start,
            span.end,
            self._holders.called(holder),
            source=evidence(holder),
            link="source",
            name=holder["name"],
            possessive=is_possessive(span.root),
            label="PERSON" if holder["kind"] == "person" else "",
        )

    def _owner_of_source(self, token: Token, span: Span, speaking: Speaking) -> Reference | None:
        """Give whose the source is: "her tweet" is Lee's tweet, and not Lee."""
        holder = speaking.holder
        spoken = holder["kind"] == "person" and token.lower_ in _POSSESSIVE
        sure = holder["score"] >= SURE_SOURCE and self._holders.is_told(holder)
        sure = sure and not any(t.pos_ == "PROPN" for t in span)  # "his deputy Roos"
        if not spoken or not sure or self._lexicons.titles.is_role(span.root.lemma_.lower()):
            return self.of(token, speaking)
        return Reference(
            token.i,
            token.i + 1,
            self._holders.called(holder),
            source=evidence(holder),
            link="source",
            name=holder["name"] or "",
            possessive=True,
            label="PERSON",
        )

    def _names_himself(self, speaking: Speaking) -> bool:
        """Say whether a person is named in what the same person is said to say: another did."""
        discourse = self.resolver.discourse
        told = (m[2]["name"] for content in speaking.content for m in discourse.within(*content))
        name = speaking.holder["name"]
        return speaking.holder["kind"] == "person" and any(one == name for one in told)

    def _is_of_somebody(self, token: Token, holder: HolderData) -> bool:
        """Say whether the sentence tells of a person without a name before a pronoun."""
        discourse = self.resolver.discourse
        person = discourse.named(holder["name"] or "")
        before = self._doc[discourse.sentence_start(token.i) : token.i]
        named = person is not None and any(
            m[2]["name"] == person["name"] for m in discourse.within(before.start_char, token.idx)
        )
        roles = () if person is None else person["role_words"]
        return not named and self._holders.describes(before, roles)

    def _is_of_another(self, token: Token, holder: HolderData) -> bool:
        """Say whether the sentence tells of others before a pronoun, and not of the holder.

        "Roos closed the port when he blamed Lee" does not tell that Lee blamed Lee.
        """
        discourse = self.resolver.discourse
        start = self._doc[discourse.sentence_start(token.i)].idx
        gender = mentions.gender_of(token.lower_)
        told = [
            point
            for point in discourse.points_before(token.idx, _LOOKED_AT)
            if point.start >= start and point.person["gender"] in ("", gender)
        ]
        subjects = [point for point in told if point.token.dep_ in clauses.SUBJECTS]
        names = {point.person["name"] for point in subjects or told}
        return bool(names) and holder["name"] not in names

    def of(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give the reference that begins with a word, None for a word that needs none."""
        word = token.lower_
        if token.pos_ == "PROPN" or token.ent_type_ == "PERSON":
            return self._names.of(token)
        if token.pos_ == "NOUN" and token.text.istitle():
            return self._names.bare_surname(token)
        if word == "such" and token.dep_ in ("predet", "amod", "det"):
            words = self._doc[token.i : token.head.i + 1].text
            return Reference(token.i, token.i + 1, None, unresolved=words)
        if word.endswith(("self", "selves")) or _is_style(token):
            return None
        if word in mentions.PRONOUNS or word in THEY or word in IT:
            return self._pronouns.of(token, speaking)
        if word in POINTING and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr"):
            relative = token.tag_ in ("WDT", "WP") or token.dep_ == "mark"
            return None if relative or is_told(token) else unknown(token)
        if word == "that" and token.tag_ == "IN" and _ends(token):
            return unknown(token)  # "clear that up"
        if word in _YOU:
            return unknown(token)
        if word in _FAR and token.dep_ == "advmod":
            return unknown(token)
        if token.dep_ == "det" and token.i + 1 < len(self._doc):
            return self._descriptions.of(token, speaking)
        return None

    def supposed(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give whom a word that begins a reference very likely stands for, though not surely."""
        if token.lower_ in mentions.PRONOUNS:
            return self._pronouns.supposed(token, speaking)
        return self._descriptions.supposed(token, speaking) if token.dep_ == "det" else None

    def is_taken_up(self, noun: Token) -> bool:
        """Say whether the article has a common noun before, so that "the" may take it up."""
        return self._things.is_known(noun)

    def is_told(self, holder: HolderData) -> bool:
        """Say whether a holder's name tells who it is."""
        return self._holders.is_told(holder)

    def likeliest(self, token: Token, speaking: Speaking) -> str | None:
        """Give who "he" or "her" most likely is, sure or not; None for another word."""
        return self._pronouns.likeliest(token, speaking)

    def called(self, holder: HolderData) -> str:
        """Give a holder's name as it stands in a sentence."""
        return self._holders.called(holder)


def _is_style(token: Token) -> bool:
    """ "His Majesty the King": no pronoun of anybody else."""
    following = token.doc[token.i + 1 : token.i + 3]
    return token.tag_ == "PRP$" and any(t.lower_ in _STYLES and t.text.istitle() for t in following)


def _ends(token: Token) -> bool:
    following = token.doc[token.i + 1 : token.i + 2]
    return any(t.tag_ == "RP" or t.is_punct for t in following)
