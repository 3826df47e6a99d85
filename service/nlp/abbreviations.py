"""Abbreviations in claims, with what the article says that they stand for.

"The HVF met" is "The Harbour Valley Forum (HVF) met" for whoever has not read its first paragraph.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Token

from service.nlp.acronyms import explained
from service.nlp.claim_words import Put
from service.nlp.extensions import text_of
from service.nlp.rules.open_nouns import understood_abbreviations

_CAPITALS = re.compile(r"(?=(?:[a-z]*[A-Z]){3})[A-Z][A-Za-z]{1,4}[A-Z]|[A-Z]{3}")
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT"})
_NOUNS = frozenset({"PROPN", "NOUN"})
_LONG = 6  # letters of an abbreviation


class Abbreviations:
    """The abbreviations that one article explains."""

    def __init__(self, doc: Doc) -> None:
        text = text_of(doc)
        self._explained = {
            letters: (name, (text.find(name), text.find(name) + len(name)))
            for letters, name in explained(text)
        }

    def written_out(self, untold: Mapping[int, str], taken: Collection[int]) -> dict[int, Put]:
        """Give what takes the place of the first of each abbreviation that few readers know.

        untold: the abbreviations of a claim, by index. taken: words that others take the place of.
        """
        found: dict[str, Put] = {}
        for i, letters in untold.items():
            if i in taken or letters in found or letters not in self._explained:
                continue
            name, place = self._explained[letters]
            found[letters] = Put(i, i + 1, f"{name} ({letters})", place, "name", "ORG")
        return {put.start: put for put in found.values()}


def untold_abbreviations(doc: Doc, words: Sequence[int], speaker: str) -> dict[int, str]:
    """Give the abbreviations of a claim that not every reader knows, by index.

    words: those of the claim. speaker: whose name is told.
    """
    known = frozenset(words)
    found = ((i, _untold(doc[i], known, speaker)) for i in words)
    return {i: letters for i, letters in found if letters is not None}


def _untold(token: Token, known: Collection[int], speaker: str) -> str | None:
    """Give an abbreviation that not every reader knows: "the SRI"; None for another word.

    known: the claim's words. Whoever speaks is told, and so is one with its words before it: "the
    Lenne Ferry Board (LFB)".
    """
    text = token.text
    if not _CAPITALS.fullmatch(text) or token.ent_type_ in _NUMBERS:
        return None
    if token.pos_ not in _NOUNS and not _is_body(token):
        return None
    doc = token.doc
    if text in understood_abbreviations() or text in speaker.replace("-", " ").split():
        return None
    if token.i and token.nbor(-1).text in ("(", "-", "/"):
        return None
    if any(doc[i].text.isupper() and len(doc[i]) > _LONG and i in known for i in _around(token)):
        return None  # a headline in capitals
    return text


def _is_body(token: Token) -> bool:
    """Say whether letters alone are the name of a body, however they are tagged; not "NOT"."""
    following = token.doc[token.i + 1 : token.i + 2]
    alone = token.ent_iob_ == "B" and not any(t.ent_iob_ == "I" for t in following)
    return alone and token.ent_type_ == "ORG" and not token.is_stop


def _around(token: Token) -> range:
    return range(max(0, token.i - 3), min(len(token.doc), token.i + 4))
