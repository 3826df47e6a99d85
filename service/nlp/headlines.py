"""Whether a place of the text is in a headline, by the layout of the page."""

from bisect import bisect_right
from operator import itemgetter

from spacy.tokens import Doc

from service.nlp.extensions import text_of

_LONGEST_LINE = 200  # characters
_FEWEST = 2  # words
_CAPITALS = 0.7


def in_headline(doc: Doc, offset: int) -> bool:
    """Say whether a place is in a headline, or in a line set as one: "All Words In Capitals".

    The blocks of a page follow each other, so the one in question is found by its start.
    """
    blocks = doc._.blocks or ()
    number = bisect_right(blocks, offset, key=itemgetter("start")) - 1
    if number < 0 or offset >= blocks[number]["end"]:
        return False
    start, end = blocks[number]["start"], blocks[number]["end"]
    if blocks[number]["kind"] == "headline":
        return True
    if end - start > _LONGEST_LINE:
        return False
    words = [word for word in text_of(doc)[start:end].split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > _FEWEST and capitals > _CAPITALS * len(words)
