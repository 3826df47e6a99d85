"""Sources that belong to somebody: "her campaign", "Lee's advisers", "Seoul's position"."""

from spacy.tokens import Span, Token

from service.nlp import clauses, mentions, names
from service.nlp import holders as by_mention
from service.nlp.answers import again
from service.nlp.descriptions import description, owned
from service.nlp.extensions import HolderData
from service.nlp.heads import PARTS
from service.nlp.possessors import CAMPAIGNS, Possessor, possessor_of
from service.nlp.pronouns import Pronouns
from service.nlp.reading import Chars, Reading, Resolve

_SAID = frozenset(
    "finding remark comment claim view statement proposal plan word idea argument answer speech "
    "tweet post position policy conclusion".split()
)
"""What somebody says: "several of her findings" are hers, "several of her friends" are not she."""
_FAMILY = frozenset({"family", "household"})
_LONG = 4  # words of a description that nothing is called after


class Owners:
    """Finds the owner of what speaks, and who of the two holds the statement."""

    def __init__(self, reading: Reading, pronouns: Pronouns, resolve: Resolve) -> None:
        self._reading = reading
        self._pronouns = pronouns
        self._resolve = resolve

    def holder(self, span: Span, head: Token, at: Chars) -> HolderData | None:
        """Give the holder of a mention with an owner, None if another rule must tell.

        A view or a position is its owner's; advisers and campaigns hold their own, and are called
        by the owner's full name.
        """
        part, head = head, _part_of(head, span)
        owner = possessor_of(span, head, self._reading.discourse)
        known = self._known(owner) if owner is not None else None
        if owner is None or known is None:
            return None
        titles = self._reading.titles
        word = head.lemma_.lower()
        if known["kind"] == "author":
            return None  # "our enemies" are nobody's in particular
        if known["name"] is None:
            return None if self._holds(head) else known
        if not self._holds(head) or (part != head and self._is_said(head)):
            return again(known, at, "possessor", 0.7)
        if titles.is_role(word) and head.tag_ not in ("NNS", "NNPS"):
            return None  # "his spokesman": a person, who may have a name
        text = description(span, head, titles)
        described = owner.pronoun and known["kind"] in ("unnamed", "group")
        if not described or len(names.words(known["name"])) <= _LONG:
            text = owned(span, owner.mention, known["name"], text)
        kind = titles.organisation_kind(word) or titles.collective_kind(head.lower_)
        if word in CAMPAIGNS and known["kind"] == "person":
            kind = "organisation"
        return by_mention.holder(text, kind or "unnamed", score=0.75, link="possessor", at=at)

    def name(self, head: Token) -> str | None:
        """Give the person of "her husband" who is not the husband, sure or not."""
        owner = clauses.child_with(head, "poss")
        if owner is None:
            return None
        if owner.lower_ in mentions.PRONOUNS:
            ranked = self._pronouns.rank(owner)
            if ranked.person is not None:
                return str(ranked.person["name"])
            return ranked.others[0][0] if ranked.others else None
        if owner.lower_ == "whose":
            known = self._pronouns.holder(owner)
            return known["name"] if known is not None and known["kind"] == "person" else None
        person = self._reading.discourse.person_at(owner.idx)
        return str(person["name"]) if person is not None else None

    def _known(self, owner: Possessor) -> HolderData | None:
        at = (owner.mention.start_char, owner.mention.end_char)
        if owner.pronoun:
            return self._pronouns.holder(owner.mention[0])
        if owner.person is not None:
            return by_mention.of_person(owner.person, at, "name", 0.9)
        return self._resolve(at, ())

    def _is_said(self, noun: Token) -> bool:
        word = noun.lemma_.lower()
        return word in _SAID or self._reading.titles.is_document(word)

    def _holds(self, noun: Token) -> bool:
        """Say whether a noun can hold a view itself: a role, a body, a group, a document."""
        titles = self._reading.titles
        word = noun.lemma_.lower()
        return (
            titles.is_role(word)
            or titles.is_document(word)
            or titles.organisation_kind(word) is not None
            or titles.is_collective(noun.lower_)
            or noun.tag_ == "NNS"
            or word in CAMPAIGNS | _FAMILY
        )


def _part_of(head: Token, span: Span) -> Token:
    """Give "findings" of "several of his findings", where nobody but their owner can speak."""
    of = head.nbor() if head.i + 1 < span.end else None
    if head.lower_ not in PARTS or of is None or of.lower_ != "of":
        return head
    whole = clauses.child_with(of, "pobj")
    return whole if whole is not None and whole.i < span.end else head
