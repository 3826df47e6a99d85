"""Verdicts on claims: given, changed, taken back, found again in the next analysis."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from service.errors import Conflict, NotFound
from service.records import Article, Claim, ClaimFilter, ClaimOrder, Reviewer, Statement
from service.store import Editor, Store
from tests.factories import (
    make_analysis,
    make_article_text,
    make_claim,
    make_document,
    make_statement,
)

ANN = Editor("ann", "checked the budget")
VERDICT = {
    "rating": "false",
    "label": "Not so",
    "explanation": "The budget has other figures.",
    "url": "https://checks.example/port",
    "reviewer": {"name": "The Example Checkers", "url": "https://checks.example/"},
    "reviewed_at": dt.datetime(2021, 11, 22, tzinfo=dt.UTC),
}
SAID = (("Ann Lee", "The port is closed"), ("Bo Chan", "Prices fell"))
TEXT = make_article_text(*SAID)


def told(text: str = TEXT, **changes: Any) -> list[Statement]:
    """Statements, each with one claim of the same words; changes: of the claims."""
    found = [make_statement(text, content=words, speaker=name) for name, words in SAID]
    return [replace(one, claims=(make_claim(one, **changes),)) for one in found]


@pytest.fixture
def article(store: Store) -> Article:
    return store.repository.add_article(make_document(TEXT), make_analysis(TEXT, told()))[0]


@pytest.fixture
def claim(article: Article) -> Claim:
    return article.analysis.statements[0].claims[0]


def listed(store: Store, order: ClaimOrder = "date", **where: Any) -> list[str]:
    page = store.claims.claims(ClaimFilter(**where), order=order, limit=9)
    return [item.claim.text for item in page.items]


def test_a_verdict_stands_with_its_claim(store: Store, claim: Claim) -> None:
    assert store.claims.claim(claim.id).review is None
    change = store.reviewing.give(claim.id, VERDICT, ANN)
    review = store.claims.claim(claim.id).review
    assert review is not None
    assert change.claim.review == review
    assert (review.claim_id, review.claim_text) == (claim.id, "The port is closed.")
    assert (review.rating, review.label) == ("false", "Not so")
    assert review.reviewer == Reviewer("The Example Checkers", "https://checks.example/")
    assert review.reviewed_at == VERDICT["reviewed_at"]
    assert change.edit is not None
    assert (change.edit.action, change.edit.claim_id) == ("review", claim.id)
    assert (change.edit.by, change.edit.note) == ("ann", "checked the budget")
    assert store.claims.history(claim.id, limit=9).items == (change.edit,)


def test_claims_are_listed_by_their_verdicts(store: Store, claim: Claim) -> None:
    store.reviewing.give(claim.id, VERDICT, ANN)
    orders: tuple[ClaimOrder, ...] = ("date", "checkworthiness")
    for order in orders:
        assert listed(store, order, reviewed=True) == ["The port is closed."]
        assert listed(store, order, reviewed=False) == ["Prices fell."]
        assert listed(store, order, rating="false") == ["The port is closed."]
        assert listed(store, order, rating="true") == []
        assert listed(store, order, rating="false", reviewed=False) == []


def test_the_same_verdict_again_changes_nothing(store: Store, claim: Claim) -> None:
    store.reviewing.give(claim.id, VERDICT, ANN)
    assert store.reviewing.give(claim.id, VERDICT, ANN).edit is None
    undated = {k: v for k, v in VERDICT.items() if k != "reviewed_at"}
    assert store.reviewing.give(claim.id, undated, ANN).edit is None
    changed = store.reviewing.give(claim.id, {**undated, "rating": "half-true"}, ANN)
    assert changed.edit is not None
    assert changed.claim.review is not None
    assert changed.claim.review.reviewed_at > dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_what_is_not_given_again_is_taken_away(store: Store, claim: Claim) -> None:
    store.reviewing.give(claim.id, VERDICT, ANN)
    review = store.reviewing.give(claim.id, {"rating": "true"}, ANN).claim.review
    assert review is not None
    assert (review.label, review.url, review.reviewer) == (None, None, None)


def test_a_verdict_is_taken_back_and_that_undone(store: Store, claim: Claim) -> None:
    given = store.reviewing.give(claim.id, VERDICT, ANN)
    taken = store.reviewing.withdraw(claim.id, ANN)
    assert taken.claim.review is None
    assert listed(store, reviewed=True) == []
    with pytest.raises(NotFound, match="No review"):
        store.reviewing.withdraw(claim.id, ANN)
    assert given.edit is not None
    assert taken.edit is not None
    with pytest.raises(Conflict):
        store.editing.undo(given.edit.id, ANN)
    undone = store.editing.undo(taken.edit.id, ANN)
    assert undone.claim is not None
    assert undone.claim.review == given.claim.review
    assert listed(store, rating="false") == ["The port is closed."]
    store.editing.undo(given.edit.id, ANN)
    assert listed(store, reviewed=True) == []
    assert len(store.claims.history(claim.id, limit=9).items) == 4


def test_only_claims_that_are_there_are_reviewed(store: Store, claim: Claim) -> None:
    for unknown in ("c_nothing", "c_\ud800"):
        with pytest.raises(NotFound):
            store.reviewing.give(unknown, VERDICT, ANN)
        with pytest.raises(NotFound):
            store.reviewing.withdraw(unknown, ANN)
    with pytest.raises(NotFound):
        store.reviewing.withdraw(claim.id, ANN)


# Another analysis.


def again(store: Store, article: Article, statements: list[Statement]) -> None:
    analysis = replace(article.analysis, version="2", statements=tuple(statements))
    store.repository.replace_analysis(article.id, analysis)


def reviewed(store: Store) -> list[tuple[str, str]]:
    page = store.claims.claims(ClaimFilter(reviewed=True), order="date", limit=9)
    return [(item.claim.id, item.claim.text) for item in page.items]


def test_a_verdict_survives_another_analysis(store: Store, article: Article, claim: Claim) -> None:
    store.reviewing.give(claim.id, VERDICT, ANN)
    again(store, article, told())
    assert reviewed(store) == [(claim.id, claim.text)]


def test_a_verdict_follows_a_claim_whose_id_changes(
    store: Store, article: Article, claim: Claim
) -> None:
    edit = store.reviewing.give(claim.id, VERDICT, ANN).edit
    found = told(id="c_other")[0], told()[1]
    again(store, article, list(found))
    assert reviewed(store) == [("c_other", claim.text)]
    assert [one.id for one in store.claims.history("c_other", limit=9).items] == [
        edit.id if edit else ""
    ]
    store.reviewing.give("c_other", {"rating": "true"}, ANN)
    assert listed(store, rating="true") == [claim.text]


def test_a_verdict_on_other_words_waits_for_these(
    store: Store, article: Article, claim: Claim
) -> None:
    edit = store.reviewing.give(claim.id, VERDICT, ANN).edit
    again(store, article, [reworded(), told()[1]])
    assert reviewed(store) == []
    assert store.claims.claim(claim.id).review is None
    assert [one.text for one in store.revisions.orphans(article.id)] == [claim.text]
    other = store.reviewing.give(claim.id, {"rating": "true"}, ANN)
    assert other.claim.review is not None
    again(store, article, told())
    (found,) = store.claims.claims(ClaimFilter(reviewed=True), order="date", limit=9).items
    assert found.review is not None
    assert found.review.rating == "false"
    assert edit is not None
    store.editing.undo(edit.id, ANN)
    assert reviewed(store) == []


def reworded() -> Statement:
    one = told()[0]
    return replace(one, claims=(replace(one.claims[0], text="The old port is closed."),))


def test_a_verdict_is_of_its_own_statement(store: Store, article: Article, claim: Claim) -> None:
    """Where somebody else says the same words, that is another claim."""
    store.reviewing.give(claim.id, VERDICT, ANN)
    other = told()[1]
    same = replace(other, claims=(replace(other.claims[0], text=claim.text),))
    again(store, article, [same])
    assert reviewed(store) == []


def test_a_verdict_goes_with_its_article(store: Store, article: Article, claim: Claim) -> None:
    edit = store.reviewing.give(claim.id, VERDICT, ANN).edit
    store.repository.delete_article(article.id)
    assert edit is not None
    with pytest.raises(NotFound):
        store.editing.undo(edit.id, ANN)
