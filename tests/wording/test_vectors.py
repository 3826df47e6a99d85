"""The shipped vectors are those of the base pipeline, within rounding."""

import numpy as np

from service.wording import vectors
from training.wording.vectors import as_bytes, whole_words


def test_they_are_those_of_the_base_pipeline() -> None:
    words, expected = whole_words()
    known = vectors.shipped()
    assert list(known.rows) == words
    assert float((known.matrix * expected).sum(axis=1).min()) > 0.999


def test_bytes_keep_directions() -> None:
    given = np.array([[0.6, 0.8], [1.0, 0.0]], np.float32)
    assert as_bytes(given).tolist() == [[76, 102], [127, 0]]
