"""What requests with a key were answered, so that the same request again is not done again.

An attempt holds its key until it is answered, or for a while if its process ends before. The answer
is written in the transaction of what the request wrote: there is never one without the other.
"""

import datetime as dt
import json
import secrets
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Engine, delete, insert, select, update

from service import ids
from service.errors import KeyInUse, KeyReused
from service.store.schema import replies
from service.store.units import Unit, writing

KEPT = dt.timedelta(hours=24)
"""How long an answer is kept at least."""
_SWEPT = dt.timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Request:
    """A request with a key: whose it is, what it asks for, and the digest of all it sent."""

    caller: str
    route: str
    key: str
    fingerprint: str

    @property
    def id(self) -> str:
        """Identify what the key stands for: it is of one caller and one route."""
        return ids.reply_id(self.caller, self.route, self.key)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it was given. article_id: of an article whose text it may hold."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """The right to answer a request; token: of this attempt, in the place of earlier ones."""

    id: str
    key: str
    token: str = field(default_factory=lambda: secrets.token_hex(8))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Replies:
    """Keeps answers by the keys of their requests."""

    def __init__(self, engine: Engine, now: Callable[[], dt.datetime] = _now) -> None:
        self._engine = engine
        self._now = now

    def begin(self, request: Request, lease: dt.timedelta) -> Attempt | Reply:
        """Take a key, or give what its request was answered.

        lease: how long the attempt may take before another one may begin. Raises KeyReused where
        the key was of another request, KeyInUse while one is being answered.
        """
        now = self._now()
        attempt = Attempt(request.id, request.key)
        held = {"token": attempt.token, "until": now + lease}
        of = replies.c.id == request.id
        with writing(self._engine) as connection:
            connection.execute(delete(replies).where(replies.c.created_at < now - _SWEPT))
            row = connection.execute(select(replies).where(of)).one_or_none()
            if row is None:
                first = {"id": request.id, "fingerprint": request.fingerprint, "created_at": now}
                connection.execute(insert(replies), [{**first, **held}])
            elif row.fingerprint != request.fingerprint:
                raise KeyReused(request.key)
            elif row.status is not None:
                body = zlib.decompress(row.body)
                return Reply(row.status, json.loads(row.headers), body, row.article_id)
            elif row.until >= now:
                raise KeyInUse(request.key)
            else:
                connection.execute(update(replies).where(of).values(held))
        return attempt

    def unit(self) -> Unit:
        """Open a unit, in which a request's writes and its answer are one transaction."""
        return Unit(self._engine)

    def keep(self, attempt: Attempt, reply: Reply) -> None:
        """Write an answer down. Raises KeyInUse where another attempt has taken the key."""
        mine = (replies.c.id == attempt.id) & (replies.c.token == attempt.token)
        values = {
            "status": reply.status,
            "headers": json.dumps(dict(reply.headers)),
            "body": zlib.compress(reply.body),
            "article_id": reply.article_id,
        }
        with writing(self._engine) as connection:
            kept = connection.execute(update(replies).where(mine).values(values))
            if kept.rowcount != 1:
                raise KeyInUse(attempt.key)

    def drop(self, attempt: Attempt) -> None:
        """Give a key back whose request was not done."""
        mine = (replies.c.id == attempt.id) & (replies.c.token == attempt.token)
        with writing(self._engine) as connection:
            connection.execute(delete(replies).where(mine, replies.c.status.is_(None)))
