"""Interviews set as questions and answers: who "A:" is, that stands before each answer."""

import re
from functools import cached_property

from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData, paragraphs, text_of

_ANSWER = re.compile(r"A ?[:.] ")
_QUESTION = re.compile(r"Q ?[:.] ")
_FEWEST = 2  # questions and answers of an interview


class Interview:
    """The questions and answers of one text, read when somebody asks for them."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    @cached_property
    def answers(self) -> PersonData | None:
        """Give who answers: whom the text before the first question names most, the first of them.

        None where the text has no questions and answers, or names nobody before them.
        """
        doc = self._discourse.doc
        text = text_of(doc)
        starts = [start for start, _ in paragraphs(doc)]
        asked = [start for start in starts if _QUESTION.match(text, start)]
        answered = [start for start in starts if _ANSWER.match(text, start)]
        if min(len(asked), len(answered)) < _FEWEST:
            return None
        named = [person for _, _, person in self._discourse.within(0, asked[0])]
        return max(named, key=named.count, default=None)
