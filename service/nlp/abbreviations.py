"""Abbreviations in claims, with what the article says that they stand for.

"The HVF met" is "The Harbour Valley Forum (HVF) met" for whoever has not read its first paragraph.
"""

from collections.abc import Collection

from spacy.tokens import Doc

from service.nlp.acronyms import explained
from service.nlp.bare_phrases import untold_abbreviation
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.extensions import text_of


class Abbreviations:
    """The abbreviations that one article explains."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        text = text_of(doc)
        self._explained = {
            letters: (name, (text.find(name), text.find(name) + len(name)))
            for letters, name in explained(text)
        }

    def written_out(
        self, proposition: Proposition, taken: Collection[int], speaker: str
    ) -> dict[int, Put]:
        """Give what takes the place of the first of each abbreviation that few readers know.

        taken: words, by index, that others take the place of. speaker: whose name is told.
        """
        known = frozenset(proposition.words)
        found: dict[str, Put] = {}
        for i in proposition.words:
            letters = untold_abbreviation(self._doc[i], known, speaker)
            if letters is None or i in taken or letters in found:
                continue
            if letters in self._explained:
                name, place = self._explained[letters]
                found[letters] = Put(i, i + 1, f"{name} ({letters})", place, "name", "ORG")
        return {put.start: put for put in found.values()}
