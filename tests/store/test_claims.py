"""Claims: found by words, labels, speaker and worth; they come and go with their statements."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service import ids
from service.errors import InvalidCursor, NotFound
from service.records import ClaimFilter, ClaimOrder, Cue, Stance, Statement, StoredClaim
from service.store import Editor, Store
from tests.factories import (
    make_analysis,
    make_article_text,
    make_claim,
    make_document,
    make_statement,
)

ANN, BO = "Ann Lee", "Bo Chan"


def saying(
    text: str, speaker: str, words: str, *claims: tuple[str, float | None], **changes: Any
) -> Statement:
    """A statement with claims, each with its worth."""
    one = replace(make_statement(text, content=words, speaker=speaker), **changes)
    made = [
        make_claim(one, said, worth, id=f"c_{ids.name_key(said).replace(' ', '_')}")
        for said, worth in claims
    ]
    alone = [replace(c, standalone="wait" not in c.text) for c in made]
    return replace(one, claims=tuple(alone))


@pytest.fixture
def filled(store: Store) -> Store:
    text = make_article_text((ANN, "The port is closed"), (BO, "Prices fell"))
    denial = Cue(0, 1, text[0], "deny", "denial")
    first = saying(
        text,
        ANN,
        "The port is closed",
        ("The port of Aden is closed.", 0.9),
        ("Ships wait.", None),
        stance=Stance("oppose", "closing the port", 0.5),
        commitment="asserted",
        act="accusation",
    )
    second = saying(text, BO, "Prices fell", ("Prices fell by 3 percent.", 0.5), cue=denial)
    add(store, text, 2, "Alpha", first, second)
    text = make_article_text((ANN, "We call for talks"), lead="Later")
    third = saying(
        text,
        ANN,
        "We call for talks",
        ("Ann Lee's side calls for talks.", 0.1),
        stance=Stance("support", "Port talks", 0.5),
        commitment="uncommitted",
        act="call",
    )
    add(store, text, 5, "Beta", third)
    return store


def add(store: Store, text: str, day: int, outlet: str, *found: Statement) -> None:
    moment = dt.datetime(2021, 11, day, tzinfo=dt.UTC)
    document = make_document(text, outlet=outlet, published_at=moment)
    store.repository.add_article(document, make_analysis(text, found))


def texts(store: Store, order: ClaimOrder = "date", **where: Any) -> list[str]:
    page = store.claims.claims(ClaimFilter(**where), order=order, limit=50)
    return [item.claim.text for item in page.items]


PORT, SHIPS = "The port of Aden is closed.", "Ships wait."
PRICES, TALKS = "Prices fell by 3 percent.", "Ann Lee's side calls for talks."


def test_by_worth_with_the_unknown_last(filled: Store) -> None:
    assert texts(filled, "checkworthiness") == [PORT, PRICES, TALKS, SHIPS]


def test_by_date_the_newest_first_then_in_text_order(filled: Store) -> None:
    assert texts(filled) == [TALKS, PORT, SHIPS, PRICES]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"speaker": "ann lee"}, [TALKS, PORT, SHIPS]),
        ({"speaker": ids.speaker_id(BO)}, [PRICES]),
        ({"speaker": "Nobody Here"}, []),
        ({"target": "closing port"}, [PORT, SHIPS]),
        ({"target": "port"}, [TALKS, PORT, SHIPS]),
        ({"target": "por"}, []),
        ({"stance": "support"}, [TALKS]),
        ({"commitment": "asserted"}, [PORT, SHIPS]),
        ({"act": "call"}, [TALKS]),
        ({"cue_class": "denial"}, [PRICES]),
        ({"outlet": "beta"}, [TALKS]),
        ({"q": "aden"}, [PORT]),
        ({"q": "AND NEAR( *"}, []),
        ({"q": "  "}, []),
        ({"q": "port", "speaker": "lee"}, [PORT]),
        ({"since": dt.date(2021, 11, 3)}, [TALKS]),
        ({"until": dt.date(2021, 11, 2), "speaker": BO}, [PRICES]),
        ({"min_checkworthiness": 0.5}, [PORT, PRICES]),
        ({"standalone": True}, [PORT, PRICES, TALKS]),
        ({"standalone": False}, [SHIPS]),
        ({"standalone": False, "speaker": BO}, []),
    ],
)
@pytest.mark.parametrize("order", ["date", "checkworthiness"])
def test_filters(
    filled: Store, where: dict[str, Any], expected: list[str], order: ClaimOrder
) -> None:
    assert sorted(texts(filled, order, **where)) == sorted(expected)


@pytest.mark.parametrize("order", ["date", "checkworthiness"])
@pytest.mark.parametrize("where", [ClaimFilter(), ClaimFilter(speaker="lee"), ClaimFilter(q="a")])
def test_pages_join_to_the_whole_list(filled: Store, order: ClaimOrder, where: ClaimFilter) -> None:
    whole = filled.claims.claims(where, order=order, limit=50).items
    found: list[StoredClaim] = []
    cursor = None
    while True:
        page = filled.claims.claims(where, order=order, limit=1, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert tuple(found) == whole


def test_a_cursor_of_another_order_is_refused(filled: Store) -> None:
    cursor = filled.claims.claims(ClaimFilter(), order="date", limit=1).next_cursor
    with pytest.raises(InvalidCursor):
        filled.claims.claims(ClaimFilter(), order="checkworthiness", limit=1, cursor=cursor)


def test_one_claim_with_its_statement_and_article(filled: Store) -> None:
    (wanted,) = filled.claims.claims(ClaimFilter(q="aden"), order="date", limit=1).items
    assert filled.claims.claim(wanted.claim.id) == wanted
    assert wanted.stored.statement.speaker.name == ANN
    assert wanted.stored.article.outlet == "Alpha"
    with pytest.raises(NotFound, match="claim"):
        filled.claims.claim("c_none")


def test_a_claim_of_co_holders_who_are_merged_comes_once(filled: Store) -> None:
    text = make_article_text((ANN, "It rains"))
    one = saying(text, ANN, "It rains", ("It rains in Aden.", None))
    one = replace(one, speaker=replace(one.speaker, kind="group", also=("Cy Roe",)))
    add(filled, text, 9, "Gamma", one)
    (cy,) = filled.queries.speakers("Cy Roe", limit=1).items or (None,)
    assert cy is not None
    filled.editing.merge(ids.speaker_id(ANN), [cy.id], Editor())
    for order in ("date", "checkworthiness"):
        assert texts(filled, order, speaker=ANN).count("It rains in Aden.") == 1


def test_an_editors_label_counts_for_the_claims(filled: Store) -> None:
    (one,) = filled.claims.claims(ClaimFilter(q="percent"), order="date", limit=1).items
    filled.editing.correct_quote(one.stored.statement.id, {"act": "prediction"}, Editor())
    assert texts(filled, act="prediction") == [PRICES]


def test_claims_go_with_their_article(filled: Store) -> None:
    (one,) = filled.claims.claims(ClaimFilter(q="talks"), order="date", limit=1).items
    filled.repository.delete_article(one.stored.article.id)
    assert texts(filled) == [PORT, SHIPS, PRICES]
    assert texts(filled, q="talks") == []
