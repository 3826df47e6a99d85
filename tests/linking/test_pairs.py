"""How well speakers are linked across articles, over the whole way through the store."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from service import ids
from service.store import Store, open_store
from tests.factories import (
    make_analysis,
    make_article_text,
    make_document,
    make_speaker,
    make_statement,
)
from tests.linking.pairs import PAIRS, Pair, Said

PRECISION, RECALL = 0.99, 0.90


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('pairs') / 'store.sqlite3'}")
    yield opened
    opened.close()


def add(store: Store, said: Said, lead: str) -> tuple[str, str]:
    """Store an article; gives its id and the speaker's."""
    text = make_article_text((said.name, "Yes"), lead=lead)
    speaker = make_speaker(said.name, text, role=said.role, kind=said.kind)
    statement = make_statement(text, content="Yes", speaker=speaker)
    article, _ = store.repository.add_article(make_document(text), make_analysis(text, [statement]))
    found = article.analysis.statements[0].speaker.id
    assert found is not None
    return article.id, found


def linked(store: Store, first: Said, second: Said) -> bool:
    (one, a), (other, b) = add(store, first, "1"), add(store, second, "2")
    for article in (one, other):
        store.repository.delete_article(article)
    return a == b


def rates(found: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Precision and recall of pairs: (is one speaker, was linked)."""
    right = sum(same and was for same, was in found)
    return right / max(1, sum(was for _, was in found)), right / sum(same for same, _ in found)


def test_there_are_enough_pairs_of_each_sort() -> None:
    assert len(PAIRS) >= 60
    assert len({(pair.a, pair.b) for pair in PAIRS}) == len(PAIRS)
    assert min(sum(p.same for p in PAIRS), sum(not p.same for p in PAIRS)) >= 30


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "the other way round"])
def test_pairs_by_themselves(store: Store, turned: bool) -> None:
    def link(pair: Pair) -> bool:
        return linked(store, pair.b, pair.a) if turned else linked(store, pair.a, pair.b)

    found = [(pair, link(pair)) for pair in PAIRS]
    wrong = [f"{pair.a} / {pair.b}: {pair.why}" for pair, was in found if pair.same != was]
    precision, recall = rates([(pair.same, was) for pair, was in found])
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, wrong


def test_all_articles_together(store: Store) -> None:
    """Every mention against every other, in one registry."""
    mentions = [(said, number) for number, pair in enumerate(PAIRS) for said in (pair.a, pair.b)]
    speakers = [add(store, said, f"{at}")[1] for at, (said, _) in enumerate(mentions)]
    found = []
    for (x, (a, m)), (y, (b, n)) in combinations(list(enumerate(mentions)), 2):
        if m == n:
            same = PAIRS[m].same
        elif ids.name_key(a.name) == ids.name_key(b.name):
            continue  # of two pairs: nothing says whether they are one
        else:
            same = False
        found.append((same, speakers[x] == speakers[y]))
    precision, recall = rates(found)
    assert precision >= PRECISION
    assert recall >= RECALL
