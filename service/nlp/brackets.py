"""Brackets at the ends of a stretch of text."""

from itertools import pairwise

from service.nlp.extensions import AttributionData
from service.nlp.found import Chars

_PAIRS = (("(", ")"), ("[", "]"))


def with_bracket(text: str, span: Chars) -> Chars:
    """Take in brackets that stand right beside a stretch which holds their other ones.

    >>> with_bracket("Ann Lee (R) left", (0, 10)), with_bracket("(So) it is", (1, 10))
    ((0, 11), (0, 10))
    """
    start, end = span
    for opening, closing in _PAIRS:
        open_ones = text.count(opening, *span) - text.count(closing, *span)
        while open_ones > 0 and text[end : end + 1] == closing:
            end, open_ones = end + 1, open_ones - 1
        while open_ones < 0 and start and text[start - 1] == opening:
            start, open_ones = start - 1, open_ones + 1
    return start, end


def with_brackets(text: str, one: AttributionData) -> AttributionData:
    """Give a statement whose source and content break off before no bracket of theirs."""
    source = one["source"]
    content = [with_bracket(text, span) for span in one["content"]]
    apart = all(end <= start for (_, end), (start, _) in pairwise(content))
    return {
        **one,
        "source": None if source is None else with_bracket(text, source),
        "content": content if apart else one["content"],
    }
