"""Verdicts on claims: kept apart from what is analysed, and found again in the next analysis.

All functions work inside the caller's transaction.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from service.records import Claim, Orphan, Rating, Review, Reviewer, Statement
from service.store.codec import from_json, to_json
from service.store.corrections import overlap
from service.store.identity import same_words
from service.store.rows import AnyRow, Values
from service.store.schema import claims, reviews, statements

State = Mapping[str, Any]
_LEAST_OVERLAP = 0.5  # of the characters of both statements together
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer said, as it is kept."""

    rating: Rating
    reviewed_at: dt.datetime
    label: str | None = None
    explanation: str | None = None
    url: str | None = None
    reviewer: Reviewer | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that was reviewed, with its statement, and its id in the present analysis.

    placed: the statement is of the article's present text, so that its offsets can be compared.
    """

    id: str
    claim_id: str | None
    claim: Claim
    statement: Statement
    placed: bool = True


def rematch(known: Iterable[Reviewed], present: Sequence[Statement]) -> dict[str, str | None]:
    """Find the reviewed claims among statements; gives the claims' ids by those of the reviews.

    It is the same claim where the words are the same and the statement is: by its id, its place
    or its wording. Other words are another claim, which nobody has reviewed.
    """
    holders = [(one, {claim.id: claim for claim in one.claims}) for one in present]
    found: dict[str, str | None] = {}
    taken: set[str] = set()
    for one in sorted(known, key=lambda one: one.id):
        fits = [
            (claim.id != one.claim_id, -likeness, claim.id)
            for statement, made in holders
            for claim in made.values()
            if claim.id not in taken
            and _words(claim) == _words(one.claim)
            and (likeness := _likeness(one, statement)) >= _LEAST_OVERLAP
        ]
        found[one.id] = min(fits)[-1] if fits else None
        taken |= {min(fits)[-1]} if fits else set()
    return found


def _words(claim: Claim) -> str:
    return " ".join(claim.text.split())


def _likeness(one: Reviewed, other: Statement) -> float:
    if one.statement.id == other.id:
        return 1.0
    if one.placed:
        return overlap(one.statement, other)
    same = same_words(one.statement.content.text, other.content.text)
    holders = (one.statement.speaker.name, other.speaker.name)
    return float(same and same_words(*(name or "" for name in holders)))


def settle(connection: Connection, article_id: str, revision: int) -> None:
    """Find an article's reviewed claims among its statements as they now are.

    revision: of the article's present text. What is found is of this text from now on.
    """
    rows = connection.execute(select(reviews).where(reviews.c.article_id == article_id)).all()
    if not rows:
        return
    known = [
        Reviewed(
            row.id,
            row.claim_id,
            from_json(Claim, row.claim),
            from_json(Statement, row.statement),
            row.revision == revision,
        )
        for row in rows
    ]
    records = connection.scalars(
        select(statements.c.record)
        .where(statements.c.article_id == article_id)
        .order_by(statements.c.position)
    )
    present = [from_json(Statement, record) for record in records]
    makers = {claim.id: one for one in present for claim in one.claims}
    places = rematch(known, present)
    for row in rows:
        place = places[row.id]
        values: Values = {"claim_id": place}
        if place is not None and row.revision != revision:
            told = replace(makers[place], claims=())
            values |= {"statement": to_json(told), "revision": revision}
        connection.execute(update(reviews).where(reviews.c.id == row.id).values(values))
        if place is not None and row.record is not None:
            _rate(connection, place, from_json(Verdict, row.record))


def read_state(connection: Connection, like: State) -> State:
    """Read the present verdict of a review, as a state between which editors' acts lead."""
    record = connection.execute(
        select(reviews.c.record).where(reviews.c.id == like["review_id"])
    ).scalar_one_or_none()
    said = None if record is None else _plain(from_json(Verdict, record))
    return {**like, "review": said}


def write_state(connection: Connection, state: State, now: dt.datetime) -> None:
    """Put a verdict in force, or take it back."""
    said = None if state["review"] is None else _verdict(state["review"])
    changed = (
        update(reviews)
        .where(reviews.c.id == state["review_id"])
        .values(record=None if said is None else to_json(said))
        .returning(reviews.c.claim_id)
    )
    claim_id = connection.execute(changed).scalar_one()
    if claim_id is not None:
        _rate(connection, claim_id, said)


def claim_of(connection: Connection, review_id: str) -> str | None:
    """Give the present id of a reviewed claim; None while no claim is found to be it."""
    query = select(reviews.c.claim_id).where(reviews.c.id == review_id)
    return connection.execute(query).scalar_one_or_none()


def place(
    connection: Connection, review_id: str, claim: Claim, statement: Statement, revision: int
) -> None:
    """Make a place for the verdict on a claim, without one yet."""
    row = {
        "id": review_id,
        "article_id": statement.article_id,
        "claim_id": claim.id,
        "claim": to_json(claim),
        "statement": to_json(replace(statement, claims=())),
        "revision": revision,
    }
    connection.execute(insert(reviews), [row])


def read(connection: Connection, claim_ids: Sequence[str]) -> dict[str, Review]:
    """Read the reviews in force of claims, by the claims' ids."""
    found: dict[str, Review] = {}
    for start in range(0, len(claim_ids), _AT_ONCE):
        some = claim_ids[start : start + _AT_ONCE]
        rows = connection.execute(
            select(reviews).where(reviews.c.claim_id.in_(some), reviews.c.record.is_not(None))
        )
        found |= {row.claim_id: review_of(row) for row in rows}
    return found


def left_behind(connection: Connection, article_id: str) -> list[Orphan]:
    """List the verdicts in force on claims that an article no more makes."""
    rows = connection.execute(
        select(reviews.c.id, reviews.c.claim)
        .where(
            reviews.c.article_id == article_id,
            reviews.c.claim_id.is_(None),
            reviews.c.record.is_not(None),
        )
        .order_by(reviews.c.id)
    )
    return [Orphan("review", row.id, from_json(Claim, row.claim).text) for row in rows]


def review_of(row: AnyRow) -> Review:
    """Make the record of a review in force."""
    said = from_json(Verdict, row.record)
    return Review(
        id=row.id,
        article_id=row.article_id,
        claim_id=row.claim_id,
        claim_text=from_json(Claim, row.claim).text,
        rating=said.rating,
        reviewed_at=said.reviewed_at,
        label=said.label,
        explanation=said.explanation,
        url=said.url,
        reviewer=said.reviewer,
    )


def _rate(connection: Connection, claim_id: str, said: Verdict | None) -> None:
    rating = None if said is None else said.rating
    connection.execute(update(claims).where(claims.c.id == claim_id).values(rating=rating))


def _plain(said: Verdict) -> dict[str, Any]:
    who = said.reviewer
    return {
        "rating": said.rating,
        "label": said.label,
        "explanation": said.explanation,
        "url": said.url,
        "reviewer": None if who is None else {"name": who.name, "url": who.url},
        "reviewed_at": said.reviewed_at.isoformat(),
    }


def _verdict(told: Mapping[str, Any]) -> Verdict:
    who = told["reviewer"]
    return Verdict(
        rating=told["rating"],
        reviewed_at=dt.datetime.fromisoformat(told["reviewed_at"]),
        label=told["label"],
        explanation=told["explanation"],
        url=told["url"],
        reviewer=None if who is None else Reviewer(who["name"], who["url"]),
    )
