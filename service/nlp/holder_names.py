"""Holders as they stand in a sentence, and where the article names them."""

import re
from collections.abc import Collection, Iterable

from spacy.tokens import Doc, Span, Token

from service.nlp import holders as by_mention
from service.nlp import names
from service.nlp.discourse import Discourse
from service.nlp.extensions import HolderData, text_of
from service.nlp.full_names import FullNames
from service.nlp.heads import head_of
from service.nlp.reading import Chars
from service.nlp.reference import Reference, unknown
from service.nlp.rules import TitleLexicon

SURE_SOURCE = 0.65
"""The score from which on a holder's name takes the place of the words that name the source."""
SINGLE = frozenset({"a", "an", "one", "another"})
"""Words with which one of many is described: "an official", "another aide"."""
_ANYBODY = frozenset("man woman girl boy".split())
_SOMEBODY = frozenset("source man woman person candidate".split())
_OPEN = frozenset("the this that these those his her its their my our".split())
_HELPING = frozenset({"help", "let", "make", "see", "watch"})
_PLURAL_KINDS = frozenset({"group", "unnamed", "document", "organisation"})


class HolderNames:
    """Names the holders of one article in sentences."""

    def __init__(
        self, doc: Doc, titles: TitleLexicon, discourse: Discourse, full_names: FullNames
    ) -> None:
        self._doc = doc
        self._discourse = discourse
        self._full_names = full_names
        self._titles = titles
        self._with_article: dict[str, bool] = {}
        self._mid_sentence: dict[str, str] = {}

    def called(self, holder: HolderData) -> str:
        """Give a holder's name as it stands in a sentence: "the" where the article has it so."""
        name = holder["name"] or ""
        person = self._discourse.named(name) if holder["kind"] == "person" else None
        told = None if person is None else self._full_names.of(person)
        if told is not None:
            return told[0]
        if holder["kind"] in ("unnamed", "document", "group"):
            if name not in self._mid_sentence:
                self._mid_sentence[name] = self._in_mid_sentence(name)
            return self._mid_sentence[name]
        if holder["kind"] == "person" or name.lower().startswith(("the ", "a ", "an ")):
            return name
        if name not in self._with_article:
            self._with_article[name] = _mostly_with_article(name, text_of(self._doc))
        return f"the {name}" if self._with_article[name] else name

    def _in_mid_sentence(self, description: str) -> str:
        """Give a description with a small letter where it has a capital for its place alone."""
        at = text_of(self._doc).replace("’", "'").find(description)
        span = by_mention.whole_span(self._doc, (at, at + len(description))) if at >= 0 else None
        if span is None or not len(span) or span[0].pos_ == "PROPN" or span[0].ent_type_:
            return description
        word = span[0].text
        lower = description[:1].lower() + description[1:]
        return lower if word.istitle() or len(word) == 1 else description

    def is_told(self, holder: HolderData) -> bool:
        """Say whether a holder's name tells who it is: not "the book", nor the word "Then"."""
        name = holder["name"]
        if name is None or is_open(holder):
            return False
        person = self._discourse.named(name) if holder["kind"] == "person" else None
        one_word = len(names.words(name)) == 1
        return person is None or not one_word or self._full_names.of(person) is not None

    def is_role(self, word: str) -> bool:
        """Say whether a noun tells what somebody is: "president"."""
        return self._titles.is_role(word)

    def describes(self, words: Iterable[Token], roles: Collection[str] = ()) -> bool:
        """Say whether words tell of a person without a name: "the president", "a Lenne woman".

        roles: the nouns by which somebody is described who is not counted. "Lee, a senator" tells
        of Lee.
        """
        return any(
            t.tag_ == "NN"
            and (t.lemma_.lower() in _ANYBODY or self.is_role(t.lemma_.lower()))
            and t.lemma_.lower() not in roles
            and t.dep_ not in ("appos", "attr", "compound", "nmod")
            and any(c.lower_ in ("the", "a", "an") for c in t.lefts)
            for t in words
        )

    def as_holder(self, token: Token, holder: HolderData, link: str) -> Reference:
        """Give a reference to a holder; unknown where who that is, is not sure."""
        if not self.is_told(holder) or holder["score"] < SURE_SOURCE or holder["also"]:
            return unknown(token)
        return Reference(
            token.i,
            token.i + 1,
            self.called(holder),
            source=evidence(holder),
            link=link,
            name=holder["name"] or "",
            possessive=is_possessive(token),
            taken_up=True,
        )

    def is_somebody(self, holder: HolderData) -> bool:
        """Say whether a holder without a name is one person: "an aide", not "the emails"."""
        at = holder["evidence"][-1] if holder["evidence"] else None
        span = None if at is None else by_mention.whole_span(self._doc, (at["start"], at["end"]))
        if span is None or not len(span):
            return False
        head = head_of(span, self._titles)
        return head.tag_ == "NN" and (
            self._titles.is_role(head.lemma_.lower()) or head.lemma_ in _SOMEBODY
        )

    def is_many(self, holder: HolderData) -> bool:
        """Say whether "they" can take up a holder: several, or described by a plural."""
        if holder["name"] is None or holder["kind"] not in _PLURAL_KINDS:
            return False
        if holder["kind"] == "group":
            return True
        at = evidence(holder)
        span: Span | None = None if at is None else by_mention.whole_span(self._doc, at)
        return span is not None and head_of(span, self._titles).tag_ in ("NNS", "NNPS")


def evidence(holder: HolderData) -> Chars | None:
    """Give the place of the last mention by which a holder was found."""
    last = holder["evidence"][-1] if holder["evidence"] else None
    return None if last is None else (last["start"], last["end"])


def is_possessive(token: Token) -> bool:
    """Say whether a word stands for an owner: "her plan"."""
    if token.lower_ == "her" and (token.head.ent_type_ == "DATE" or _is_helped(token)):
        return False  # "endorsed her last summer"
    return token.dep_ == "poss" or token.tag_ == "PRP$"


def _is_helped(her: Token) -> bool:
    """ "Help her defeat Lee": a verb that is read as a noun, with its object right after it."""
    if not her.i or her.nbor(-1).lemma_.lower() not in _HELPING or her.i + 2 >= len(her.doc):
        return False
    following, then = her.nbor(), her.nbor(2)
    noun = following.tag_ == "NN" and her.head in (following, *following.ancestors)
    return noun and (then.pos_ in ("PROPN", "DET", "PRON") or then.ent_type_ == "NORP")


def is_open(holder: HolderData) -> bool:
    """Say whether a holder has no name but "the book" or "my father", which tells nobody."""
    words = (holder["name"] or "").split()
    if holder["kind"] == "person" or not words:
        return False
    named = any(word[:1].isupper() for word in words[1:])
    return words[0].lower() in _OPEN and not named


def _mostly_with_article(name: str, text: str) -> bool:
    """Say whether at least half of a name's mentions have "the", as "the Korea talks" has."""
    found = re.findall(rf"\b([Tt]he )?{re.escape(name)}\b", text)
    return any(found) and 2 * sum(map(bool, found)) >= len(found)
