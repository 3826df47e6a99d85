"""Whom or what a noun belongs to, by grammar: "her campaign", "Lee's advisers", "Lee campaign"."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from service.nlp import clauses
from service.nlp import holders as by_mention
from service.nlp.discourse import Discourse, entity_of
from service.nlp.extensions import PersonData

PRONOUNS = frozenset({"his", "her", "their", "its", "my", "our", "whose"})
CAMPAIGNS = frozenset({"campaign", "camp", "team", "staff", "office"})
"""Nouns before which a bare name is the owner, and which hold a view in the owner's place."""


_TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Possessor:
    """The mention of an owner without "'s"; person: whose name it is, where that is known."""

    mention: Span
    pronoun: bool = False
    person: PersonData | None = None


def possessor_of(span: Span, head: Token, discourse: Discourse) -> Possessor | None:
    """Give the owner of the head of a mention, None if it has none inside the mention."""
    owner = clauses.child_with(head, "poss")
    if (
        owner is not None
        and owner.pos_ == head.pos_ == "PROPN"
        and head.lemma_.lower() not in CAMPAIGNS
    ):
        return None  # "the Islanders' Association" is a name
    if owner is not None and _is_inside_name(owner, head):
        return None  # "the Swiss People's Party"
    if owner is not None and (owner.ent_type_ in _TIMES or _is_named_noun(head)):
        return None  # "this year's vote"; "the nurses' federation SINFA"
    if owner is not None and owner.i >= span.start:
        if owner.lower_ in PRONOUNS:
            return Possessor(span.doc[owner.i : owner.i + 1], pronoun=True)
        run = clauses.noun_phrase(owner)
        return Possessor(span.doc[max(run[0], span.start) : owner.i + 1])
    if head.lemma_.lower() in CAMPAIGNS:
        for start, end, person in discourse.within(span.start_char, head.idx):
            mention = by_mention.whole_span(span.doc, (start, end)) or span
            if mention.end == head.i or span.doc[mention.end : head.i].text.islower():
                return Possessor(mention, person=person)
    return None


def _is_inside_name(owner: Token, head: Token) -> bool:
    """Say whether an owner and what it owns are parts of one name."""
    entity = entity_of(head)
    return entity is not None and entity.label_ == "ORG" and entity.start <= owner.i < entity.end


def _is_named_noun(head: Token) -> bool:
    """Say whether a name follows the noun for what it names: "federation SINFA"."""
    before = head.nbor(-1) if head.i else None
    return (
        before is not None
        and head.ent_type_ == "ORG"
        and head.text[:1].isupper()
        and before.dep_ == "compound"
        and before.pos_ == "NOUN"
        and before.is_lower
    )
