"""Which words of a content an annotated target names."""

import pytest

from training.labels.targets import stretch

CASES = [
    ("to withdraw the troops by May", "withdrawing the troops", "withdraw the troops"),
    ("the new port tax is unfair", "the port tax", "port tax"),
    ("that farmers need the dam", "dam", "dam"),
    ("it was over", "the strike", None),
    ("a ban on night flights", "of the", None),
]


@pytest.mark.parametrize(("content", "target", "expected"), CASES)
def test_stretch(content: str, target: str, expected: str | None) -> None:
    words = content.split()
    found = stretch(words, [True] * len(words), target)
    assert (" ".join(words[found[0] : found[1] + 1]) if found else None) == expected


def test_only_words_of_the_content_count() -> None:
    words = "the dam he said the dam".split()
    assert stretch(words, [False, False, False, False, True, True], "dam") == (5, 5)
