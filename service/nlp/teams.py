"""Whom "the researchers" and "the team" take up that nobody named: "a team from the university"."""

from spacy.tokens import Span, Token

from service.nlp import clauses
from service.nlp.descriptions import description
from service.nlp.rules import TitleLexicon

_LEARNED = frozenset("researcher scientist academic author team economist".split())
_TEAMS = frozenset("team group panel".split())
_OF_RESEARCH = frozenset("research researcher scientist academic economist scientific".split())
_WHENCE = frozenset({"from", "at", "of", "in", "led"})
_BACK = 400  # tokens
_BARE = 2  # tokens of "the team"


def team_before(span: Span, titles: TitleLexicon) -> str | None:
    """Give the fuller description of those whom a bare "the researchers" takes up.

    It tells where they are from, and is the first such one before.
    """
    word = span.root.lemma_.lower()
    if len(span) != _BARE or span[0].lower_ != "the" or word not in _LEARNED:
        return None
    for token in span.doc[max(0, span.start - _BACK) : span.start]:
        if _is_team(token, word) and any(t.lower_ in _WHENCE for t in token.rights):
            start, end = clauses.noun_phrase(token)
            phrase = span.doc[start:end]
            if end <= span.start and any(t.ent_type_ == "ORG" for t in phrase):
                return description(phrase, token, titles)
    return None


def _is_team(token: Token, word: str) -> bool:
    """Say whether a noun is the one that is taken up, or a team of such people."""
    noun = token.lemma_.lower()
    if token.pos_ != "NOUN" or (noun not in _TEAMS and token.tag_ != "NNS"):
        return False
    if noun == word:
        return True
    research = any(t.lemma_.lower() in _OF_RESEARCH for t in token.subtree)
    return noun in _TEAMS and research
