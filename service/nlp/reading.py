"""What is at hand while the sources of one article are resolved."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span

from service.nlp.antecedents import Ranked
from service.nlp.authors import Authors
from service.nlp.bodies import Bodies
from service.nlp.discourse import Discourse
from service.nlp.extensions import HolderData, text_of
from service.nlp.headlines import in_headline
from service.nlp.interviews import Interview
from service.nlp.lexicons import Lexicons
from service.nlp.mentions import Mention
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon

Chars = tuple[int, int]
Rank = Callable[[Mention, Discourse], Ranked]
Resolve = Callable[[Chars, Sequence[Chars]], HolderData]
"""From the place of a mention, and the content that it is the source of, to its holder."""


@dataclass
class Reading:
    """An article with its people and bodies, and how antecedents are ranked."""

    doc: Doc
    lexicons: Lexicons
    rank: Rank
    discourse: Discourse = field(init=False)
    bodies: Bodies = field(init=False)
    _places: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the people and bodies."""
        self.discourse = Discourse(self.doc, self.doc._.people or [])
        self.bodies = Bodies(self.doc, self.titles, self.places, self.outlets, self._is_person)

    def _is_person(self, offset: int) -> bool:
        return self.discourse.person_at(offset) is not None

    def is_place(self, name: str) -> bool:
        """Say whether the article goes to a place, or is in or from it."""
        if name not in self._places:
            pattern = rf"\b(?:[Ii]n|[Aa]cross) {re.escape(name)}\b(?! [A-Z])"
            self._places[name] = re.search(pattern, text_of(self.doc)) is not None
        return self._places[name]

    def opens(self, span: Span) -> bool:
        """Say whether a mention begins its sentence, or stands in a headline."""
        begins = span.start == self.discourse.sentence_start(span.start)
        return begins or in_headline(self.doc, span.start_char)

    @property
    def titles(self) -> TitleLexicon:
        """What nouns tell of a holder."""
        return self.lexicons.titles

    @property
    def places(self) -> PlaceLexicon:
        """The countries."""
        return self.lexicons.places

    @property
    def outlets(self) -> OutletLexicon:
        """The news outlets."""
        return self.lexicons.outlets

    @cached_property
    def interview(self) -> Interview:
        """The questions and answers of the text, if it has any."""
        return Interview(self.discourse)

    @cached_property
    def authors(self) -> Authors:
        """Who wrote the text."""
        return Authors(self.doc, self.lexicons)
