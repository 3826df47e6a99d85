"""Words that differ by one slip of the pen, found without comparing all with all.

Two words that differ by a letter added, left out, changed or swapped share a form with at most one
letter left out of each (the symmetric deletes of Garbe 2012's SymSpell); they are looked up by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from service.nlp import names

SHORTEST = 5
"""Letters of the shortest word that is known with a slip."""
_LONGEST = 30
_MOST = 20  # words under one form; no article has as many


class Slips:
    """A set of words that are found by words one slip away."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_form: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            for form in _forms(word):
                found = self._by_form[form]
                if len(found) < _MOST:
                    found.append(word)

    def near(self, word: str) -> list[str]:
        """Give the words that differ by one slip, each once.

        >>> Slips(["maurer", "brandt"]).near("mauer")
        ['maurer']
        """
        if len(word) < SHORTEST:
            return []
        alike = {other: None for form in _forms(word) for other in self._by_form.get(form, ())}
        return [other for other in alike if names.differ_by_one(word, other)]


def _forms(word: str) -> Iterator[str]:
    """Give a word and what is left of it without one of its letters, each form once."""
    if len(word) > _LONGEST:
        return
    yield from {word: None} | {word[:i] + word[i + 1 :]: None for i in range(len(word))}
