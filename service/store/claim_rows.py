"""Claims to table rows: what they are found and sorted by."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from service.records import Claim, Statement
from service.store.rows import Values, target_values
from service.store.search import searchable

_UNKNOWN = 1  # after every known rank, the greatest of which is 0


def claim_values(
    article: Values, statements: Sequence[Statement], created: Mapping[str, dt.datetime]
) -> Iterator[Values]:
    """Make the rows of the claims of an article's statements.

    created: when each statement was first stored, by id.
    """
    for position, statement in enumerate(statements):
        stance, target = statement.stance, target_values(statement)
        for number, claim in enumerate(statement.claims):
            yield {
                "id": claim.id,
                "statement_id": statement.id,
                "article_id": article["id"],
                "position": position,
                "number": number,
                "recency": article["recency"],
                "day": article["day"],
                "outlet_key": article["outlet_key"],
                "cue_class": None if statement.cue is None else statement.cue.cue_class,
                "stance": None if stance is None else stance.label,
                "target_id": target["target_id"],
                "commitment": statement.commitment,
                "act": statement.act,
                "checkworthiness": None if claim.checkworthy is None else claim.checkworthy.score,
                "rank": rank(claim),
                "standalone": int(claim.standalone),
                "text": searchable(claim.text),
                "created_at": created[statement.id],
            }


def rank(claim: Claim) -> int:
    """Give the place of a claim by its check-worthiness: the most worthy first, unknown last."""
    return _UNKNOWN if claim.checkworthy is None else rank_of(claim.checkworthy.score)


def rank_of(checkworthiness: float) -> int:
    """Give the rank of a score: millionths, negated, so that the worthiest come first."""
    return -round(checkworthiness * 1_000_000)
