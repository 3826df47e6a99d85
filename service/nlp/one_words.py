"""Names of one word that the recogniser takes for a person: "Orlando" the town, "Harsh" the word.

What is known of given names and surnames, and the words before it, tell whether it can be one.
"""

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from service.ids import name_key
from service.nlp import names
from service.nlp.by_place import ByPlace
from service.nlp.extensions import text_of
from service.nlp.headlines import in_headline
from service.nlp.lexicons import Lexicons
from service.nlp.rules.known import is_known_surname

_WHERE = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross) ([^\W\d_a-z][\w.-]{1,40})(?! [A-Z])")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_TWICE = 2


class OneWords:
    """Tells which of the names of one word in an article are nobody's."""

    def __init__(self, doc: Doc, named: Iterable[str], lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        self._sources = ByPlace[None](
            (*one["source"], None) for one in doc._.attributions or () if one["source"]
        )
        self._lower = frozenset(token.text for token in doc if token.is_lower)
        self._where = Counter(found[1].rstrip(".") for found in _WHERE.finditer(text_of(doc)))
        self._often: Counter[str] = Counter()
        self._within: set[str] = set()
        for name in named:
            words = names.words(name)
            self._often[name] += 1
            if len(words) > 1:
                self._within.update(words)

    def is_none(self, ent: Span, name: str) -> bool:
        """Say whether a name of one word is a place, or an ordinary word with a capital."""
        words = names.words(name)
        if len(words) != 1 or words[0] in self._within or is_known_surname(words[0]):
            return False
        if self._is_titled(ent):
            return False
        given = name_key(name) in self._lexicons.first_names
        if self._where[name] >= (_TWICE if given else 1):
            return True
        if given or self._often[name] > 1 or self._sources.near(ent.start_char, ent.end_char):
            return False
        word = ent[0]
        ordinary = word.lower_ in self._lower or word.tag_ not in _NAME_TAGS
        headline = in_headline(ent.doc, ent.start_char)
        return bool(word.is_sent_start and (ordinary or headline))

    def _is_titled(self, ent: Span) -> bool:
        before = ent.doc[ent.start - 1] if ent.start else None
        return before is not None and self._lexicons.titles.is_title(before.text)
