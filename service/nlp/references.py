"""Words that a reader of one sentence cannot know the meaning of, and what they stand for.

Pronouns, surnames, "the minister", "the talks": each is read once, with the article before it, and
gets a name or a fuller phrase of the article where one is sure, else the reason why it has none.
"""

from collections.abc import Collection

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses, mentions, names
from service.nlp import holders as by_mention
from service.nlp.clauses import char_span
from service.nlp.extensions import AttributionData, HolderData, PersonData, text_of
from service.nlp.heads import head_of
from service.nlp.lexicons import Lexicons
from service.nlp.name_references import NameReferences
from service.nlp.reading import Chars
from service.nlp.reference import Reference, Speaking, full_mention, unknown
from service.nlp.resolution import Resolver
from service.nlp.rules import TitleLexicon
from service.nlp.subjects import is_dummy, is_explained
from service.nlp.things import Things

_SURE = 0.7
"""The chance from which on a person takes the place of a pronoun in a claim."""
_ARGUMENTS = clauses.SUBJECTS | {"dobj"}
_SURE_SOURCE = 0.65
"""The score from which on a holder's name takes the place of the words that name the source."""
_LIKELY = 0.5
"""The chance from which on somebody else than a source without a name may be meant."""
_SURE_ALONE = 0.45
"""The same, for the only person whom the speaker has named."""
_SURE_TITLE = 0.8
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_THESE = frozenset({"this", "that", "these", "those"})
_YOU = frozenset({"you", "your", "yours", "yourself"})
_FAR = frozenset({"here", "there"})
_POSSESSIVE = frozenset({"his", "her", "hers", "their", "its", "my", "our", "whose"})
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_SOME_BODY = frozenset(
    "agency company firm group court committee ministry department party team organisation "
    "organization commission council union university school hospital bank club campaign".split()
)
_SOMEBODY = frozenset("source man woman person candidate".split())
_PLURAL_KINDS = frozenset({"group", "unnamed", "document", "organisation"})


