"""Verdicts on claims: given, changed and taken back; undone as all editors' acts are."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select

from service import ids
from service.errors import NotFound
from service.records import Review, StoredClaim
from service.store import audit, reviews
from service.store.claims import load_claim
from service.store.editing import Editing, utc_now
from service.store.listings import Editor, ReviewChange
from service.store.schema import articles
from service.store.schema import reviews as table
from service.store.units import writing
from service.store.validators import ANYTHING, Expected

_FIELDS = ("rating", "label", "explanation", "url", "reviewer")


class Reviewing:
    """Gives and takes back verdicts; what is expected is of the review."""

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now
        self._editing = Editing(engine, now)

    def give(
        self,
        claim_id: str,
        fields: Mapping[str, Any],
        editor: Editor,
        expected: Expected = ANYTHING,
    ) -> ReviewChange:
        """Put a verdict in the place of a claim's present one; what is not given is None.

        fields: rating, label, explanation, url, reviewer ({"name", "url"}) and reviewed_at, which
        is now, or for the verdict that is there already when that was. Raises NotFound.
        """
        with writing(self._engine) as connection:
            present = _present(connection, claim_id)
            expected.check(present.review)
            said = {name: fields.get(name) for name in _FIELDS}
            if said["reviewer"] is not None:
                said["reviewer"] = {"url": None, **said["reviewer"]}
            when = fields.get("reviewed_at")
            review_id = _row(connection, claim_id)
            if review_id is None:
                review_id = ids.review_id(claim_id, audit.next_number(connection))
                statement = present.stored.statement
                revision = connection.execute(
                    select(articles.c.revision).where(articles.c.id == statement.article_id)
                ).scalar_one()
                reviews.place(connection, review_id, present.claim, statement, revision)
            like = {
                "review_id": review_id,
                "article_id": present.stored.article.id,
                "claim_id": claim_id,
            }
            before = reviews.read_state(connection, like)["review"]
            kept = None if before is None else before["reviewed_at"]
            if when is None and kept is not None and before == {**said, "reviewed_at": kept}:
                said["reviewed_at"] = kept
            else:
                said["reviewed_at"] = (when or self._now()).astimezone(dt.UTC).isoformat()
            if said == before:
                return ReviewChange(None, present)
            return self._do(connection, {**like, "review": said}, editor)

    def withdraw(
        self, claim_id: str, editor: Editor, expected: Expected = ANYTHING
    ) -> ReviewChange:
        """Take a claim's verdict back. Raises NotFound, also where there is none."""
        with writing(self._engine) as connection:
            review = review_in_force(_present(connection, claim_id))
            expected.check(review)
            after = {
                "review_id": review.id,
                "article_id": review.article_id,
                "claim_id": claim_id,
                "review": None,
            }
            return self._do(connection, after, editor)

    def _do(self, connection: Connection, after: Mapping[str, Any], editor: Editor) -> ReviewChange:
        change = self._editing.step(connection, "review", after, editor, [])
        return ReviewChange(change.edit, _present(connection, after["claim_id"]))


def review_in_force(claim: StoredClaim) -> Review:
    """Give the verdict on a claim. Raises NotFound where there is none."""
    if claim.review is None:
        raise NotFound("review of a claim", claim.claim.id)
    return claim.review


def _present(connection: Connection, claim_id: str) -> StoredClaim:
    found = load_claim(connection, claim_id)
    if found is None:
        raise NotFound("claim", claim_id)
    return found


def _row(connection: Connection, claim_id: str) -> str | None:
    query = select(table.c.id).where(table.c.claim_id == claim_id).order_by(table.c.id)
    return connection.execute(query.limit(1)).scalar_one_or_none()
