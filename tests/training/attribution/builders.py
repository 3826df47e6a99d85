"""Words and examples made by hand from marked texts, without a pipeline."""

import random
import re
from collections.abc import Iterable

import numpy as np

from service.nlp.word_features import FEATURES, TAG_CODES, Words
from training.attribution.examples import Example, Link, to_words
from training.attribution.markup import read


def words_from(text: str, verbs: Iterable[str] = ()) -> Words:
    """Make words of the words and marks of a text; each line is a paragraph of one sentence.

    verbs: the words that are tagged as verbs; the others have no tag. Each word is its own head.
    """
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    count = len(found)
    lines = np.array([text.count("\n", 0, match.start()) for match in found], np.int64)
    features = np.zeros((count, len(FEATURES)), np.int64)
    features[:, FEATURES.index("tag")] = [
        TAG_CODES["VBD"] if match.group() in verbs else 0 for match in found
    ]
    return Words(
        texts=[match.group() for match in found],
        features=features,
        starts=np.array([match.start() for match in found], np.int64),
        ends=np.array([match.end() for match in found], np.int64),
        heads=np.arange(count, dtype=np.int64),
        sentences=lines,
        paragraphs=lines,
        regions=np.full(count, -1, np.int64),
        letters=np.array([match.group().isalnum() for match in found], np.bool_),
        tokens=np.arange(count, dtype=np.int64),
    )


def links_of(marked: str) -> list[Link | None]:
    """Put each statement of a marked text on words."""
    text, found = read(marked)
    words = words_from(text)
    return [to_words(words, one) for one in found]


def example_from(marked: str, verbs: Iterable[str] = ()) -> Example:
    """Make an example of a marked text."""
    links = tuple(link for link in links_of(marked) if link is not None)
    return Example("one", "test", words_from(read(marked)[0], verbs), links)


def seeded(seed: int) -> random.Random:
    """Give chance that is the same in each run."""
    return random.Random(seed)  # noqa: S311 - nothing is secret here