class References:
    """Reads the references of one article; to be asked in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons) -> None:
        self.resolver = Resolver(doc, lexicons)
        self._doc = doc
        self._lexicons = lexicons
        self._things = Things(doc)
        self._names = NameReferences(doc, lexicons, self.resolver.discourse)
        self._with_article: dict[str, bool] = {}
        self._mid_sentence: dict[str, str] = {}

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

    def of_source(self, token: Token, source: Chars, speaking: Speaking) -> Reference | None:
        """Give the reference of the source of a statement: its holder, unless it names it."""
        span = by_mention.whole_span(self._doc, source)
        holder = speaking.holder
        if span is None or holder["name"] is None or token.i != span.start:
            return self.of(token, speaking)
        named = any(t.pos_ == "PROPN" for t in span) and holder["kind"] == "person"
        if (
            holder["kind"] == "group"
            or named
            or holder["score"] < (_LIKELY if holder["kind"] == "person" else _SURE_SOURCE)
            or set(names.words(holder["name"])) & set(names.words(span.text))
        ):
            return self.of(token, speaking)
        return Reference(
            span.start,
            span.end,
            self.called(holder),
            source=_evidence(holder),
            link="source",
            name=holder["name"],
            possessive=_is_possessive(span.root),
            label="PERSON" if holder["kind"] == "person" else "",
        )

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
        if word.endswith(("self", "selves")):
            return None
        if word in mentions.PRONOUNS:
            return self._person(token, speaking)
        if word in _THEY:
            return self._they(token, speaking)
        if word in _IT:
            return self._it(token, speaking)
        if word in _THESE and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr"):
            relative = token.tag_ in ("WDT", "WP") or token.dep_ == "mark"
            return None if relative or self._is_told(token) else unknown(token)
        if word in _YOU:
            return unknown(token)
        if word in _FAR and token.dep_ == "advmod":
            return unknown(token)
        if token.dep_ == "det" and token.i + 1 < len(self._doc):
            return self._described(token, speaking)
        return None

    def _person(self, token: Token, speaking: Speaking) -> Reference | None:
        holder = speaking.holder
        ranked = self.resolver.rank_pronoun(
            token, speaking.content, besides=holder["name"] if speaking.direct else None
        )
        person = ranked.person
        if not speaking.direct and holder["kind"] == "unnamed" and self._is_somebody(holder):
            doubtful = person is not None and ranked.score >= _LIKELY
            return unknown(token) if doubtful else self._as_holder(token, holder, "pronoun")
        untold = holder["name"] is None  # who speaks tells most of whom they speak
        if person is None or untold or self._is_another(person, token):
            return unknown(token)
        least = _SURE_ALONE if self._is_alone(person, token, speaking) else _SURE
        if ranked.score < least:
            return unknown(token)
        return Reference(
            token.i,
            token.i + 1,
            person["name"],
            source=full_mention(person),
            link="pronoun",
            name=person["name"],
            possessive=_is_possessive(token),
            taken_up=True,
            label="PERSON",
            gender=mentions.gender_of(token.lower_),
        )

    def _is_somebody(self, holder: HolderData) -> bool:
        """Say whether a holder without a name is one person: "an aide", not "the emails"."""
        at = holder["evidence"][-1] if holder["evidence"] else None
        span = None if at is None else by_mention.whole_span(self._doc, (at["start"], at["end"]))
        if span is None or not len(span):
            return False
        head = head_of(span, self._lexicons.titles)
        return head.tag_ == "NN" and (
            self._lexicons.titles.is_role(head.lemma_.lower()) or head.lemma_ in _SOMEBODY
        )

    def _is_another(self, person: PersonData, token: Token) -> bool:
        """Say whether the sentence names others before a pronoun, but not this person."""
        discourse = self.resolver.discourse
        start = self._doc[discourse.sentence_start(token.i)].idx
        named = [m[2] for m in discourse.within(start, token.idx)]
        gender = mentions.gender_of(token.lower_)
        others = [p for p in named if not p["gender"] or p["gender"] == gender]
        return bool(others) and not any(p["name"] == person["name"] for p in named)

    def _is_alone(self, person: PersonData, token: Token, speaking: Speaking) -> bool:
        """Say whether the same words name this one person before a pronoun, and nobody else."""
        around = [c for c in speaking.content if c[0] <= token.idx < c[1]]
        discourse = self.resolver.discourse
        named = [m[2]["name"] for s, _ in around for m in discourse.within(s, token.idx)]
        return bool(named) and set(named) == {person["name"]}

    def _they(self, token: Token, speaking: Speaking) -> Reference | None:
        holder = speaking.holder
        if (
            not speaking.direct
            and token.dep_ in ("nsubj", "nsubjpass")
            and not self._has_rival(token, speaking, ("NNS", "NNPS"))
            and _is_many(self._doc, holder, self._lexicons.titles)
        ):
            return self._as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)

    def _has_rival(self, token: Token, speaking: Speaking, tags: Collection[str]) -> bool:
        """Say whether the claim has a noun before a pronoun that it may take up."""
        return any(
            i < token.i and self._doc[i].tag_ in tags and self._doc[i].dep_ in clauses.SUBJECTS
            for i in speaking.words
        )

    def _thing(self, token: Token, speaking: Speaking) -> Reference | None:
        """Give what "it" or "they" takes up, where just one thing can be meant.

        None: the claim itself has it.
        """
        noun = self._things.only(token, speaking.content)
        if noun is not None and noun.head in (token.head, token.head.head):
            return unknown(token)  # two parts of one verb are two things
        if noun is not None and noun.i in speaking.words:
            return None
        found = None if noun is None else self._things.phrase(noun)
        if found is None:
            return unknown(token)
        text, source = found
        return Reference(
            token.i,
            token.i + 1,
            text,
            source=source,
            link="pronoun",
            name=text,
            possessive=_is_possessive(token),
            taken_up=True,
        )

    def _it(self, token: Token, speaking: Speaking) -> Reference | None:
        if token.dep_ == "expl" or is_dummy(token):
            return None
        holder = speaking.holder
        bodies = ("organisation", "government")
        if (
            not speaking.direct
            and holder["kind"] in bodies
            and token.dep_ == "nsubj"
            and token.head.lemma_ != "be"
            and not self._has_rival(token, speaking, ("NN", "NNP"))
            and token.i - self.resolver.discourse.sentence_start(token.i) < 30
        ):
            return self._as_holder(token, holder, "pronoun")
        return self._thing(token, speaking)

    def _as_holder(self, token: Token, holder: HolderData, link: str) -> Reference:
        if holder["name"] is None or holder["score"] < _SURE_SOURCE:
            return unknown(token)
        return Reference(
            token.i,
            token.i + 1,
            self.called(holder),
            source=_evidence(holder),
            link=link,
            name=holder["name"],
            possessive=_is_possessive(token),
            taken_up=True,
        )

    def called(self, holder: HolderData) -> str:
        """Give a holder's name as it stands in a sentence: "the" where the article has it so."""
        name = holder["name"] or ""
        if holder["kind"] in ("unnamed", "document", "group"):
            if name not in self._mid_sentence:
                self._mid_sentence[name] = self._in_mid_sentence(name)
            return self._mid_sentence[name]
        if holder["kind"] == "person" or name.lower().startswith(("the ", "a ", "an ")):
            return name
        if name not in self._with_article:
            text = text_of(self._doc)
            self._with_article[name] = f"the {name}" in text or f"The {name}" in text
        return f"the {name}" if self._with_article[name] else name

    def _in_mid_sentence(self, description: str) -> str:
        """Give a description with a small letter where it has a capital for its place alone."""
        at = text_of(self._doc).find(description)
        span = by_mention.whole_span(self._doc, (at, at + len(description))) if at >= 0 else None
        if span is None or not len(span) or span[0].pos_ == "PROPN" or span[0].ent_type_:
            return description
        word = span[0].text
        lower = description[:1].lower() + description[1:]
        return lower if word.istitle() or len(word) == 1 else description

    def _is_told(self, token: Token) -> bool:
        """ "those who left", "that of the ports": what follows says which."""
        return any(c.dep_ in ("relcl", "acl") or c.lower_ in ("of", "in") for c in token.rights)

    def _described(self, determiner: Token, speaking: Speaking) -> Reference | None:
        """ "the minister", "the agency", "the talks", "this plan"."""
        noun = determiner.head
        if noun.lower_ in _NUMBERS and noun.i == determiner.i + 1:  # "the two"
            words = self._doc[determiner.i : noun.i + 1].text
            return Reference(determiner.i, noun.i + 1, None, unresolved=words)
        if not self._things.is_bare(noun):
            pointed = determiner.lower_ in _THESE and not self._is_told(noun)
            words = self._doc[determiner.i : noun.i + 1].text
            return (
                _pointing(determiner, words)
                if pointed and noun.ent_type_ not in ("DATE", "TIME")
                else None
            )
        run = (determiner.i, noun.i + 1)
        word = noun.lemma_.lower()
        titles = self._lexicons.titles
        if noun.tag_ == "NN" and (titles.is_role(word) or titles.organisation_kind(word)):
            found = self.resolver.resolve(char_span(self._doc, run))
            links = {e["link"] for e in found["evidence"]}
            sure = found["kind"] == "person" and found["score"] >= _SURE_TITLE
            ends_so = found["name"] is not None and word in names.words(found["name"])
            sure = sure or ("short name" in links and ends_so)
            if sure and found["name"] and found["name"] != speaking.holder["name"]:
                return Reference(
                    *run,
                    self.called(found),
                    source=_evidence(found),
                    link="title",
                    name=found["name"],
                )
        fuller = self._things.fuller(noun)
        if fuller is not None and fuller[0].lower() != self._doc[run[0] : run[1]].text.lower():
            return Reference(*run, fuller[0], source=fuller[1], link="description", name=fuller[0])
        somebody = noun.tag_ == "NN" and (titles.is_role(word) or word in _SOME_BODY)
        topic = noun.dep_ in _ARGUMENTS and not is_explained(noun)
        known = determiner.lower_ != "the" or self._things.is_known(noun)
        if known or somebody or topic:
            words = self._doc[run[0] : run[1]].text
            return Reference(*run, None, unresolved=words, new=not known)
        return None


def _pointing(determiner: Token, words: str) -> Reference:
    """Give the reference of "this science fair", that nothing resolves; only its first word."""
    return Reference(determiner.i, determiner.i + 1, None, unresolved=words)


def _evidence(holder: HolderData) -> Chars | None:
    last = holder["evidence"][-1] if holder["evidence"] else None
    return None if last is None else (last["start"], last["end"])


def _is_possessive(token: Token) -> bool:
    return token.dep_ == "poss" or token.tag_ == "PRP$"


def _is_many(doc: Doc, holder: HolderData, titles: TitleLexicon) -> bool:
    """Say whether "they" can take up a holder: several, or described by a plural."""
    if holder["name"] is None or holder["kind"] not in _PLURAL_KINDS:
        return False
    if holder["kind"] == "group":
        return True
    if not holder["evidence"]:
        return False
    at = holder["evidence"][-1]
    span: Span | None = by_mention.whole_span(doc, (at["start"], at["end"]))
    return span is not None and head_of(span, titles).tag_ in ("NNS", "NNPS")
