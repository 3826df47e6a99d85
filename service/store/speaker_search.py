"""Finding speakers by what a reader types: any alias, either order, no diacritics, typing errors.

What fits exactly comes first, then what begins so, then names that hold the words, then names that
hold words much like them; within each by number of statements.
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_

from sqlalchemy import BindParameter, ColumnElement, Connection, func, select

from service.linking import distance, search_key
from service.store.schema import speaker_forms, speaker_words, speakers, word_grams
from service.store.speaker_index import MOST_WORDS, grams

LAST_CHARACTER = "\U0010ffff"
_MOST_FUZZY_WORDS = 6
_MOST_COMPARED = 400  # words that share most trigrams with a mistyped one
_MOST_NEAR = 60


def tiers(connection: Connection, q: str) -> "Tiers":
    """Prepare a search; nothing is found for text without a letter or digit."""
    return Tiers(connection, search_key(q))


class Tiers:
    """The ways in which a name may fit what was typed, best first; each excludes those before."""

    COUNT = 4

    def __init__(self, connection: Connection, key: str) -> None:
        self._connection = connection
        self._key = key
        self._words = words_of(key)
        self._before: list[ColumnElement[bool]] = []

    def condition(self, tier: int) -> ColumnElement[bool] | None:
        """Say who fits in a way and in none before it; None: nobody can."""
        while len(self._before) < tier:
            found = self._make(len(self._before))
            self._before.append(speakers.c.id.in_(()) if found is None else found)
        found = self._make(tier)
        if found is None:
            return None
        return reduce(and_, (~earlier for earlier in self._before[:tier]), found)

    def _make(self, tier: int) -> ColumnElement[bool] | None:
        if not self._words:
            return None
        if tier == 0:
            return has_form(self._key)
        if tier == 1:
            return _among(
                speaker_forms.c.speaker_id,
                (speaker_forms.c.form > self._key)
                & (speaker_forms.c.form < self._key + LAST_CHARACTER),
            )
        if tier == 2:
            return reduce(and_, (_begins(word) for word in self._words))
        return self._fuzzy()

    def _fuzzy(self) -> ColumnElement[bool] | None:
        words = [word for word in self._words if len(word) > 1] or list(self._words)
        if len(words) > _MOST_FUZZY_WORDS:
            return None
        parts = []
        for word in words:
            near = _near_words(self._connection, word)
            fits = _begins(word)
            if near:
                fits |= _among(speaker_words.c.speaker_id, speaker_words.c.word.in_(near))
            parts.append(fits)
        return reduce(and_, parts)


def has_form(key: str | BindParameter[str]) -> ColumnElement[bool]:
    """Say that a name, in either order, is exactly this."""
    return _among(speaker_forms.c.speaker_id, speaker_forms.c.form == key)


def words_of(key: str) -> tuple[str, ...]:
    """Give the different words of a name by which it is looked up; none where there are many."""
    words = tuple(dict.fromkeys(key.split()))
    return words if len(words) <= MOST_WORDS else ()


def has_words(words: Sequence[str | BindParameter[str]]) -> ColumnElement[bool]:
    """Say that a name holds all these words, of which there is at least one."""
    return reduce(
        and_, (_among(speaker_words.c.speaker_id, speaker_words.c.word == word) for word in words)
    )


def _begins(word: str) -> ColumnElement[bool]:
    begun = (speaker_words.c.word >= word) & (speaker_words.c.word < word + LAST_CHARACTER)
    return _among(speaker_words.c.speaker_id, begun)


def _among(column: ColumnElement[str], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return speakers.c.id.in_(select(column).where(condition))


def _near_words(connection: Connection, word: str) -> Sequence[str]:
    """Find the words of names that differ from one by a typing error, or two in a long word."""
    if len(word) < 4:
        return ()
    most = 1 if len(word) < 8 else 2
    shared = func.count()
    rows = connection.scalars(
        select(word_grams.c.word)
        .where(word_grams.c.gram.in_(grams(word)))
        .group_by(word_grams.c.word)
        .having(shared >= max(1, len(word) - 4 * most))
        .order_by(shared.desc(), word_grams.c.word)
        .limit(_MOST_COMPARED)
    )
    near = [(d, found) for found in rows if (d := distance(word, found, most)) <= most]
    return [found for _, found in sorted(near)[:_MOST_NEAR]]
